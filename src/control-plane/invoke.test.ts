import { describe, expect, it, vi } from "vitest";
import { isAwsError } from "#services/aws-error.ts";
import { returns, throws } from "#testing/scripted-runtime.ts";
import { settle } from "#testing/manual-time.ts";
import { TestCloud, zipOf } from "#testing/test-cloud.ts";

// Many runs of many steps: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("Invoke", () => {
  it("starts an environment for the first call and reuses it for the next; Init Duration is told once", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: () => ({ ...returns("hello", 12, ["printed"]), memoryUsedMb: 38.2 }) };
    const cold = await cloud.invoke("orders", {}, { LogType: "Tail" });
    const warm = await cloud.invoke("orders", {}, { LogType: "Tail" });
    expect([cold.value, cold.version, cold.error]).toEqual(["hello", "$LATEST", undefined]);
    const id = /RequestId: (\S+)/.exec(cold.log)![1]!;
    expect(cold.log).toBe(
      `START RequestId: ${id} Version: $LATEST\nprinted\nEND RequestId: ${id}\n` +
        `REPORT RequestId: ${id}\tDuration: 12.00 ms\tBilled Duration: 112 ms\tMemory Size: 128 MB\tMax Memory Used: 39 MB\tInit Duration: 100.00 ms\t\n`,
    );
    expect(warm.log).toMatch(/REPORT RequestId: \S+\tDuration: 12\.00 ms\tBilled Duration: 12 ms\tMemory Size: 128 MB\tMax Memory Used: 39 MB\t\n$/);
    expect(cloud.runtime.specs).toHaveLength(1);
  });

  it("gives each of two requests at once an environment of its own, and later reuses the one that was used last", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: (event) => returns(event, (event as { ms: number }).ms) };
    const invoke = (ms: number): Promise<unknown> => cloud.must("Invoke", { FunctionName: "orders", Payload: bytes(JSON.stringify({ ms })) });
    const both = [invoke(200), invoke(300)];
    await cloud.time.advance(600);
    const third = invoke(200);
    await cloud.time.advance(400);
    await Promise.all([...both, third]);
    expect(cloud.runtime.draw(100)).toEqual([
      "orders:$LATEST C==|.......",
      "orders:$LATEST C===|.==|..",
    ]);
  });

  it("answers each kind of call with the root of its trace, which the handler sees too", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    const trace = async (InvocationType: string): Promise<string | undefined> => {
      const sent = cloud.plane.execute("lambda", "Invoke", { FunctionName: "orders", InvocationType }, { ...cloud.caller, requestId: `0123abcd-4567-4890-8bcd-ef0123456789` });
      await cloud.time.advance(1000);
      return ((await sent) as { trace?: string }).trace;
    };
    const told = await trace("RequestResponse");
    expect(told).toMatch(/^Root=1-[0-9a-f]{8}-456748908bcdef0123456789;Sampled=0$/);
    // Told when the call came; an environment that starts first does not change it.
    expect(cloud.runtime.requests[0]!.traceId).toMatch(new RegExp(`^${told!.replace(";Sampled=0", "")};Parent=[0-9a-f]{16};Sampled=0$`));
    for (const type of ["Event", "DryRun"]) expect(await trace(type)).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=0$/);
  });

  it("tells the handler the ARN as it was invoked, and the version that ran", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction("orders", { Publish: true });
    await cloud.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
    expect((await cloud.invoke("orders:prod")).version).toBe("1");
    expect((await cloud.invoke("orders")).version).toBe("$LATEST");
    const arn = "arn:aws:lambda:us-east-1:123456789012:function:orders";
    expect(cloud.runtime.requests.map((request) => request.invokedFunctionArn)).toEqual([`${arn}:prod`, arn]);
    expect(cloud.runtime.specs.map((spec) => spec.variables["AWS_LAMBDA_FUNCTION_VERSION"])).toEqual(["1", "$LATEST"]);
    expect(cloud.runtime.specs[0]!.logStream).toMatch(/^2026\/11\/23\/\[1\][0-9a-f]{32}$/);
  });

  it("runs version 1 unchanged after a redeploy, warm and cold, and $LATEST anew", async () => {
    const cloud = await TestCloud.open();
    const source = (spec: { files: ReadonlyMap<string, Uint8Array> }): string => new TextDecoder().decode(spec.files.get("lambda_function.py"));
    cloud.runtime.behaviour = { invoke: (_event, _request, spec) => returns(source(spec)) };
    await cloud.createFunction("orders", { Publish: true }, "this is version1");
    expect((await cloud.invoke("orders:1")).value).toBe("this is version1");
    expect((await cloud.invoke("orders")).value).toBe("this is version1");
    await cloud.deploy("orders", "this is version2");
    expect((await cloud.invoke("orders")).value).toBe("this is version2");
    expect((await cloud.invoke("orders:1")).value).toBe("this is version1");
    await cloud.time.advance(11 * 60_000);
    expect(cloud.runtime.running).toBe(0);
    expect((await cloud.invoke("orders:1")).value).toBe("this is version1");
  });

  it("keeps running the old code while an update is in progress, then ends its environments", async () => {
    const cloud = await TestCloud.open({ settings: { updateMs: 60_000 } });
    cloud.runtime.behaviour = { invoke: (_event, _request, spec) => returns(spec.variables["STAGE"] ?? "none") };
    await cloud.createFunction("orders", { Environment: { Variables: { STAGE: "dev" } } });
    expect((await cloud.invoke("orders")).value).toBe("dev");
    await cloud.must("UpdateFunctionConfiguration", { FunctionName: "orders", Environment: { Variables: { STAGE: "prod" } } });
    expect((await cloud.invoke("orders")).value).toBe("dev");
    expect(cloud.runtime.specs).toHaveLength(1);
    await cloud.time.advance(60_000);
    expect((await cloud.invoke("orders")).value).toBe("prod");
    expect(cloud.runtime.specs).toHaveLength(2);
    expect(cloud.runtime.running).toBe(1);
  });

  it("refuses with 409 while the version is Pending, 404 for what is not there, 400 for what is not JSON", async () => {
    const cloud = await TestCloud.open({ settings: { pendingMs: 1500 } });
    await cloud.createFunction();
    const refusal = async (input: object): Promise<string> => {
      const answer = await cloud.call("Invoke", input);
      return isAwsError(answer) ? `${answer.name}: ${answer.message}` : "no refusal";
    };
    expect(await refusal({ FunctionName: "orders" })).toBe(
      "ResourceConflictException: The operation cannot be performed at this time. The function is currently in the following state: Pending",
    );
    expect(await refusal({ FunctionName: "nope" })).toBe(
      "ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:123456789012:function:nope:$LATEST",
    );
    expect(await refusal({ FunctionName: "orders", Qualifier: "9" })).toMatch(/Function not found: .*:orders:9$/);
    expect(await refusal({ FunctionName: "orders", Payload: bytes("value") })).toMatch(
      /^InvalidRequestContentException: Could not parse request body into json: Could not parse payload into json: Unrecognized token 'value': was expecting/,
    );
  });

  it("answers DryRun with 204 and runs nothing; an empty payload is an empty event", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    expect(await cloud.must("Invoke", { FunctionName: "orders", InvocationType: "DryRun" })).toEqual({ StatusCode: 204 });
    expect(cloud.runtime.specs).toHaveLength(0);
    const answer = cloud.must<{ Payload: Uint8Array }>("Invoke", { FunctionName: "orders" });
    await cloud.time.advance(1000);
    expect(new TextDecoder().decode((await answer).Payload)).toBe("{}");
  });

  it("says of a runtime that no browser runs that it is so", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction("orders", { Runtime: "java25" });
    const answer = await cloud.call("Invoke", { FunctionName: "orders" });
    expect(answer).toMatchObject({ name: "InvalidRuntimeException", message: expect.stringContaining("a browser cannot run them") });
  });
});

