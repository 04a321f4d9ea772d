import { beforeEach, describe, expect, it } from "vitest";
import { ACCOUNT_ID, TestAccount } from "#testing/test-account.ts";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
let aws: TestAccount;
beforeEach(() => {
  aws = new TestAccount();
  aws.createFunction("orders", 3);
});

const create = (Name: string, FunctionVersion: string, weights?: Record<string, number>): string =>
  aws.refusal("CreateAlias", { FunctionName: "orders", Name, FunctionVersion, ...(weights && { RoutingConfig: { AdditionalVersionWeights: weights } }) });

describe("an alias", () => {
  it("points dev at $LATEST, Test at 2 and Prod at 1, each with an ARN of its own", () => {
    for (const [Name, FunctionVersion] of [["dev", "$LATEST"], ["Test", "2"], ["Prod", "1"]] as const) {
      const alias = aws.must("CreateAlias", { FunctionName: "orders", Name, FunctionVersion });
      expect(alias).toMatchObject({ AliasArn: `${ARN}:${Name}`, Name, FunctionVersion, Description: "" });
      expect(alias).not.toHaveProperty("RoutingConfig");
    }
    expect(aws.must("ListAliases", { FunctionName: "orders" }).Aliases!.map((alias) => alias.Name)).toEqual(["Prod", "Test", "dev"]);
    expect(aws.must("GetFunction", { FunctionName: "orders:Test" }).Configuration).toMatchObject({ FunctionArn: `${ARN}:Test`, Version: "2" });
  });

  it("cannot have a name of digits alone, nor a name twice, and names are case-sensitive", () => {
    expect(create("2024", "1")).toBe(
      "ValidationException: 1 validation error detected: Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
    );
    expect(create("prod", "1")).toBe("no refusal");
    expect(create("prod", "2")).toBe(`ResourceConflictException: Alias already exists: ${ARN}:prod`);
    expect(create("PROD", "2")).toBe("no refusal");
  });

  it("cannot point at another alias, nor at a version that is not there", () => {
    create("prod", "1");
    expect(create("live", "prod")).toBe(
      "ValidationException: 1 validation error detected: Value 'prod' at 'functionVersion' failed to satisfy constraint: Member must satisfy regular expression pattern: (\\$LATEST(\\.PUBLISHED)?|[0-9]+)",
    );
    expect(create("live", "10")).toBe(`ResourceNotFoundException: Function not found: ${ARN}:10`);
    expect(aws.refusal("CreateAlias", { FunctionName: "nope", Name: "a", FunctionVersion: "1" })).toContain("Function not found: ");
  });

  it("that is not there: get and update are 404 with texts of their own, delete is no error", () => {
    expect(aws.refusal("GetAlias", { FunctionName: "orders", Name: "x" })).toBe(`ResourceNotFoundException: Cannot find alias arn: ${ARN}:x`);
    expect(aws.refusal("UpdateAlias", { FunctionName: "orders", Name: "x" })).toBe(`ResourceNotFoundException: Alias not found: ${ARN}:x`);
    expect(aws.refusal("DeleteAlias", { FunctionName: "orders", Name: "x" })).toBe("no refusal");
  });

  it("is updated member by member, and guarded by its RevisionId", () => {
    const created = aws.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1", Description: "live" });
    const updated = aws.must("UpdateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "2", RevisionId: created.RevisionId });
    expect(updated).toMatchObject({ FunctionVersion: "2", Description: "live" });
    expect(updated.RevisionId).not.toBe(created.RevisionId);
    expect(aws.refusal("UpdateAlias", { FunctionName: "orders", Name: "prod", RevisionId: created.RevisionId })).toBe(
      "PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
    );
  });
});

describe("a weighted alias", () => {
  it("takes one additional version, keeps it when an update says nothing of it, and loses it to an empty map", () => {
    const weights = { RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } } };
    expect(aws.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1", ...weights })).toMatchObject(weights);
    expect(aws.must("UpdateAlias", { FunctionName: "orders", Name: "prod", Description: "canary" })).toMatchObject(weights);
    const full = { RoutingConfig: { AdditionalVersionWeights: { 2: 1 } } };
    expect(aws.must("UpdateAlias", { FunctionName: "orders", Name: "prod", ...full })).toMatchObject(full);
    const cleared = aws.must("UpdateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "2", RoutingConfig: { AdditionalVersionWeights: {} } });
    expect(cleared).not.toHaveProperty("RoutingConfig");
    expect(aws.must("GetAlias", { FunctionName: "orders", Name: "prod" })).toEqual(cleared);
  });

  it.each([
    [{ 2: 0.1, 3: 0.1 }, "1", "InvalidParameterValueException: Number of items in AdditionalVersionWeights cannot be greater than 1"],
    [
      { 2: 2 },
      "1",
      "ValidationException: 1 validation error detected: Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
    ],
    [
      { 2: -1 },
      "1",
      "ValidationException: 1 validation error detected: Value '{2=-1.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
    ],
    [
      { 1: 0.5 },
      "1",
      "InvalidParameterValueException: Invalid function version 1. Function version 1 is already included in routing configuration.",
    ],
    [{ 1: 0.5 }, "$LATEST", "InvalidParameterValueException: $LATEST is not supported for an alias pointing to more than 1 version"],
    [{ 9: 0.5 }, "1", `ResourceNotFoundException: Function not found: ${ARN}:9`],
  ])("refuses weights %j beside version %s in AWS's words", (weights, version, message) => {
    expect(create("prod", version, weights)).toBe(message);
  });

  it("refuses $LATEST as the additional version", () => {
    expect(create("prod", "1", { $LATEST: 0.5 })).toMatch(/^ValidationException: .*Member must satisfy regular expression pattern: \[0-9\]\+/);
  });

  it("needs two versions of one role and one dead-letter queue", () => {
    aws.must("UpdateFunctionConfiguration", { FunctionName: "orders", Role: `arn:aws:iam::${ACCOUNT_ID}:role/other` });
    aws.must("PublishVersion", { FunctionName: "orders" });
    expect(create("a", "1", { 4: 0.5 })).toMatch(/^InvalidParameterValueException: .* same execution role/);
    aws.must("UpdateFunctionConfiguration", { FunctionName: "orders", DeadLetterConfig: { TargetArn: `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:dead` } });
    aws.must("PublishVersion", { FunctionName: "orders" });
    expect(create("a", "4", { 5: 0.5 })).toMatch(/^InvalidParameterValueException: .* same dead-letter queue/);
    expect(create("a", "1", { 2: 0.5 })).toBe("no refusal");
  });

  it("cannot be moved to $LATEST while it has weights", () => {
    create("prod", "1", { 2: 0.5 });
    expect(aws.refusal("UpdateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "$LATEST" })).toBe(
      "InvalidParameterValueException: $LATEST is not supported for an alias pointing to more than 1 version",
    );
  });

  it("is found by both of its versions in ListAliases", () => {
    create("prod", "1", { 2: 0.5 });
    create("test", "2");
    const of = (FunctionVersion: string): (string | undefined)[] =>
      aws.must("ListAliases", { FunctionName: "orders", FunctionVersion }).Aliases!.map((alias) => alias.Name);
    expect([of("1"), of("2"), of("3")]).toEqual([["prod"], ["prod", "test"], []]);
  });
});
