import { describe, expect, it } from "vitest";
import { isAwsError } from "#services/aws-error.ts";
import { emptyDisk } from "#storage/memory-store.ts";
import { StoreFailure } from "#storage/store-failure.ts";
import { returns } from "#testing/scripted-runtime.ts";
import { TestCloud, zipOf } from "#testing/test-cloud.ts";

interface Listed {
  readonly Functions: { readonly FunctionName: string }[];
}
const names = async (cloud: TestCloud, caller = {}): Promise<string[]> =>
  (await cloud.must<Listed>("ListFunctions", {}, caller)).Functions.map((listed) => listed.FunctionName);

describe("the control plane", () => {
  it("keeps a command before it answers: another one on the same store finds everything that was answered", async () => {
    const first = await TestCloud.open();
    await first.createFunction("orders", { Publish: true });
    await first.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
    await first.plane.simulator.changeSettings({ environmentIdleMs: 5000 });
    const second = await TestCloud.open({ disk: first.disk });
    expect(await names(second)).toEqual(["orders"]);
    expect(await second.must("GetAlias", { FunctionName: "orders", Name: "prod" })).toMatchObject({ FunctionVersion: "1" });
    expect(second.plane.simulator.settings().environmentIdleMs).toBe(5000);
    expect((await second.invoke("orders:prod")).version).toBe("1");
  });

  it("answers a resent request id from what was kept, after a change of leader too, and does it once", async () => {
    const first = await TestCloud.open();
    await first.createFunction();
    const resent = { requestId: "same" };
    const answer = await first.must("PublishVersion", { FunctionName: "orders" }, resent);
    await first.must("UpdateFunctionConfiguration", { FunctionName: "orders", Timeout: 7 });
    expect(await first.must("PublishVersion", { FunctionName: "orders" }, resent)).toEqual(answer);
    const second = await TestCloud.open({ disk: first.disk });
    expect(await second.must("PublishVersion", { FunctionName: "orders" }, resent)).toEqual(answer);
    expect((await second.must<{ Versions: unknown[] }>("ListVersionsByFunction", { FunctionName: "orders" })).Versions).toHaveLength(2);
  });

  it("runs a request that is resent while it still runs once", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    const both = [1, 2].map(() => cloud.must("Invoke", { FunctionName: "orders" }, { requestId: "same" }));
    await cloud.time.advance(1000);
    const [first, second] = await Promise.all(both);
    expect(second).toBe(first);
    expect(cloud.runtime.requests).toHaveLength(1);
  });

  it("does commands one after the other: of many publishes at once after one change, one makes a version", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    const published = await Promise.all(Array.from({ length: 10 }, () => cloud.must("PublishVersion", { FunctionName: "orders" })));
    expect(new Set(published.map((version) => version["Version"]))).toEqual(new Set(["1"]));
    const created = await Promise.all(Array.from({ length: 5 }, () => cloud.call("CreateAlias", { FunctionName: "orders", Name: "a", FunctionVersion: "1" })));
    expect(created.filter(isAwsError)).toHaveLength(4);
  });

  it("has changed nothing when the store could not keep it, and says what to do", async () => {
    let full = false;
    const cloud = await TestCloud.open({
      wrap: (store) => ({ ...store, commit: (commit) => (full ? Promise.reject(new StoreFailure("full")) : store.commit(commit)) }),
    });
    await cloud.createFunction("kept");
    full = true;
    const answer = await cloud.call("CreateFunction", {
      FunctionName: "lost", Role: "arn:aws:iam::123456789012:role/r", Runtime: "python3.14", Handler: "a.b", Code: { ZipFile: zipOf({ "a.py": "" }) },
    });
    expect(answer).toMatchObject({ name: "ServiceException", message: new StoreFailure("full").message });
    expect(await names(cloud)).toEqual(["kept"]);
    full = false;
    await cloud.createFunction("lost");
    expect(await names(cloud)).toEqual(["kept", "lost"]);
    expect(cloud.bugs).toEqual([]);
  });

  it("keeps accounts and Regions apart", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction("orders");
    expect(await names(cloud, { region: "eu-west-1" })).toEqual([]);
    expect(await names(cloud, { accountId: "111111111111" })).toEqual([]);
    expect(await names(cloud)).toEqual(["orders"]);
  });

  it("keeps a package as long as a version needs it, and forgets it then", async () => {
    const cloud = await TestCloud.open();
    const packages = (): number => cloud.disk.code.size;
    await cloud.createFunction("orders", { Publish: true }, "one");
    await cloud.createFunction("copy", {}, "one");
    expect(packages()).toBe(1);
    await cloud.deploy("orders", "two");
    expect(packages()).toBe(2);
    await cloud.must("DeleteFunction", { FunctionName: "orders" });
    expect(packages()).toBe(1);
    await cloud.must("DeleteFunction", { FunctionName: "copy" });
    expect(packages()).toBe(0);
  });

  it("keeps the package that still runs while an update is in progress", async () => {
    const cloud = await TestCloud.open({ settings: { updateMs: 1000 } });
    cloud.runtime.behaviour = { invoke: (_event, _request, spec) => returns(new TextDecoder().decode(spec.files.get("lambda_function.py"))) };
    await cloud.createFunction("orders", {}, "one");
    await cloud.deploy("orders", "two");
    expect((await cloud.invoke("orders", {}, {}, 500)).value).toBe("one");
    await cloud.time.advance(1000);
    expect((await cloud.invoke("orders")).value).toBe("two");
    await cloud.deploy("orders", "three");
    expect(cloud.disk.code.size).toBe(2);
  });

  it("gives a package by its hash, as GetFunction's location names it", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction("orders", {}, "the source");
    const { Code } = await cloud.must<{ Code: { Location: string } }>("GetFunction", { FunctionName: "orders" }, { origin: "http://localhost:4173" });
    expect(Code.Location).toMatch(/^http:\/\/localhost:4173\/_lambdarium\/code\/[A-Za-z0-9_-]{43}$/);
    const zip = await cloud.plane.simulator.code(Code.Location.split("/").at(-1)!);
    expect(zip).toEqual(zipOf({ "lambda_function.py": "the source" }));
  });

  it("refuses what is no zip before anything is kept", async () => {
    const cloud = await TestCloud.open();
    const answer = await cloud.call("CreateFunction", {
      FunctionName: "orders", Role: "arn:aws:iam::123456789012:role/r", Runtime: "python3.14", Handler: "a.b", Code: { ZipFile: new Uint8Array([1, 2, 3]) },
    });
    expect(answer).toMatchObject({ message: "Could not unzip uploaded file. Please check your file, then try to upload again." });
    expect(await names(cloud)).toEqual([]);
  });

  it("names an operation that nobody built", async () => {
    const cloud = await TestCloud.open();
    expect(await cloud.call("CreateFunctionUrlConfig", {})).toMatchObject({
      name: "NotImplementedException", message: expect.stringContaining("CreateFunctionUrlConfig"),
    });
    expect(await cloud.call("toString", {})).toMatchObject({ name: "NotImplementedException" });
  });

  it("after a reset has nothing, runs nothing, and writes no more of what was running", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    const cutOff = cloud.must<{ FunctionError: string }>("Invoke", { FunctionName: "orders" });
    await cloud.time.advance(10);
    await cloud.plane.simulator.reset();
    expect(cloud.runtime.running).toBe(0);
    await cloud.time.advance(1000);
    expect((await cutOff).FunctionError).toBe("Unhandled");
    expect(await names(cloud)).toEqual([]);
    expect(cloud.disk.rows.size).toBe(0);
    await cloud.createFunction();
    expect((await cloud.invoke("orders")).value).toEqual({});
  });

  it("tells of each change by account and table", async () => {
    const disk = emptyDisk();
    const cloud = await TestCloud.open({ disk });
    cloud.changed.length = 0;
    await cloud.createFunction();
    expect(cloud.changed).toEqual(["123456789012/us-east-1 lambda.functions,lambda.versions"]);
  });
});

