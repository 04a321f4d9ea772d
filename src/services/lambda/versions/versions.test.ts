import { beforeEach, describe, expect, it } from "vitest";
import { codePackage, TestAccount } from "#testing/test-account.ts";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
let aws: TestAccount;
beforeEach(() => {
  aws = new TestAccount();
});

const numbers = (): (string | undefined)[] => aws.must("ListVersionsByFunction", { FunctionName: "orders" }).Versions!.map((version) => version.Version);

describe("publishing", () => {
  it("freezes code and configuration under the next number, with an ARN of its own", () => {
    aws.createFunction();
    const first = aws.must("PublishVersion", { FunctionName: "orders", Description: "the first" });
    expect(first).toMatchObject({ Version: "1", FunctionArn: `${ARN}:1`, Description: "the first", CodeSha256: codePackage("v0").sha256 });
    aws.must("UpdateFunctionCode", { FunctionName: "orders" }, "changed");
    aws.must("UpdateFunctionConfiguration", { FunctionName: "orders", MemorySize: 512 });
    expect(aws.must("PublishVersion", { FunctionName: "orders" }).Version).toBe("2");
    const again = aws.must("GetFunctionConfiguration", { FunctionName: "orders", Qualifier: "1" });
    expect(again).toMatchObject({ Version: "1", MemorySize: 128, CodeSha256: codePackage("v0").sha256, RevisionId: first.RevisionId });
    expect(numbers()).toEqual(["$LATEST", "1", "2"]);
  });

  it("without a change since the last version gives that version again, same number and revision", () => {
    aws.createFunction();
    const first = aws.must("PublishVersion", { FunctionName: "orders", Description: "described" });
    const second = aws.must("PublishVersion", { FunctionName: "orders", Description: "described otherwise" });
    expect(second).toEqual(first);
    expect(numbers()).toEqual(["$LATEST", "1"]);
  });

  it("after a change of the description alone makes a new version", () => {
    aws.createFunction("orders", 1);
    aws.must("UpdateFunctionConfiguration", { FunctionName: "orders", Description: "new words" });
    expect(aws.must("PublishVersion", { FunctionName: "orders" })).toMatchObject({ Version: "2", Description: "new words" });
  });

  it("never gives a number twice: not after deleting a version, not after deleting and making the function anew", () => {
    aws.createFunction("orders", 2);
    aws.must("DeleteFunction", { FunctionName: "orders", Qualifier: "2" });
    expect(aws.must("PublishVersion", { FunctionName: "orders" }).Version).toBe("3");
    aws.must("DeleteFunction", { FunctionName: "orders" });
    aws.createFunction();
    expect(aws.must("PublishVersion", { FunctionName: "orders" }).Version).toBe("4");
    expect(numbers()).toEqual(["$LATEST", "4"]);
  });

  it("is guarded by CodeSha256 and RevisionId", () => {
    const { RevisionId } = aws.createFunction();
    expect(aws.refusal("PublishVersion", { FunctionName: "orders", CodeSha256: "X" })).toBe(
      `InvalidParameterValueException: CodeSHA256 (X) is different from current CodeSHA256 in $LATEST (${codePackage("v0").sha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
    expect(aws.refusal("PublishVersion", { FunctionName: "orders", RevisionId: "stale" })).toBe(
      "PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
    );
    expect(aws.must("PublishVersion", { FunctionName: "orders", RevisionId }).Version).toBe("1");
  });

  it("comes with CreateFunction and UpdateFunctionCode when they say Publish", () => {
    const created = aws.must(
      "CreateFunction",
      { FunctionName: "orders", Role: "arn:aws:iam::123456789012:role/r", Runtime: "nodejs24.x", Handler: "index.handler", Code: {}, Publish: true },
      "a",
    );
    // AWS names the new version in its own member, and the function alone in the ARN.
    expect(created).toMatchObject({ Version: "1", FunctionArn: ARN });
    expect(aws.must("UpdateFunctionCode", { FunctionName: "orders", Publish: true }, "b")).toMatchObject({ Version: "2", FunctionArn: `${ARN}:2` });
    // The same code once more: nothing new to publish.
    expect(aws.must("UpdateFunctionCode", { FunctionName: "orders", Publish: true }, "b").Version).toBe("2");
  });
});

describe("states", () => {
  beforeEach(() => {
    aws.settings = { ...aws.settings, pendingMs: 1500, updateMs: 1000 };
  });

  it("a new function is Pending, refuses changes, then Active; its revision id changes on the way", () => {
    const created = aws.createFunction();
    expect(created).toMatchObject({ State: "Pending", StateReason: "The function is being created.", StateReasonCode: "Creating" });
    expect(created.LastUpdateStatus).toBeUndefined();
    const pending = "ResourceConflictException: The operation cannot be performed at this time. The function is currently in the following state: Pending";
    expect(aws.refusal("UpdateFunctionCode", { FunctionName: "orders" }, "b")).toBe(pending);
    expect(aws.refusal("UpdateFunctionConfiguration", { FunctionName: "orders", Timeout: 4 })).toBe(pending);
    expect(aws.refusal("PublishVersion", { FunctionName: "orders" })).toBe(pending);
    expect(aws.refusal("TagResource", { Resource: ARN, Tags: { a: "b" } })).toBe("no refusal");
    aws.now += 1500;
    const active = aws.must("GetFunctionConfiguration", { FunctionName: "orders" });
    expect(active).toMatchObject({ State: "Active", LastUpdateStatus: "Successful" });
    expect(active.StateReasonCode).toBeUndefined();
    expect(active.RevisionId).not.toBe(created.RevisionId);
  });

  it("an update is InProgress, refuses the next change, then Successful; State stays Active", () => {
    aws.createFunction();
    aws.now += 1500;
    const updating = aws.must("UpdateFunctionConfiguration", { FunctionName: "orders", Timeout: 10 });
    expect(updating).toMatchObject({ State: "Active", LastUpdateStatus: "InProgress", LastUpdateStatusReasonCode: "Creating", Timeout: 10 });
    const busy = `ResourceConflictException: The operation cannot be performed at this time. An update is in progress for resource: ${ARN}`;
    expect(aws.refusal("UpdateFunctionCode", { FunctionName: "orders" }, "b")).toBe(busy);
    expect(aws.refusal("UpdateFunctionConfiguration", { FunctionName: "orders" })).toBe(busy);
    expect(aws.refusal("PublishVersion", { FunctionName: "orders" })).toBe(busy);
    expect(aws.refusal("TagResource", { Resource: ARN, Tags: { a: "b" } })).toBe(busy);
    aws.now += 1000;
    const done = aws.must("GetFunctionConfiguration", { FunctionName: "orders" });
    expect(done).toMatchObject({ State: "Active", LastUpdateStatus: "Successful" });
    expect(done.RevisionId).not.toBe(updating.RevisionId);
  });

  it("a version of an Active function is Active at once and keeps its revision id; that of $LATEST changes; lists leave states out", () => {
    aws.createFunction();
    aws.now += 1500;
    const latest = aws.must("GetFunctionConfiguration", { FunctionName: "orders" });
    const published = aws.must("PublishVersion", { FunctionName: "orders", RevisionId: latest.RevisionId });
    expect(published).toMatchObject({ Version: "1", State: "Active", LastUpdateStatus: "Successful" });
    expect(aws.must("GetFunctionConfiguration", { FunctionName: "orders" }).RevisionId).not.toBe(latest.RevisionId);
    aws.now += 1500;
    expect(aws.must("GetFunctionConfiguration", { FunctionName: "orders:1" })).toEqual(published);
    for (const version of aws.must("ListVersionsByFunction", { FunctionName: "orders" }).Versions!) {
      expect(Object.keys(version)).not.toContain("State");
      expect(version.FunctionArn).toBe(`${ARN}:${version.Version}`);
    }
  });
});

describe("a version that comes with another call", () => {
  it("of CreateFunction is Pending as long as the function, of UpdateFunctionCode for a while; each keeps its revision id", () => {
    aws.settings = { ...aws.settings, pendingMs: 1500, updateMs: 1000 };
    const first = aws.must("CreateFunction", { FunctionName: "orders", Role: "arn:aws:iam::123456789012:role/r", Runtime: "python3.14", Handler: "a.b", Code: {}, Publish: true }, "v0");
    expect(first).toMatchObject({ Version: "1", State: "Pending" });
    aws.now += 1500;
    expect(aws.must("GetFunctionConfiguration", { FunctionName: "orders:1" })).toMatchObject({ State: "Active", LastUpdateStatus: "Successful", RevisionId: first.RevisionId });
    const second = aws.must("UpdateFunctionCode", { FunctionName: "orders", Publish: true }, "v1");
    expect(second).toMatchObject({ Version: "2", FunctionArn: `${ARN}:2`, State: "Pending" });
    expect(second).not.toHaveProperty("LastUpdateStatus");
    expect(aws.must("GetFunctionConfiguration", { FunctionName: "orders" })).toMatchObject({ State: "Active", LastUpdateStatus: "InProgress" });
    aws.now += 1500;
    expect(aws.must("GetFunctionConfiguration", { FunctionName: "orders:2" })).toMatchObject({ State: "Active", RevisionId: second.RevisionId });
  });

  it("with SnapStart is Pending, then Active with its optimization On; $LATEST stays Off", () => {
    aws.settings = { ...aws.settings, pendingMs: 1500 };
    aws.createFunction();
    aws.now += 1500;
    expect(aws.must("UpdateFunctionConfiguration", { FunctionName: "orders", SnapStart: { ApplyOn: "PublishedVersions" } }).SnapStart).toEqual({ ApplyOn: "PublishedVersions", OptimizationStatus: "Off" });
    expect(aws.must("PublishVersion", { FunctionName: "orders" })).toMatchObject({ State: "Pending", SnapStart: { ApplyOn: "PublishedVersions", OptimizationStatus: "Off" } });
    aws.now += 1500;
    expect(aws.must("GetFunctionConfiguration", { FunctionName: "orders:1" })).toMatchObject({ State: "Active", SnapStart: { ApplyOn: "PublishedVersions", OptimizationStatus: "On" } });
    expect(aws.must("GetFunctionConfiguration", { FunctionName: "orders" }).SnapStart).toEqual({ ApplyOn: "PublishedVersions", OptimizationStatus: "Off" });
    expect(aws.refusal("UpdateFunctionConfiguration", { FunctionName: "orders", Runtime: "nodejs24.x" })).toBe(
      "InvalidParameterValueException: nodejs24.x is not supported for SnapStart enabled functions.",
    );
  });
});

describe("deleting", () => {
  it("one version leaves the others; a version that is not there is no error, a function that is not there is", () => {
    aws.createFunction("orders", 2);
    expect(aws.must("DeleteFunction", { FunctionName: "orders:1" })).toEqual({ StatusCode: 204 });
    expect(numbers()).toEqual(["$LATEST", "2"]);
    expect(aws.must("DeleteFunction", { FunctionName: "orders", Qualifier: "77" })).toEqual({ StatusCode: 204 });
    expect(aws.refusal("DeleteFunction", { FunctionName: "nope" })).toBe(
      "ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:123456789012:function:nope",
    );
  });

  it("refuses $LATEST, aliases, and versions that an alias sends traffic to", () => {
    aws.createFunction("orders", 3);
    aws.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { 2: 0.1 } } });
    aws.must("CreateAlias", { FunctionName: "orders", Name: "blue", FunctionVersion: "1" });
    const attempt = (Qualifier: string): string => aws.refusal("DeleteFunction", { FunctionName: "orders", Qualifier });
    expect(attempt("$LATEST")).toBe("InvalidParameterValueException: $LATEST version cannot be deleted without deleting the function.");
    expect(attempt("prod")).toBe("InvalidParameterValueException: Deletion of aliases is not currently supported.");
    expect(attempt("1")).toBe("ResourceConflictException: Unable to delete version because the following aliases reference it: [blue, prod]");
    expect(attempt("2")).toBe("ResourceConflictException: Unable to delete version because the following aliases reference it: [prod]");
    expect(attempt("3")).toBe("no refusal");
  });

  it("the function takes its versions and aliases along, and nothing of others", () => {
    aws.createFunction("orders", 2);
    aws.createFunction("orders2", 1);
    aws.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
    aws.must("DeleteFunction", { FunctionName: "orders" });
    expect([...aws.state["lambda.versions"].keys()]).toEqual(["orders2:$LATEST", "orders2:1"]);
    expect(aws.state["lambda.aliases"].size).toBe(0);
    expect([...aws.state["lambda.functions"].keys()]).toEqual(["orders2"]);
  });
});