describe("a failed invocation", () => {
  it("by an exception is a 200 with FunctionError Unhandled, and the environment lives on", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: () => throws("ValueError", "bad") };
    const answer = await cloud.invoke("orders", {}, { LogType: "Tail" });
    expect(answer).toMatchObject({ error: "Unhandled", value: { errorType: "ValueError", errorMessage: "bad" } });
    expect(answer.log).toMatch(/\tStatus: error\tError Type: ValueError\n$/);
    await cloud.invoke("orders");
    expect(cloud.runtime.specs).toHaveLength(1);
  });

  it("after which the process exits, as Node.js does on an unhandled rejection, leaves no process behind", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    const thrown = throws("Runtime.UnhandledPromiseRejection", "bad");
    cloud.runtime.behaviour = { invoke: () => ({ ...thrown, end: { ...thrown.end, exitCode: 128 } as typeof thrown.end }) };
    expect((await cloud.invoke("orders")).value).toMatchObject({ errorType: "Runtime.UnhandledPromiseRejection" });
    expect(cloud.runtime.running).toBe(0);
  });

  it("by time-out says so in AWS's words, and the next call finds the same environment with a new process", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: () => returns("late", 60_000) };
    const answer = await cloud.invoke("orders", {}, { LogType: "Tail" }, 5000);
    const id = /RequestId: (\S+)/.exec(answer.log)![1]!;
    expect(answer.value).toEqual({ errorType: "Sandbox.Timedout", errorMessage: `RequestId: ${id} Error: Task timed out after 3.00 seconds` });
    expect(answer.log).toContain(`REPORT RequestId: ${id}\tDuration: 3000.00 ms\tBilled Duration: 3100 ms\tMemory Size: 128 MB\tInit Duration: 100.00 ms\tStatus: timeout\n`);
    expect(cloud.runtime.running).toBe(0);
    cloud.runtime.behaviour = {};
    await cloud.invoke("orders");
    expect(cloud.runtime.specs).toHaveLength(2);
    expect(new Set(cloud.runtime.specs.map((spec) => spec.logStream)).size).toBe(1);
  });

  it.each([
    [{ kind: "exit", code: null } as const, "Runtime.ExitError", "Runtime exited without providing a reason"],
    [{ kind: "exit", code: 0 } as const, "Runtime.ExitError", "Runtime exited without providing a reason"],
    [{ kind: "exit", code: 3 } as const, "Runtime.ExitError", "Runtime exited with error: exit status 3"],
    [{ kind: "crash", reason: "More than 128 MB of memory were needed", memory: true } as const, "Runtime.OutOfMemory", "Runtime exited with error: signal: killed"],
    [{ kind: "crash", reason: "another function took the memory" } as const, "Runtime.ExitError", "Runtime exited with error: another function took the memory"],
    [{ kind: "crash", reason: "The Worker could not start" } as const, "Runtime.ExitError", "Runtime exited with error: The Worker could not start"],
  ])("by %j is %s: %s", async (end, errorType, text) => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: () => ({ ms: 5, end }) };
    const answer = await cloud.invoke("orders", {}, { LogType: "Tail" });
    expect(answer.value).toEqual({ errorType, errorMessage: expect.stringMatching(new RegExp(`^RequestId: \\S+ Error: ${text}$`)) });
    expect(answer.log).toContain(`Status: error\tError Type: ${errorType}\n`);
    if (errorType === "Runtime.OutOfMemory") expect(answer.log).toContain("Max Memory Used: 128 MB");
    await cloud.invoke("orders");
    expect(cloud.runtime.specs).toHaveLength(2);
  });

  it("is told by lines that the platform marks as its own: what the code prints is none, whatever it says", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    const forged = ["END RequestId: x", "REPORT RequestId: x\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\t"];
    cloud.runtime.behaviour = { invoke: () => returns(1, 20, forged) };
    await cloud.invoke("orders");
    const [stream] = cloud.rows("logs.streams");
    const lines = cloud.plane.simulator.platformLines(cloud.caller, "/aws/lambda/orders", [stream!.name, "none"]);
    expect(lines[stream!.name]!.map((line) => /^\d+ (\w+)/.exec(line)?.[1])).toEqual(["INIT_START", "START", "END", "REPORT"]);
    expect(lines[stream!.name]!.join("")).not.toContain("RequestId: x");
    expect(lines["none"]).toEqual([]);
    const { events } = await cloud.must<{ events: object[] }>("GetLogEvents", { logGroupName: "/aws/lambda/orders", logStreamName: stream!.name });
    expect(events).toHaveLength(6);
    expect(Object.keys(events[0]!)).toEqual(["timestamp", "message", "ingestionTime"]);
  });

  it("by a crash that took the whole sandbox ends the environment, and the next call meets a cold start", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: () => ({ ms: 5, end: { kind: "crash", reason: "The browser ended the process", memory: true, lost: true } }) };
    expect((await cloud.invoke("orders")).value).toMatchObject({ errorType: "Runtime.OutOfMemory" });
    expect(cloud.plane.simulator.environments(cloud.caller).environments).toMatchObject([{ status: "ended", endReason: "lost" }]);
    cloud.runtime.behaviour = {};
    expect((await cloud.invoke("orders", {}, { LogType: "Tail" })).log).toContain("\tInit Duration: 100.00 ms\t");
    expect(new Set(cloud.runtime.specs.map((spec) => spec.logStream)).size).toBe(2);
  });

  it("by an error of more than 6 MB does so too, and REPORT tells the same type", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: () => throws("Error", "x".repeat(6_291_556)) };
    const { value, log } = await cloud.invoke("orders", {}, { LogType: "Tail" });
    expect(value).toMatchObject({ errorType: "Function.ResponseSizeTooLarge" });
    expect(log).toContain("Error Type: Function.ResponseSizeTooLarge");
  });

  it("by a response of more than 6 MB names AWS's limit", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: () => returns("x".repeat(6_291_556)) };
    expect((await cloud.invoke("orders")).value).toEqual({
      errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
      errorType: "Function.ResponseSizeTooLarge",
    });
  });

  it("in init is tried once more, inside the invocation; the log shows the error twice", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    const failure = { ...throws("Runtime.ImportModuleError", "Unable to import module 'x'", 30), logs: ["[ERROR] import"] };
    cloud.runtime.behaviour = { init: () => failure };
    const answer = await cloud.invoke("orders", {}, { LogType: "Tail" });
    expect(answer).toMatchObject({ error: "Unhandled", value: { errorType: "Runtime.ImportModuleError" } });
    expect(answer.log.match(/\[ERROR\] import/g)).toHaveLength(2);
    expect(answer.log).toContain("INIT_REPORT Init Duration: 30.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError\n");
    expect(answer.log).toContain("INIT_REPORT Init Duration: 30.00 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ImportModuleError\n");
    expect(answer.log).toMatch(/Duration: 30\.00 ms\tBilled Duration: 30 ms\tMemory Size: 128 MB\tStatus: error\tError Type: Runtime\.ImportModuleError\n$/);
    expect(cloud.runtime.running).toBe(0);
  });

  it("in an init longer than 10 s starts over under the function's timeout, whose time then counts", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction("orders", { Timeout: 30 });
    cloud.runtime.behaviour = { init: () => ({ ms: 12_000, end: { kind: "ok", payload: new Uint8Array() } }), invoke: () => returns("ok", 500) };
    const answer = await cloud.invoke("orders", {}, { LogType: "Tail" }, 30_000);
    expect(answer.value).toBe("ok");
    expect(answer.log).toContain("INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout\n");
    expect(answer.log).toContain("\tDuration: 12500.00 ms\tBilled Duration: 12500 ms\t");
    expect(answer.log).not.toContain("\tInit Duration");
  });
});

