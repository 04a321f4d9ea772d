import { describe, expect, it } from "vitest";
import type { EnvironmentView } from "#services/lambda/environments/environment-views.ts";
import { returns, throws } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

const COUNTS = {
  invoke: (event: unknown, _request: unknown, _spec: unknown, globals: Map<string, unknown>, tmp: Map<string, unknown>) => {
    const calls = Number(globals.get("calls") ?? 0) + 1;
    globals.set("calls", calls);
    const files = Number(tmp.get("files") ?? 0) + 1;
    tmp.set("files", files);
    return returns({ calls, files }, event === "late" ? 60_000 : 20, ["printed"]);
  },
};

/** A function whose handler counts its calls in memory and in /tmp, and is late if the event says so. */
async function open(more: object = {}): Promise<TestCloud> {
  const cloud = await TestCloud.open();
  await cloud.createFunction("orders", more);
  cloud.runtime.behaviour = COUNTS;
  return cloud;
}

const late = (cloud: TestCloud, name = "orders") => cloud.invoke(name, "late", { LogType: "Tail" }, 5000);
const call = (cloud: TestCloud, name = "orders") => cloud.invoke(name, {}, { LogType: "Tail" });
const environments = (cloud: TestCloud): readonly EnvironmentView[] => cloud.plane.simulator.environments(cloud.caller).environments;

describe("an environment that was reset by a time-out", () => {
  it("keeps its /tmp and not its memory; the init that follows is part of the next call's duration, and of nothing else", async () => {
    const cloud = await open();
    await call(cloud);
    expect((await late(cloud)).value).toMatchObject({ errorType: "Sandbox.Timedout" });
    const next = await call(cloud);
    expect(next.value).toEqual({ calls: 1, files: 3 });
    const id = /RequestId: (\S+)/.exec(next.log)![1]!;
    expect(next.log).toBe(`START RequestId: ${id} Version: $LATEST\nprinted\nEND RequestId: ${id}\nREPORT RequestId: ${id}\tDuration: 120.00 ms\tBilled Duration: 120 ms\tMemory Size: 128 MB\t\n`);
    expect((await call(cloud)).value).toEqual({ calls: 2, files: 4 });
  });

  it("writes on in its log stream, without a second INIT_START", async () => {
    const cloud = await open();
    await late(cloud);
    await call(cloud);
    const { logStreams } = await cloud.must<{ logStreams: { logStreamName: string }[] }>("DescribeLogStreams", { logGroupName: "/aws/lambda/orders" });
    expect(logStreams).toHaveLength(1);
    const { events } = await cloud.must<{ events: { message: string }[] }>("GetLogEvents", { logGroupName: "/aws/lambda/orders", logStreamName: logStreams[0]!.logStreamName });
    expect(events.map(({ message }) => message.split(" ")[0]!.trim())).toEqual(["INIT_START", "START", "printed", "END", "REPORT", "START", "printed", "END", "REPORT"]);
  });

  it("is idle like others: the most recently used is taken first, and it expires", async () => {
    const cloud = await open();
    await late(cloud);
    expect(cloud.runtime.running).toBe(0);
    await call(cloud);
    expect(cloud.runtime.running).toBe(1);
    await late(cloud);
    await cloud.time.advance(11 * 60_000);
    expect(environments(cloud)).toMatchObject([{ status: "ended", endReason: "expired", resets: 2 }]);
    expect((await call(cloud)).value).toEqual({ calls: 1, files: 1 });
  });

  it("shows as reset until its next call, which begins with an init", async () => {
    const cloud = await open();
    await call(cloud);
    await late(cloud);
    expect(environments(cloud)).toMatchObject([{ status: "reset", resets: 1, invocations: 2, invocationsSinceReset: 0 }]);
    await call(cloud);
    const [environment] = environments(cloud);
    expect(environment).toMatchObject({ status: "idle", resets: 1, invocations: 3, invocationsSinceReset: 1 });
    expect(environment!.phases.map(({ kind }) => kind)).toEqual(["init", "busy", "idle", "busy", "reset", "init", "busy", "idle"]);
  });

  it("runs the init under the function's timeout: what is left of it is the handler's", async () => {
    const cloud = await open();
    await late(cloud);
    cloud.runtime.behaviour = { init: () => ({ ms: 2000, end: { kind: "ok", payload: new Uint8Array() } }), invoke: () => returns("x", 1500) };
    const answer = await cloud.invoke("orders", {}, { LogType: "Tail" }, 5000);
    expect(answer.value).toMatchObject({ errorType: "Sandbox.Timedout" });
    expect(answer.log).toMatch(/\tDuration: 3000\.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tStatus: timeout\n$/);
    expect(answer.log).not.toContain("INIT_REPORT");
  });

  it("tells an init that fails as of the phase invoke, is reset again, and tries anew with the next call", async () => {
    const cloud = await open();
    await late(cloud);
    cloud.runtime.behaviour = { init: () => throws("Runtime.ImportModuleError", "no module", 30) };
    const answer = await call(cloud);
    expect(answer).toMatchObject({ error: "Unhandled", value: { errorType: "Runtime.ImportModuleError" } });
    expect(answer.log).not.toContain("INIT_START");
    expect(answer.log.match(/INIT_REPORT.*\n/g)).toEqual(["INIT_REPORT Init Duration: 30.00 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ImportModuleError\n"]);
    expect(answer.log).toMatch(/\tDuration: 30\.00 ms\tBilled Duration: 30 ms\t/);
    cloud.runtime.behaviour = { init: () => ({ ms: 60_000, end: { kind: "ok", payload: new Uint8Array() } }) };
    expect((await cloud.invoke("orders", {}, { LogType: "Tail" }, 5000)).log).toContain("INIT_REPORT Init Duration: 3000.00 ms\tPhase: invoke\tStatus: timeout\n");
    cloud.runtime.behaviour = COUNTS;
    expect((await call(cloud)).value).toEqual({ calls: 1, files: 2 });
    expect(environments(cloud)).toHaveLength(1);
  });

  it("ends when a new revision or a deletion has taken its place, as any other", async () => {
    const cloud = await open();
    await late(cloud);
    await cloud.deploy("orders", "v1");
    await call(cloud);
    expect(environments(cloud)).toMatchObject([{ status: "idle" }, { status: "ended", endReason: "retired" }]);
  });
});

