import { expect, test } from "vitest";
import { durationsOf, KEPT_SAMPLES, sampleWords, withSample, type Sample } from "./sampling.ts";

test("the newest samples are kept, and no more than a fixed number of them", () => {
  let samples: readonly Sample[] = [];
  for (let ms = 0; ms < KEPT_SAMPLES + 5; ms++) samples = withSample(samples, { kind: "answered", ms });
  expect(samples).toHaveLength(KEPT_SAMPLES);
  expect(durationsOf(samples)[0]).toBe(5);
});

test("only what ran has a duration, failed or not", () => {
  expect(durationsOf([{ kind: "answered", ms: 3 }, { kind: "throttled" }, { kind: "failed", ms: 4, errorType: "E" }, { kind: "refused", error: "no" }])).toEqual([3, 4]);
});

test("a failing handler shows to a client as its way shows it: 502 through load balancer and API Gateway, FunctionError to an SDK", () => {
  const failed: Sample = { kind: "failed", ms: 1234, errorType: "ValueError" };
  expect(sampleWords("alb", failed)).toBe("502 (ValueError), after 1,234 ms");
  expect(sampleWords("api-gateway", failed)).toMatch(/^502/);
  expect(sampleWords("sdk", failed)).toMatch(/^200 with FunctionError/);
  expect(sampleWords("alb", { kind: "throttled" })).toMatch(/^502: throttled in the scene/);
});