describe("limits", () => {
  it("throttle with 429 and the reason when the account's concurrency is used up", async () => {
    const cloud = await TestCloud.open({ settings: { accountConcurrency: 2 } });
    await cloud.createFunction();
    const answers = [1, 2, 3].map(() => cloud.call("Invoke", { FunctionName: "orders" }));
    await cloud.time.advance(1000);
    expect(await answers[2]).toMatchObject({
      name: "TooManyRequestsException", message: "Rate Exceeded.", members: { Reason: "ConcurrentInvocationLimitExceeded" },
    });
    expect((await Promise.all(answers)).filter(isAwsError)).toHaveLength(1);
    expect((await cloud.invoke("orders")).value).toEqual({});
  });

  it("on Python environments end an idle one to make room, and throttle with an honest sentence when all are busy", async () => {
    const cloud = await TestCloud.open({ settings: { maxPythonEnvironments: 2 } });
    for (const name of ["one", "two", "three"]) await cloud.createFunction(name);
    await cloud.invoke("one");
    await cloud.invoke("two");
    await cloud.invoke("three");
    expect(cloud.runtime.running).toBe(2);
    const busy = ["one", "two"].map((FunctionName) => cloud.call("Invoke", { FunctionName }));
    await settle();
    expect(await cloud.call("Invoke", { FunctionName: "three" })).toMatchObject({
      name: "TooManyRequestsException", message: expect.stringContaining("All 2 Python environments that this browser is allowed are busy"),
    });
    await cloud.time.advance(1000);
    expect((await Promise.all(busy)).some(isAwsError)).toBe(false);
    // Node.js environments are light and do not count.
    await cloud.createFunction("four", { Runtime: "nodejs24.x" });
    expect((await cloud.invoke("four")).value).toEqual({});
  });
});