describe("an init that failed twice", () => {
  it("leaves the environment to be tried again: the next call is no cold start", async () => {
    const cloud = await open();
    cloud.runtime.behaviour = { init: () => throws("Runtime.ImportModuleError", "no module", 30) };
    expect((await call(cloud)).log).toContain("Phase: init");
    expect((await call(cloud)).log).not.toContain("Phase: init");
    expect(environments(cloud)).toMatchObject([{ status: "reset", resets: 2 }]);
  });

  it("shows the figure of its log and that it failed; the first one that does not fail takes its place", async () => {
    const cloud = await open();
    cloud.runtime.behaviour = { init: () => throws("Runtime.ImportModuleError", "no module", 30) };
    await call(cloud);
    expect(environments(cloud)).toMatchObject([{ initMs: 30, initFailed: true, startMs: 0 }]);
    cloud.runtime.behaviour = { init: () => ({ ms: 200, end: { kind: "ok", payload: new Uint8Array() } }), invoke: () => returns("x", 5) };
    await call(cloud);
    expect(environments(cloud)).toMatchObject([{ initMs: 200, initFailed: false }]);
  });
});

describe("an exception of the handler", () => {
  it("resets nothing", async () => {
    const cloud = await open();
    cloud.runtime.behaviour = { invoke: () => throws("ValueError", "bad") };
    await call(cloud);
    expect(environments(cloud)).toMatchObject([{ status: "idle", resets: 0 }]);
  });
});