describe("the log of invocations", () => {
  interface Events {
    readonly events: { readonly message: string; readonly logStreamName: string }[];
  }

  it("is written to a group of the function and a stream of the environment, and survives", async () => {
    const cloud = await TestCloud.open();
    cloud.runtime.behaviour = { invoke: () => returns(null, 5, ["first line", "second line"]) };
    await cloud.createFunction();
    await cloud.invoke("orders");
    await cloud.invoke("orders");
    const reopened = await TestCloud.open({ disk: cloud.disk });
    const { events } = await reopened.must<Events>("FilterLogEvents", { logGroupName: "/aws/lambda/orders" });
    expect(events.map((event) => event.message.split(/[ \t\n]/)[0])).toEqual([
      "INIT_START", "START", "first", "second", "END", "REPORT", "START", "first", "second", "END", "REPORT",
    ]);
    expect(new Set(events.map((event) => event.logStreamName)).size).toBe(1);
    expect(events[0]!.message).toMatch(/^INIT_START Runtime Version: python:3\.14\.v1\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}\n$/);
    const reports = await reopened.must<Events>("FilterLogEvents", { logGroupName: "/aws/lambda/orders", filterPattern: "REPORT" });
    expect(reports.events).toHaveLength(2);
  });

  it("goes to the group that LoggingConfig names", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction("orders", { LoggingConfig: { LogGroup: "/my/logs" } });
    await cloud.invoke("orders");
    const { logGroups } = await cloud.must<{ logGroups: { logGroupName: string }[] }>("DescribeLogGroups", {});
    expect(logGroups.map((group) => group.logGroupName)).toEqual(["/my/logs"]);
  });
});
