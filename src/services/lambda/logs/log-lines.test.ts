import { describe, expect, it } from "vitest";
import { billedMs, endLine, initReportLine, initStartLine, reportLine, startLine, TEXT_LINES } from "./log-lines.ts";
import { JSON_LINES } from "./log-lines-json.ts";
import { logTail } from "./log-tail.ts";

const place = { accountId: "123456789012", region: "us-east-1" };
const report = { requestId: "id", durationMs: 1.42, initMs: null, memoryMb: 128, memoryUsedMb: 38.1, status: { kind: "ok" } } as const;

describe("log lines in text format", () => {
  it("have AWS's fields, tabs and final tab", () => {
    expect(startLine("id", "$LATEST")).toBe("START RequestId: id Version: $LATEST\n");
    expect(endLine("id")).toBe("END RequestId: id\n");
    expect(reportLine(report)).toBe("REPORT RequestId: id\tDuration: 1.42 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 39 MB\t\n");
    expect(reportLine({ ...report, initMs: 123.744 })).toBe(
      "REPORT RequestId: id\tDuration: 1.42 ms\tBilled Duration: 126 ms\tMemory Size: 128 MB\tMax Memory Used: 39 MB\tInit Duration: 123.74 ms\t\n",
    );
    expect(initStartLine(place, "nodejs24.x")).toMatch(/^INIT_START Runtime Version: nodejs:24\.v1\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}\n$/);
    expect(initReportLine(1236.04, "init", { kind: "timeout" })).toBe("INIT_REPORT Init Duration: 1236.04 ms\tPhase: init\tStatus: timeout\n");
  });

  it("tell how a failed invocation ended", () => {
    expect(reportLine({ ...report, status: { kind: "timeout" } })).toMatch(/Max Memory Used: 39 MB\tStatus: timeout\n$/);
    expect(reportLine({ ...report, status: { kind: "error", errorType: "Runtime.ExitError" } })).toMatch(/\tStatus: error\tError Type: Runtime\.ExitError\n$/);
  });

  it("give no memory figure where there is none", () => {
    expect(reportLine({ ...report, memoryUsedMb: null })).not.toContain("Max Memory Used");
  });

  // Samples of the Developer Guide, after AWS began to bill the init phase.
  it.each([
    [133.61, 80, 214],
    [3016.78, 84, 3101],
    [3004.92, 111.23, 3117],
    [12, 100, 112],
    [0.1, 0.2, 1],
    [0, 0, 1],
    [0.004, 0, 1],
  ])("bill %d ms and %d ms of init as %d ms", (duration, init, billed) => {
    expect(billedMs(duration, init)).toBe(billed);
  });

  it.each([TEXT_LINES, JSON_LINES])("bill at least 1 ms, in either format", (lines) => {
    expect(lines.report(0, { ...report, durationMs: 0 })).toMatch(/Billed Duration: 1 ms|"billedDurationMs":1,/);
  });

  it("give the last 4 KB of an invocation as its tail, base64", () => {
    const long = logTail(["a".repeat(5000), "é end\n"]);
    const bytes = Buffer.from(long, "base64");
    expect(bytes).toHaveLength(4096);
    expect(bytes.toString()).toMatch(/^a+é end\n$/);
    expect(Buffer.from(logTail(["short\n"]), "base64").toString()).toBe("short\n");
  });
});

describe("log lines in JSON format", () => {
  it("are AWS's platform events, one object a line, with no END", () => {
    const now = Date.UTC(2026, 10, 23, 9, 0, 0, 5);
    expect(JSON.parse(JSON_LINES.start(now, "id", "3"))).toEqual({
      time: "2026-11-23T09:00:00.005Z", type: "platform.start", record: { requestId: "id", version: "3" },
    });
    expect(JSON_LINES.end("id")).toBeNull();
    expect(JSON.parse(JSON_LINES.report(now, { ...report, initMs: 123.744 }))).toEqual({
      time: "2026-11-23T09:00:00.005Z",
      type: "platform.report",
      record: {
        requestId: "id",
        metrics: { durationMs: 1.42, billedDurationMs: 126, memorySizeMB: 128, maxMemoryUsedMB: 39, initDurationMs: 123.74 },
        status: "success",
      },
    });
    expect(JSON.parse(JSON_LINES.initReport(now, 10, "invoke", { kind: "error", errorType: "Runtime.ImportModuleError" }))).toMatchObject({
      type: "platform.initReport", record: { phase: "invoke", status: "error", errorType: "Runtime.ImportModuleError" },
    });
    expect(JSON.parse(JSON_LINES.initStart(now, place, "python3.14"))).toMatchObject({
      type: "platform.initStart", record: { initializationType: "on-demand", phase: "init", runtimeVersion: "python:3.14.v1" },
    });
  });
});
