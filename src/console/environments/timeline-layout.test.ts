import fc from "fast-check";
import { expect, test } from "vitest";
import type { EnvironmentView } from "#services/lambda/environments/environment-views.ts";
import { rowAt, rowHeightFor, rowsOf, spanOf, summaryOf, ticksOf, versionsOf } from "./timeline-layout.ts";

const environment = (change: Partial<EnvironmentView>): EnvironmentView => ({
  id: "e", functionName: "orders", version: "1", kind: "on-demand", status: "idle", createdAt: 0, initEndedAt: 1, initMs: 1, initFailed: false, startMs: 0, statusSince: 1, endedAt: null,
  resets: 0, invocationsSinceReset: 0, invocations: 1, requestId: null, logStream: "s", memoryUsedMb: null, phases: [], ...change,
});

test("rows stand by version, $LATEST first and then the newest; provisioned before on demand, older before newer", () => {
  const rows = rowsOf(
    [
      environment({ id: "a", version: "2", createdAt: 5 }),
      environment({ id: "b", version: "10" }),
      environment({ id: "c", version: "$LATEST" }),
      environment({ id: "d", version: "2", createdAt: 9, kind: "provisioned" }),
      environment({ id: "e", version: "2", createdAt: 1 }),
    ],
    100, 100,
  );
  expect(rows.map(({ environment: { id }, firstOfVersion }) => `${id}${firstOfVersion ? "!" : ""}`)).toEqual(["c!", "b!", "d!", "e", "a"]);
  expect(versionsOf(rows.map((row) => row.environment))).toEqual(["$LATEST", "10", "2"]);
});

test("within a version the living stand above the ended, whatever came first", () => {
  const rows = rowsOf([environment({ id: "gone", status: "ended", endedAt: 90 }), environment({ id: "lives", createdAt: 50 }), environment({ id: "older", version: "0" })], 100, 100);
  expect(rows.map(({ environment: { id } }) => id)).toEqual(["lives", "gone", "older"]);
});

test("the axis has at most six marks, at full minutes or quarters of one, and its right end is now", () => {
  const labels = (windowMs: number) => ticksOf(windowMs).map(({ label }) => label).join(" | ");
  expect(labels(60_000)).toBe("-1 min | -45 s | -30 s | -15 s | now");
  expect(labels(120_000)).toBe("-2 min | -90 s | -1 min | -30 s | now");
  expect(labels(300_000)).toBe("-5 min | -4 min | -3 min | -2 min | -1 min | now");
  expect(labels(900_000)).toBe("-15 min | -10 min | -5 min | now");
  expect(labels(3_600_000)).toBe("-60 min | -45 min | -30 min | -15 min | now");
  expect(ticksOf(900_000).map(({ share }) => Math.round(share * 300))).toEqual([0, 100, 200, 300]);
});

test("an environment that ended leaves the picture when its end does", () => {
  const gone = [environment({ status: "ended", endedAt: 500 })];
  expect(rowsOf(gone, 1000, 501)).toHaveLength(1);
  expect(rowsOf(gone, 1000, 500)).toHaveLength(0);
});

test("a span lies within the axis, is never invisible, and is absent only before it or in the future", () => {
  const axis = { now: 10_000, windowMs: 5000, left: 80, width: 500 };
  expect(spanOf(6000, 8000, axis)).toEqual({ x: 180, width: 200 });
  expect(spanOf(0, null, axis)).toEqual({ x: 80, width: 500 });
  expect(spanOf(0, 4999, axis)).toBeNull();
  expect(spanOf(10_001, null, axis)).toBeNull();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), fc.option(fc.nat(10_000)), (from, length) => {
      const span = spanOf(from, length === null ? null : from + length, axis);
      if (span === null) return;
      expect(span.x).toBeGreaterThanOrEqual(80);
      expect(span.x + span.width).toBeLessThanOrEqual(580.0001);
      expect(span.width).toBeGreaterThanOrEqual(1);
    }),
  );
});

test("the row under a point is found by arithmetic, and rows are as high as they can be", () => {
  expect([1, 30, 1000].map((count) => rowHeightFor(count, 360))).toEqual([18, 12, 4]);
  expect([-1, 0, 11, 12, 24].map((y) => rowAt(y, 12, 2))).toEqual([null, 0, 0, 1, null]);
});

test("the summary counts the living", () => {
  expect(summaryOf([])).toBe("No execution environment lives now");
  expect(summaryOf([environment({ status: "busy" }), environment({ kind: "provisioned" }), environment({ status: "ended" })])).toBe("2 environments: 0 starting, 1 busy, 1 idle (1 provisioned)");
});
