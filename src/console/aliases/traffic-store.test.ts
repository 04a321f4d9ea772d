import { beforeEach, expect, test } from "vitest";
import type { Outcome } from "./invocation-series.ts";
import { clearTraffic, startTraffic, stopTraffic, useTraffic } from "./traffic-store.ts";

const key = "us-east-1/orders/prod";
const seen = () => useTraffic.getState().byAlias[key];
const answer = (version: string) => async (): Promise<Outcome> => ({ kind: "served", version });
const start = (total: number, send: () => Promise<Outcome>, routing = "1:2") => startTraffic({ key, routing, followed: "2", total, send });

beforeEach(() => clearTraffic(key));

test("series under the same split add up", async () => {
  await start(10, answer("1"));
  await start(100, answer("2"));
  expect(seen()).toMatchObject({ series: null, end: "done", counts: { total: 110, served: { "1": 10, "2": 100 } } });
});

test("a split that changed is another experiment: counting begins anew", async () => {
  await start(10, answer("1"));
  await start(5, answer("2"), "2:3");
  expect(seen()).toMatchObject({ routing: "2:3", counts: { total: 5, served: { "2": 5 } } });
});

test("a second series does not start while one is under way", async () => {
  const first = start(10, answer("1"));
  expect(seen()?.series).toEqual({ planned: 10, before: 0 });
  await start(10, answer("2"));
  await first;
  expect(seen()?.counts.served).toEqual({ "1": 10 });
});

test("stopping keeps what was counted", async () => {
  await start(1000, async () => {
    stopTraffic(key);
    return { kind: "served", version: "1" };
  });
  expect(seen()?.end).toBe("stopped");
  expect(seen()?.counts.total).toBeGreaterThan(0);
  expect(seen()?.counts.total).toBeLessThan(1000);
});

test("clearing in the middle of a series forgets it, late answers included", async () => {
  await start(1000, async () => {
    clearTraffic(key);
    return { kind: "served", version: "1" };
  });
  expect(seen()).toBeUndefined();
});
