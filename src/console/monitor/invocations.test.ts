import { expect, test } from "vitest";
import type { LogLine } from "../shared/logs/log-line.ts";
import { invocationsOf } from "./invocations.ts";

const stream = "2026/11/23/[2]0123456789abcdef0123456789abcdef";
/** Lines of the platform; those that begin with `code: ` were printed. */
const lines = (...messages: string[]): LogLine[] =>
  messages.map((message, index) => ({ stream, timestamp: 1000 + index, message: `${message.replace(/^code: /, "")}\n`, platform: !message.startsWith("code: ") }));
const report = (id: string, more = "") => `REPORT RequestId: ${id}\tDuration: 1.42 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 39 MB\t${more}`;
const brief = (all: readonly LogLine[]) => invocationsOf(all).map(({ requestId, status, startedAt, lines: own }) => ({ requestId, status, startedAt, lines: own.length }));

test("START, END and REPORT bracket an invocation; the init before the first one is its own", () => {
  const all = lines("INIT_START Runtime Version: python:3.14.v1", "START RequestId: a Version: 2", "hello", "END RequestId: a", report("a", "Init Duration: 12.50 ms\t"),
    "START RequestId: b Version: 2", "END RequestId: b", report("b"));
  expect(brief(all)).toEqual([
    { requestId: "a", status: "succeeded", startedAt: 1001, lines: 5 },
    { requestId: "b", status: "succeeded", startedAt: 1005, lines: 3 },
  ]);
  expect(invocationsOf(all).map(({ report: told }) => told?.initMs)).toEqual([12.5, undefined]);
});

test("the status stands in the REPORT line: error with its type, or timeout", () => {
  const all = lines("START RequestId: a Version: 2", "END RequestId: a", report("a", "Status: error\tError Type: Runtime.ExitError"),
    "START RequestId: b Version: 2", "END RequestId: b", report("b", "Status: timeout"));
  expect(invocationsOf(all).map(({ status, errorType }) => [status, errorType])).toEqual([["error", "Runtime.ExitError"], ["timeout", undefined]]);
});

test("lines that the code prints are not taken for the platform's, whatever they say and in whatever order", () => {
  const all = lines("code: REPORT RequestId: before\tDuration: 1.00 ms\t", "START RequestId: a Version: 2", "code: END RequestId: a", `code: ${report("a")}`, "code: START RequestId: x Version: 9",
    "code: END RequestId: x", `code: ${report("x")}`, "END RequestId: a", report("a", "Status: timeout"), "code: START RequestId: y Version: 9");
  expect(brief(all)).toEqual([{ requestId: "a", status: "timeout", startedAt: 1001, lines: 9 }]);
});

test("logs in JSON format tell the same", () => {
  const event = (type: string, record: object) => JSON.stringify({ time: "2026-11-23T08:31:28.426Z", type, record });
  const all = lines(event("platform.initStart", {}), event("platform.start", { requestId: "a", version: "2" }), '{"level":"INFO","message":"hello"}',
    event("platform.report", { requestId: "a", metrics: { durationMs: 1.4, billedDurationMs: 2, memorySizeMB: 128 }, status: "error", errorType: "ValueError" }));
  expect(invocationsOf(all)).toMatchObject([{ requestId: "a", version: "2", status: "error", errorType: "ValueError", startedAt: 1001, report: { durationMs: 1.4 } }]);
});

test("an invocation without its REPORT is still running", () => {
  expect(brief(lines("START RequestId: a Version: 2", "working"))).toEqual([{ requestId: "a", status: "running", startedAt: 1000, lines: 2 }]);
});

test("where the lines begin in the middle of an invocation, its REPORT still tells of it", () => {
  const [cut] = invocationsOf(lines("hello", "END RequestId: a", report("a")));
  expect(cut).toMatchObject({ requestId: "a", version: "2", startedAt: 1002 });
});
