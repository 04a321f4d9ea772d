import { expect, test } from "vitest";
import { runSeries, type Outcome } from "./invocation-series.ts";

const served: Outcome = { kind: "served", version: "1" };
const throttled: Outcome = { kind: "throttled", reason: "ConcurrentInvocationLimitExceeded", retryAfterMs: 0 };
const refused: Outcome = { kind: "refused", code: "ResourceNotFoundException", message: "gone" };

/** Runs a series whose n-th invocation (from 1) ends as `outcomeOf(n)`; notes what happened. */
async function run(total: number, outcomeOf: (nth: number) => Outcome, how: { inFlight?: number; most?: number; stopAfter?: number; takesMs?: number | ((nth: number) => number) } = {}) {
  const { inFlight = 10, stopAfter = Infinity, takesMs = 1 } = how;
  const outcomes: Outcome[] = [];
  const pauses: number[] = [];
  const stop = new AbortController();
  let sent = 0;
  let underWay = 0;
  let most = 0;
  let time = 0;
  const end = await runSeries({
    total,
    inFlight: { first: inFlight, most: how.most ?? inFlight },
    now: () => time,
    signal: stop.signal,
    send: async () => {
      const nth = ++sent;
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      time += typeof takesMs === "number" ? takesMs : takesMs(nth);
      underWay -= 1;
      return outcomeOf(nth);
    },
    record: (outcome) => {
      outcomes.push(outcome);
      if (outcomes.length >= stopAfter) stop.abort();
    },
    wait: async (ms) => void pauses.push(ms),
  });
  return { end, outcomes, pauses, sent, most };
}

test("every invocation of a series is sent and counted once, never more than the limit at a time", async () => {
  const { end, outcomes, sent, most } = await run(1000, () => served);
  expect({ end, sent, counted: outcomes.length, most }).toEqual({ end: "done", sent: 1000, counted: 1000, most: 10 });
});

test("invocations that take long are sent more at a time, up to the limit; quick ones are not", async () => {
  expect(await run(200, () => served, { inFlight: 4, most: 10, takesMs: 100 })).toMatchObject({ end: "done", sent: 200, most: 10 });
  expect(await run(200, () => served, { inFlight: 4, most: 10, takesMs: 1 })).toMatchObject({ sent: 200, most: 4 });
});

test("a slow invocation now and then, such as a cold start, is no reason to send more at a time", async () => {
  expect(await run(200, () => served, { inFlight: 1, most: 10, takesMs: (nth) => (nth % 3 === 0 ? 1 : 400) })).toMatchObject({ sent: 200, most: 1 });
});

test("stopping sends nothing more, and what is under way still counts", async () => {
  const { end, outcomes, sent } = await run(1000, () => served, { stopAfter: 25 });
  expect(end).toBe("stopped");
  expect(sent).toBeLessThan(50);
  expect(outcomes).toHaveLength(sent);
});

test("after a 429 a lane pauses, twice as long each time, and starts over once it is served", async () => {
  const { end, pauses } = await run(7, (nth) => (nth === 4 || nth === 7 ? served : throttled), { inFlight: 1 });
  expect(end).toBe("done");
  expect(pauses).toEqual([100, 200, 400, 100, 200]);
});

test("a pause is at least what Retry-After asks, and at most 5 seconds", async () => {
  const { pauses } = await run(3, () => ({ ...throttled, retryAfterMs: 2000 }), { inFlight: 1 });
  expect(pauses).toEqual([2000, 2000]);
  expect(Math.max(...(await run(15, () => throttled, { inFlight: 1 })).pauses)).toBe(5000);
});

test("a series that is only throttled, or only refused, gives up", async () => {
  const limited = await run(1000, () => throttled);
  expect(limited.end).toBe("throttled");
  expect(limited.sent).toBeLessThan(40);
  const gone = await run(1000, () => refused);
  expect(gone.end).toBe("refused");
  expect(gone.sent).toBeLessThan(20);
});

test("errors of the code are answers like others: the series goes on", async () => {
  expect((await run(100, () => ({ ...served, functionError: "Exception" }))).end).toBe("done");
});