describe("environments", () => {
  it("expire when they were idle for as long as the setting says, and not before", async () => {
    const cloud = await TestCloud.open({ settings: { environmentIdleMs: 60_000 } });
    await cloud.createFunction();
    await cloud.invoke("orders", {}, {}, 120);
    await cloud.time.advance(40_000);
    await cloud.invoke("orders", {}, {}, 20);
    await cloud.time.advance(59_999);
    expect(cloud.runtime.running).toBe(1);
    await cloud.time.advance(1);
    expect(cloud.runtime.running).toBe(0);
    expect(cloud.time.alarmAt).toBeNull();
  });

  it("expire by the new idle time when the setting is changed", async () => {
    const cloud = await TestCloud.open({ settings: { environmentIdleMs: 600_000 } });
    await cloud.createFunction();
    await cloud.invoke("orders", {}, {}, 120);
    await cloud.plane.simulator.changeSettings({ environmentIdleMs: 60_000 });
    await cloud.time.advance(60_000);
    expect(cloud.runtime.running).toBe(0);
  });

  it("of a deleted function end, a busy one when it has answered", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    await cloud.invoke("orders");
    const busy = cloud.must<{ StatusCode: number }>("Invoke", { FunctionName: "orders" });
    await settle();
    await cloud.must("DeleteFunction", { FunctionName: "orders" });
    expect(cloud.runtime.running).toBe(1);
    await cloud.time.advance(1000);
    expect((await busy).StatusCode).toBe(200);
    expect(cloud.runtime.running).toBe(0);
  });

  it("keep their globals from call to call and share them with no other version", async () => {
    const cloud = await TestCloud.open();
    cloud.runtime.behaviour = {
      invoke: (_event, _request, _spec, globals) => {
        const count = Number(globals.get("count") ?? 0);
        globals.set("count", count + 1);
        return returns(count);
      },
    };
    await cloud.createFunction("orders", { Publish: true });
    const values = [];
    for (const name of ["orders", "orders", "orders:1", "orders", "orders:1"]) values.push((await cloud.invoke(name)).value);
    expect(values).toEqual([0, 1, 0, 2, 1]);
  });

  it("start without and with the network as the setting says; those before the change end", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    await cloud.invoke("orders");
    await cloud.plane.simulator.changeSettings({ handlerNetwork: true });
    expect(cloud.runtime.running).toBe(0);
    await cloud.invoke("orders");
    expect(cloud.runtime.specs.map((spec) => spec.network)).toEqual([false, true]);
  });
});

