import { expect, test } from "vitest";
import { parseReport } from "./report-line.ts";

const ID = "2d0b1579-46fb-4bf7-a6e1-8e08840eae5b";

test("a cold start's report gives every figure", () => {
  const log = `START RequestId: ${ID} Version: $LATEST\nhello\nEND RequestId: ${ID}\nREPORT RequestId: ${ID}\tDuration: 1.42 ms\tBilled Duration: 126 ms\tMemory Size: 128 MB\tMax Memory Used: 39 MB\tInit Duration: 123.74 ms\t\n`;
  expect(parseReport(log)).toEqual({ requestId: ID, durationMs: 1.42, billedMs: 126, memoryMb: 128, maxMemoryUsedMb: 39, initMs: 123.74, status: undefined, errorType: undefined });
});

test("a warm, failed invocation has no init duration but a status", () => {
  const report = parseReport(`REPORT RequestId: ${ID}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 30 MB\tStatus: error\tError Type: Runtime.ExitError\n`);
  expect(report).toMatchObject({ initMs: undefined, status: "error", errorType: "Runtime.ExitError" });
});

test("a line that the function printed itself does not pass for the platform's", () => {
  const log = `REPORT RequestId: fake\tDuration: 0.01 ms\nREPORT RequestId: ${ID}\tDuration: 5.00 ms\tBilled Duration: 5 ms\tMemory Size: 128 MB\tMax Memory Used: 30 MB\t\n`;
  expect(parseReport(log)?.requestId).toBe(ID);
});

test("a report in JSON format gives the same figures", () => {
  const record = { requestId: ID, metrics: { durationMs: 1.4, billedDurationMs: 126, memorySizeMB: 128, maxMemoryUsedMB: 39, initDurationMs: 123.7 }, status: "success" };
  const log = `${JSON.stringify({ time: "2026-11-23T08:31:28.426Z", type: "platform.report", record })}\n`;
  expect(parseReport(log)).toEqual({ requestId: ID, durationMs: 1.4, billedMs: 126, memoryMb: 128, maxMemoryUsedMb: 39, initMs: 123.7, status: undefined, errorType: undefined });
  expect(parseReport(log.replace('"success"', '"timeout"'))?.status).toBe("timeout");
  expect(parseReport('{"time":"x","type":"platform.report","record":{"requestId":1}}')).toBeUndefined();
});

test("a log without a report gives none", () => {
  expect(parseReport("")).toBeUndefined();
  expect(parseReport("REPORT RequestId: x")).toBeUndefined();
});
