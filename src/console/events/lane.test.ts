import fc from "fast-check";
import { expect, test } from "vitest";
import type { AsyncEventView } from "#services/lambda/async/async-views.ts";
import { END_FILTERS, endText, laneOf, laneSummary, lengthText, matches, nextAttemptText, payloadLabel, secondsText, waitLabel, waitWidth } from "./lane.ts";

const event = (change: Partial<AsyncEventView>): AsyncEventView => ({
  requestId: "r-1", functionName: "orders", qualifier: null, source: "invoke", acceptedAt: 0, attempts: [], nextAttemptAt: null, end: null, endedAt: null, payloadPreview: "{}", ...change,
});
const failed = (at: number, endedAt = at + 10) => ({ at, endedAt, outcome: "function-error" as const });

test("a lane alternates waits and attempts, and its pieces add up to the event's life", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 300_000 }), fc.integer({ min: 1, max: 5000 })), { maxLength: 80 }), (steps) => {
      let at = 0;
      const attempts = steps.map(([wait, run]) => {
        const attempt = failed(at + wait, at + wait + run);
        at = attempt.endedAt;
        return attempt;
      });
      const pieces = laneOf(event({ attempts, end: "dropped", endedAt: at }));
      expect(pieces.filter(({ kind }) => kind === "attempt")).toHaveLength(steps.length);
      expect(pieces.reduce((sum, piece) => sum + (piece.kind === "wait" ? piece.lengthMs : piece.attempt.endedAt - piece.attempt.at), 0)).toBe(at);
    }),
  );
});

test("a living event's last wait ends in its next attempt; an aged one's in its end", () => {
  expect(laneOf(event({ attempts: [failed(0)], nextAttemptAt: 60_010 })).at(-1)).toMatchObject({ kind: "wait", lengthMs: 60_000 });
  expect(laneOf(event({ attempts: [failed(0)], end: "dropped", endedAt: 1010 })).at(-1)).toMatchObject({ kind: "wait", lengthMs: 1000 });
  expect(laneOf(event({ nextAttemptAt: 0 }))).toEqual([]);
});

test("waits are drawn by their logarithm: longer is wider, and six hours are not endless", () => {
  expect(waitWidth(300_000)).toBeGreaterThan(waitWidth(1000));
  expect(waitWidth(21_600_000)).toBeLessThan(120);
});

test("a wait carries its length where there is room for it", () => {
  expect([350, 1000, 1240, 64_000, 256_000, 300_000, 21_511_000].map(waitLabel)).toEqual(["", "1 s", "", "1 min 4 s", "4 min 16 s", "5 min", "5 h 58 min 31 s"]);
});

test("lengths are told in the units that one would say", () => {
  expect(lengthText(350)).toBe("350 ms");
  expect(lengthText(1000)).toBe("1 s");
  expect(lengthText(1240)).toBe("1.2 s");
  expect(lengthText(60_000)).toBe("1 min");
  expect(lengthText(256_000)).toBe("4 min 16 s");
  expect(lengthText(21_600_000)).toBe("6 h");
  expect(lengthText(21_511_000)).toBe("5 h 58 min 31 s");
  expect(secondsText(21_511_000)).toBe("21,511 s");
  expect(secondsText(1240)).toBe("1.24 s");
});

test("every event is found under exactly one end, except one that went both ways", () => {
  const others = END_FILTERS.map(({ value }) => value).filter((value) => value !== "all");
  const found = (change: Partial<AsyncEventView>) => others.filter((filter) => matches(event(change), filter));
  expect(found({})).toEqual(["waiting"]);
  expect(found({ end: "done", endCondition: "Success" })).toEqual(["success"]);
  expect(found({ end: "dropped", endCondition: "EventAgeExceeded" })).toEqual(["dropped"]);
  expect(found({ end: "both", endCondition: "RetriesExhausted" })).toEqual(["dead-lettered", "destination"]);
  expect(found({ end: "dead-lettered" })).toEqual(["dead-lettered"]);
});

test("an event whose wait is over is next when its function has room", () => {
  expect(nextAttemptText(event({ nextAttemptAt: 5 }), 5)).toMatch(/^Now, or when its function has room/);
  expect(nextAttemptText(event({ nextAttemptAt: Date.UTC(2026, 10, 23, 9) }), 5)).toContain("2026");
});

test("an event of which a part is shown or kept says so", () => {
  expect(payloadLabel(event({}))).toBe("Event");
  expect(payloadLabel(event({ payloadPreview: "a".repeat(1000) }))).toBe("Event (its first 1,000 characters)");
  expect(payloadLabel(event({ payloadPreview: "a".repeat(1000), payloadBytes: 1_048_576 }))).toBe("Event (its first 1,000 characters; of the 1,048,576 bytes that it had, the rest was dropped when it ended)");
});

test("an end says why", () => {
  expect(endText(event({ end: "dead-lettered", endCondition: "RetriesExhausted" }))).toBe("Dead-lettered: the retry attempts were used up");
  const queue = { to: "dead-letter", arn: "arn:aws:sqs:us-east-1:1:dead", reason: "no such queue" } as const;
  const topic = { ...queue, arn: "arn:aws:sns:us-east-1:1:dead" };
  const bucket = { to: "destination", arn: "arn:aws:s3:::records", reason: "no such bucket" } as const;
  expect(endText(event({ end: "dropped", endCondition: "RetriesExhausted", failedHandOvers: [queue] }))).toBe("Dropped: the retry attempts were used up; its dead-letter queue could not take it");
  expect(endText(event({ end: "dropped", endCondition: "RetriesExhausted", failedHandOvers: [topic, bucket] }))).toMatch(/; its dead-letter topic and its destination could not take it$/);
  expect(endText(event({ end: "done", endCondition: "Success", failedHandOvers: [bucket] }))).toBe("Succeeded; its destination could not take it");
  expect(endText(event({ end: "destination", endCondition: "Success" }))).toBe("Succeeded; recorded at its destination");
  expect(laneSummary(event({ attempts: [failed(0)], nextAttemptAt: 9 }))).toBe("Event r-1: 1 attempt. Waiting for its next attempt.");
});