describe("a weighted alias", () => {
  it("sends a tenth of a thousand calls to the other version, within four standard deviations", async () => {
    const cloud = await TestCloud.open({ seed: "weights" });
    await cloud.createFunction("orders", { Publish: true, Runtime: "nodejs24.x" });
    await cloud.must("UpdateFunctionCode", { FunctionName: "orders", ZipFile: zipOf({ "lambda_function.py": "v2" }), Publish: true });
    await cloud.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { 2: 0.1 } } });
    cloud.runtime.behaviour = { invoke: () => returns(null, 0) };
    const answers = Array.from({ length: 20 }, () => cloud.must<{ ExecutedVersion: string }>("Invoke", { FunctionName: "orders:prod" }));
    await cloud.time.advance(1000);
    for (let batch = 1; batch < 50; batch++) {
      answers.push(...Array.from({ length: 20 }, () => cloud.must<{ ExecutedVersion: string }>("Invoke", { FunctionName: "orders:prod" })));
      await cloud.time.advance(1);
    }
    await cloud.time.advance(1000);
    const versions = (await Promise.all(answers)).map((answer) => answer.ExecutedVersion);
    const second = versions.filter((version) => version === "2").length;
    expect(versions).toHaveLength(1000);
    expect(second).toBeGreaterThanOrEqual(64);
    expect(second).toBeLessThanOrEqual(140);
  });
});
