import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EnvironmentSpec, InvocationRequest } from "#control-plane/ports.ts";
import { WorkerEnvironment } from "./environment.ts";
import { LOG_CAP_PER_PHASE } from "./guest/guest-protocol.ts";
import { TmpMirror } from "./tmp-mirror.ts";

const SPEC: EnvironmentSpec = {
  id: "env",
  functionName: "demo",
  functionVersion: "1",
  runtime: "nodejs24.x",
  handler: "index.handler",
  files: new Map(),
  variables: {},
  memoryMb: 128,
  ephemeralStorageMb: 512,
  logGroup: "/aws/lambda/demo",
  logStream: "stream",
  initTimeoutMs: 10_000,
  clockOffsetMs: 3_600_000,
  network: false,
};
const OK = { kind: "ok", payload: new TextEncoder().encode("1") };

/** A port whose other end is in the test's hand; delivery is at once. */
class FakePort {
  sent: unknown[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  closed = false;
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  close(): void {
    this.closed = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

function start(before?: WorkerEnvironment) {
  const port = new FakePort();
  const stop = vi.fn<() => void>();
  const links = { port: port as unknown as MessagePort, stop };
  const environment = new WorkerEnvironment(SPEC, links, before?.tmp ?? new TmpMirror(1000));
  environment.begin();
  const says = (data: unknown): void => port.onmessage?.({ data });
  const up = (): void => {
    says({ kind: "ready" });
    says({ kind: "initialized", end: { kind: "ok", payload: new Uint8Array() }, durationMs: 0, memoryUsedMb: 30 });
  };
  return { environment, port, stop, says, up };
}

function request(timeoutMs = 3000): InvocationRequest {
  return {
    requestId: "r",
    invokedFunctionArn: "arn",
    payload: new Uint8Array(),
    traceId: "t",
    deadline: Date.now() + timeoutMs,
    timeoutMs,
    clockOffsetMs: 0,
  };
}

const result = (invocation: number, more: object = {}) => ({
  kind: "result",
  invocation,
  end: OK,
  durationMs: 0,
  memoryUsedMb: null,
  ...more,
});

describe("init", () => {
  test("its timer starts when the language runtime is up, not while it is fetched", async () => {
    const { environment, says, stop } = start();
    await vi.advanceTimersByTimeAsync(60_000);
    says({ kind: "ready" });
    await vi.advanceTimersByTimeAsync(9_000);
    says({ kind: "logs", lines: [{ timestamp: Date.now(), message: "still loading" }] });
    expect(stop).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    const ended = await environment.initialized;
    expect(ended.end).toEqual({ kind: "timeout" });
    expect(ended.logs.map((line) => line.message)).toEqual(["still loading"]);
    expect(stop).toHaveBeenCalledOnce();
  });

  test("is no shorter than since the language runtime was up, and no longer than since the Worker began", async () => {
    const measure = async (bootMs: number, codeMs: number, durationMs: number): Promise<number> => {
      const { environment, says } = start();
      await vi.advanceTimersByTimeAsync(bootMs);
      says({ kind: "ready" });
      await vi.advanceTimersByTimeAsync(codeMs);
      says({ kind: "initialized", end: { kind: "ok", payload: new Uint8Array() }, durationMs });
      return (await environment.initialized).durationMs;
    };
    expect(await measure(4000, 100, 700), "the files of the frame were compiled first").toBe(700);
    expect(await measure(500, 2000, 0)).toBeGreaterThanOrEqual(2500);
    expect(await measure(500, 2000, 5000)).toBeLessThan(2600);
  });

  test("a failed one ends the Worker", async () => {
    const { environment, says, stop } = start();
    says({ kind: "ready" });
    says({ kind: "initialized", end: { kind: "error", errorType: "Error", payload: OK.payload }, durationMs: 0 });
    expect((await environment.initialized).end).toMatchObject({ kind: "error", errorType: "Error" });
    expect(stop).toHaveBeenCalledOnce();
  });
});

describe("an invocation", () => {
  test("ends at its deadline by ending the Worker, and the environment is gone", async () => {
    const { environment, up, stop } = start();
    up();
    const pending = environment.invoke(request(500));
    await vi.advanceTimersByTimeAsync(500);
    expect((await pending).end).toEqual({ kind: "timeout" });
    expect(stop).toHaveBeenCalledOnce();
    expect((await environment.invoke(request())).end).toEqual({ kind: "timeout" });
  });

  test("keeps its deadline though the machine's clock is set meanwhile, back or ahead", async () => {
    for (const by of [-3_600_000, 3_600_000]) {
      const { environment, up, stop } = start();
      up();
      const pending = environment.invoke(request(500));
      vi.setSystemTime(Date.now() + by);
      await vi.advanceTimersByTimeAsync(499);
      expect(stop).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect((await pending).end).toEqual({ kind: "timeout" });
    }
  });

  test("keeps its deadline by the machine's clock, and tells the guest how far the cloud's is ahead", async () => {
    const { environment, up, port, says } = start();
    expect(port.sent[0]).toMatchObject({ kind: "start", spec: { clockOffsetMs: 3_600_000 } });
    up();
    const pending = environment.invoke({ ...request(500), clockOffsetMs: 7_200_000 });
    expect(port.sent.at(-1)).toMatchObject({ kind: "invoke", request: { deadline: Date.now() + 500, clockOffsetMs: 7_200_000 } });
    await vi.advanceTimersByTimeAsync(499);
    says(result(1));
    expect((await pending).end).toEqual(OK);
  });

  test("a forged, stale or second result changes nothing", async () => {
    const { environment, up, says } = start();
    up();
    const first = environment.invoke(request());
    says(result(2));
    says({ kind: "initialized", end: OK, durationMs: 0 });
    says(result(0));
    says(result(1));
    says(result(1));
    expect((await first).end).toEqual(OK);
    const second = environment.invoke(request());
    says(result(1, { end: { kind: "error", errorType: "Stale", payload: OK.payload } }));
    says(result(2));
    expect((await second).end).toEqual(OK);
  });

  test("a duration longer than the host's own cannot be", async () => {
    const { environment, up, says } = start();
    up();
    const pending = environment.invoke(request());
    await vi.advanceTimersByTimeAsync(100);
    says(result(1, { durationMs: 1e9 }));
    expect((await pending).durationMs).toBeLessThanOrEqual(101);
  });

  test("a duration counts as the guest measured it only where it is no more than a second shorter than the host's own", async () => {
    const { environment, up, says } = start();
    up();
    const first = environment.invoke(request());
    await vi.advanceTimersByTimeAsync(900);
    says(result(1, { durationMs: 0 }));
    expect((await first).durationMs).toBe(0);
    const second = environment.invoke(request());
    await vi.advanceTimersByTimeAsync(1400);
    says(result(2, { durationMs: 0 }));
    expect((await second).durationMs).toBeGreaterThanOrEqual(1400);
    const silent = environment.invoke(request());
    await vi.advanceTimersByTimeAsync(1400);
    says(result(3, { end: { kind: "ok", payload: new TextEncoder().encode("null") }, durationMs: 1 }));
    expect((await silent).durationMs, "the silence that ended it does not count").toBe(1);
  });

  test("an answer with an exit code is answered, and then the environment is gone", async () => {
    const { environment, up, says, stop } = start();
    up();
    const pending = environment.invoke(request());
    says(result(1, { end: { kind: "error", errorType: "RangeError", payload: OK.payload }, exitCode: 129 }));
    expect((await pending).end).toMatchObject({ kind: "error", exitCode: 129 });
    expect(stop).toHaveBeenCalledOnce();
  });

  test("what is written between two invocations shows in the next one", async () => {
    const { environment, up, says } = start();
    up();
    says({ kind: "logs", lines: [{ timestamp: 1, message: "a timer that outlived its invocation" }] });
    const pending = environment.invoke(request());
    says(result(1));
    expect((await pending).logs).toHaveLength(1);
  });

  test("an exit while idle is told by the next invocation", async () => {
    const { environment, up, says } = start();
    up();
    says({ kind: "exit", code: 3 });
    expect((await environment.invoke(request())).end).toEqual({ kind: "exit", code: 3 });
  });

  test("one at a time", async () => {
    const { environment, up } = start();
    up();
    void environment.invoke(request());
    expect(() => environment.invoke(request())).toThrow("one phase at a time");
  });

  test("terminate settles what was pending as an exit without a code", async () => {
    const { environment, up, port } = start();
    up();
    const pending = environment.invoke(request());
    environment.terminate();
    expect((await pending).end).toEqual({ kind: "exit", code: null });
    expect(port.closed).toBe(true);
  });
});

describe("the next process of an environment", () => {
  const change = { path: "x", kind: "file", mode: 0o644, mtimeMs: 1, size: 1, at: 0, bytes: new Uint8Array([7]) };

  test("finds in /tmp what the one before told until its deadline, and nothing of what came later", async () => {
    const first = start();
    first.up();
    const pending = first.environment.invoke(request(500));
    first.says({ kind: "tmp", changes: [change] });
    await vi.advanceTimersByTimeAsync(500);
    expect((await pending).end).toEqual({ kind: "timeout" });
    first.says({ kind: "tmp", changes: [{ path: "x", kind: "none" }] });
    const second = start(first.environment);
    expect(second.port.sent[0]).toMatchObject({ kind: "start", spec: { tmp: [{ path: "x", kind: "file", bytes: new Uint8Array([7]) }] } });
    second.up();
    second.says({ kind: "tmp", changes: [{ path: "x", kind: "none" }] });
    second.environment.terminate();
    expect(start(second.environment).port.sent[0]).toMatchObject({ spec: { tmp: [] } });
  });

  test("does not come once the environment is discarded: its /tmp is forgotten", () => {
    const { environment, up, says, stop } = start();
    up();
    says({ kind: "tmp", changes: [change] });
    environment.discard();
    expect(stop).toHaveBeenCalledOnce();
    expect(environment.tmp.entries()).toEqual([]);
  });

  test("a new environment's first one finds nothing", () => {
    expect(start().port.sent[0]).toMatchObject({ kind: "start", spec: { tmp: [] } });
  });
});

describe("a hostile guest", () => {
  test("its log is cut at the cap, with a line that says so", async () => {
    const { environment, up, says } = start();
    up();
    const pending = environment.invoke(request());
    for (let group = 0; group < 40; group += 1)
      says({ kind: "logs", lines: [{ timestamp: 1, message: "x".repeat(100_000) }] });
    says(result(1));
    const { logs } = await pending;
    expect(logs.reduce((sum, line) => sum + line.message.length, 0)).toBeLessThan(LOG_CAP_PER_PHASE + 200);
    expect(logs.at(-1)?.message).toContain("cut here");
  });

  test("a flood of messages ends it", async () => {
    const { environment, up, says, stop } = start();
    up();
    const pending = environment.invoke(request());
    for (let message = 0; message < 20_000; message += 1) says({ kind: "nonsense" });
    expect((await pending).end).toMatchObject({ kind: "crash" });
    expect(stop).toHaveBeenCalledOnce();
  });
});
