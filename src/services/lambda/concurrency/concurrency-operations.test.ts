import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";

let aws: TestAccount;
const INVALID = "InvalidParameterValueException: ";

beforeEach(() => {
  aws = new TestAccount();
  aws.createFunction("orders", 2);
  aws.createFunction("other", 1);
});

const reserve = (count: number, name = "orders"): string => aws.refusal("PutFunctionConcurrency", { FunctionName: name, ReservedConcurrentExecutions: count });
const provision = (count: number, qualifier = "1", name = "orders"): string =>
  aws.refusal("PutProvisionedConcurrencyConfig", { FunctionName: name, Qualifier: qualifier, ProvisionedConcurrentExecutions: count });

describe("reserved concurrency", () => {
  it("is taken out of what the account shows as unreserved, and GetFunction tells it", () => {
    expect(aws.must("GetFunctionConcurrency", { FunctionName: "orders" })).toEqual({});
    expect(aws.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 20 })).toEqual({ ReservedConcurrentExecutions: 20 });
    expect(aws.must("GetAccountSettings", {}).AccountLimit).toMatchObject({ ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 980 });
    expect(aws.must("GetFunction", { FunctionName: "orders" }).Concurrency).toEqual({ ReservedConcurrentExecutions: 20 });
    aws.must("DeleteFunctionConcurrency", { FunctionName: "orders" });
    expect(aws.must("GetAccountSettings", {}).AccountLimit?.UnreservedConcurrentExecutions).toBe(1000);
  });

  it("always leaves 100 to the others", () => {
    const refusal = `${INVALID}Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].`;
    expect(reserve(901)).toBe(refusal);
    expect(reserve(900)).toBe("no refusal");
    expect(reserve(1, "other")).toBe(refusal);
    expect(reserve(0, "other")).toBe("no refusal");
    expect(reserve(20)).toBe("no refusal");
  });

  it("of a small account cannot be more than 0, because all that it has must stay unreserved", () => {
    aws.settings = { ...aws.settings, accountConcurrency: 10 };
    expect(reserve(1)).toMatch(/below its minimum value of \[10\]\.$/);
    expect(reserve(0)).toBe("no refusal");
  });

  it("of an account that was made smaller leaves nothing unreserved, not less than nothing, and stays as it is", () => {
    expect(reserve(900)).toBe("no refusal");
    aws.settings = { ...aws.settings, accountConcurrency: 10 };
    expect(aws.must("GetAccountSettings", {}).AccountLimit).toMatchObject({ ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 0 });
    expect(aws.must("GetFunctionConcurrency", { FunctionName: "orders" })).toEqual({ ReservedConcurrentExecutions: 900 });
  });

  it("is for functions only, and not lower than what is provisioned inside it", () => {
    const functionsOnly = /^InvalidParameterValueException: This operation is permitted on Lambda functions only\./;
    for (const name of ["orders:1", "orders:$LATEST", "arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST"]) {
      expect(reserve(5, name)).toMatch(functionsOnly);
      expect(aws.refusal("GetFunctionConcurrency", { FunctionName: name })).toMatch(functionsOnly);
      expect(aws.refusal("DeleteFunctionConcurrency", { FunctionName: name })).toMatch(functionsOnly);
    }
    expect(reserve(5, "nobody")).toMatch(/^ResourceNotFoundException: Function not found: /);
    expect(provision(2)).toBe("no refusal");
    expect(reserve(1)).toBe(`${INVALID} ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2].`);
  });
});

describe("provisioned concurrency", () => {
  it("is for published versions and aliases that have no weights", () => {
    expect(provision(1, "$LATEST")).toBe(`${INVALID}Provisioned Concurrency Configs cannot be applied to unpublished function versions.`);
    expect(provision(1, "9")).toMatch(/^ResourceNotFoundException: Function not found: .*:orders:9$/);
    aws.must("CreateAlias", { FunctionName: "orders", Name: "split", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { 2: 0.1 } } });
    expect(provision(1, "split")).toBe(`${INVALID}Alias with weights can not be used with Provisioned Concurrency`);
    const Qualifier = "$LATEST";
    const unpublished = `${INVALID}The function resource provided must be an alias or a published version.`;
    expect(aws.refusal("GetProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier })).toBe(unpublished);
    expect(aws.refusal("DeleteProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier })).toBe(unpublished);
  });

  it("begins in progress with nothing allocated; there is none where none was asked for, and deleting none is no error", () => {
    const Qualifier = "1";
    expect(aws.refusal("GetProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier })).toBe(
      "ProvisionedConcurrencyConfigNotFoundException: No Provisioned Concurrency Config found for this function",
    );
    expect(aws.must("DeleteProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier })).toEqual({});
    expect(aws.must("PutProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier, ProvisionedConcurrentExecutions: 5 })).toEqual({
      RequestedProvisionedConcurrentExecutions: 5, AvailableProvisionedConcurrentExecutions: 0, AllocatedProvisionedConcurrentExecutions: 0,
      Status: "IN_PROGRESS", LastModified: "2026-11-23T09:00:00.000+0000",
    });
    expect(aws.must("ListProvisionedConcurrencyConfigs", { FunctionName: "orders" }).ProvisionedConcurrencyConfigs).toMatchObject([
      { FunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:orders:1", Status: "IN_PROGRESS" },
    ]);
  });

  it("of a version and of an alias that leads to it exclude each other", () => {
    aws.must("CreateAlias", { FunctionName: "orders", Name: "live", FunctionVersion: "1" });
    expect(provision(1, "live")).toBe("no refusal");
    expect(provision(1, "1")).toBe("ResourceConflictException: Version is pointed by a Provisioned Concurrency alias");
    expect(provision(1, "2")).toBe("no refusal");
    aws.must("CreateAlias", { FunctionName: "orders", Name: "next", FunctionVersion: "2" });
    expect(provision(1, "next")).toBe("ResourceConflictException: Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version");
  });

  it("is no more than the reservation, or than what the account has to spare", () => {
    expect(provision(1001)).toBe(`${INVALID}Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [1000].`);
    expect(provision(901)).toBe(
      `${INVALID}Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].`,
    );
    // The whole account is as much as is unreserved, whatever is provisioned already.
    expect(provision(1, "1", "other")).toBe("no refusal");
    expect(provision(1000)).toBe(
      `${INVALID}Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].`,
    );
    expect(provision(900)).toMatch(/decreases account's/);
    expect(reserve(5)).toBe("no refusal");
    expect(provision(3)).toBe("no refusal");
    expect(provision(3, "2")).toBe(`${INVALID}Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function`);
    expect(provision(2, "2")).toBe("no refusal");
  });

  it("goes with its alias, and all of it with the function", () => {
    aws.must("CreateAlias", { FunctionName: "orders", Name: "live", FunctionVersion: "1" });
    provision(1, "live");
    provision(1, "2");
    reserve(10);
    aws.must("DeleteAlias", { FunctionName: "orders", Name: "live" });
    expect([...aws.state["lambda.provisioned"].keys()]).toEqual(["orders:2"]);
    aws.must("DeleteFunction", { FunctionName: "orders" });
    expect([aws.state["lambda.provisioned"].size, aws.state["lambda.concurrency"].size]).toEqual([0, 0]);
  });
});
