import { beforeEach, describe, expect, it, test } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { LAMBDA_OPERATIONS } from "./operations.ts";

const PREFIX = "arn:aws:lambda:us-east-1:123456789012:function";
const NOT_FOUND = "ResourceNotFoundException: ";
const found = (reference: string): string => `${NOT_FOUND}Function not found: ${PREFIX}:${reference}`;
const alias = (reference: string): string => `${NOT_FOUND}Cannot find alias arn: ${PREFIX}:${reference}`;
const invokeConfig = (reference: string): string => `${NOT_FOUND}The function ${PREFIX}:${reference} doesn't have an EventInvokeConfig`;
const NO_FUNCTION = `${NOT_FOUND}The function doesn't exist.`;
const NO_RESOURCE = `${NOT_FOUND}The resource you requested does not exist.`;
const NO_PROVISIONED = "ProvisionedConcurrencyConfigNotFoundException: No Provisioned Concurrency Config found for this function";
const FUNCTIONS_ONLY =
  "InvalidParameterValueException: This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.";

type Operation = keyof typeof LAMBDA_OPERATIONS;
interface Missing {
  /** Members beside FunctionName and Qualifier. */
  readonly more?: object;
  /** What is said of a function that is not there; of it with a version, and with an alias; and of what a function lacks. */
  readonly function: string;
  readonly functionAndVersion: string;
  readonly functionAndAlias: string;
  readonly version: string;
  readonly alias: string;
}

/** Operations that take a Qualifier. */
const QUALIFIED: Partial<Record<Operation, Missing>> = {
  AddPermission: {
    more: { StatementId: "s", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com" },
    function: found("missing"), functionAndVersion: found("missing"), functionAndAlias: found("missing"), version: found("orders:7"), alias: alias("orders:live"),
  },
  DeleteFunction: {
    function: found("missing"), functionAndVersion: found("missing"), functionAndAlias: "InvalidParameterValueException: Deletion of aliases is not currently supported.",
    version: "no refusal", alias: "InvalidParameterValueException: Deletion of aliases is not currently supported.",
  },
  DeleteFunctionEventInvokeConfig: {
    function: invokeConfig("missing:$LATEST"), functionAndVersion: invokeConfig("missing:7"), functionAndAlias: invokeConfig("missing:live"),
    version: invokeConfig("orders:7"), alias: invokeConfig("orders:live"),
  },
  DeleteProvisionedConcurrencyConfig: {
    function: "InvalidParameterValueException: The function resource provided must be an alias or a published version.",
    functionAndVersion: found("missing:7"), functionAndAlias: alias("missing:live"), version: found("orders:7"), alias: alias("orders:live"),
  },
  GetFunction: {
    function: found("missing"), functionAndVersion: found("missing:7"), functionAndAlias: found("missing:live"), version: found("orders:7"), alias: found("orders:live"),
  },
  GetFunctionConfiguration: {
    function: found("missing"), functionAndVersion: found("missing:7"), functionAndAlias: found("missing:live"), version: found("orders:7"), alias: found("orders:live"),
  },
  GetFunctionEventInvokeConfig: {
    function: invokeConfig("missing:$LATEST"), functionAndVersion: invokeConfig("missing:7"), functionAndAlias: invokeConfig("missing:live"),
    version: invokeConfig("orders:7"), alias: invokeConfig("orders:live"),
  },
  GetPolicy: { function: NO_RESOURCE, functionAndVersion: NO_RESOURCE, functionAndAlias: NO_RESOURCE, version: NO_RESOURCE, alias: NO_RESOURCE },
  GetProvisionedConcurrencyConfig: {
    function: "InvalidParameterValueException: The function resource provided must be an alias or a published version.",
    functionAndVersion: found("missing:7"), functionAndAlias: alias("missing:live"), version: found("orders:7"), alias: alias("orders:live"),
  },
  PutFunctionEventInvokeConfig: {
    more: { MaximumRetryAttempts: 1 },
    function: NO_FUNCTION, functionAndVersion: NO_FUNCTION, functionAndAlias: NO_FUNCTION, version: NO_FUNCTION, alias: NO_FUNCTION,
  },
  PutProvisionedConcurrencyConfig: {
    more: { ProvisionedConcurrentExecutions: 1 },
    function: "InvalidParameterValueException: Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
    functionAndVersion: found("missing:7"), functionAndAlias: alias("missing:live"), version: found("orders:7"), alias: alias("orders:live"),
  },
  RemovePermission: {
    more: { StatementId: "s" },
    function: `${NOT_FOUND}No policy found for: ${PREFIX}:missing`,
    functionAndVersion: `${NOT_FOUND}No policy found for: ${PREFIX}:missing`,
    functionAndAlias: `${NOT_FOUND}No policy found for: ${PREFIX}:missing`,
    version: found("orders:7"), alias: alias("orders:live"),
  },
  UpdateFunctionEventInvokeConfig: {
    more: { MaximumRetryAttempts: 1 },
    function: NO_FUNCTION, functionAndVersion: NO_FUNCTION, functionAndAlias: NO_FUNCTION, version: NO_FUNCTION, alias: NO_FUNCTION,
  },
};

/** Operations on a function as a whole: what they say of one that is not there, and the members that they need besides. */
const WHOLE: Partial<Record<Operation, readonly [string, object?]>> = {
  CreateAlias: [found("missing:1"), { Name: "live", FunctionVersion: "1" }],
  DeleteAlias: [found("missing:live"), { Name: "live" }],
  DeleteFunctionConcurrency: [found("missing:$LATEST")],
  GetAlias: [alias("missing:live"), { Name: "live" }],
  GetFunctionConcurrency: [found("missing:$LATEST")],
  GetFunctionRecursionConfig: [found("missing")],
  ListAliases: [found("missing")],
  ListFunctionEventInvokeConfigs: [NO_FUNCTION],
  ListProvisionedConcurrencyConfigs: [found("missing")],
  ListVersionsByFunction: [found("missing")],
  PublishVersion: [found("missing")],
  PutFunctionConcurrency: [found("missing:$LATEST"), { ReservedConcurrentExecutions: 1 }],
  PutFunctionRecursionConfig: [found("missing"), { RecursiveLoop: "Allow" }],
  UpdateAlias: [`${NOT_FOUND}Alias not found: ${PREFIX}:missing:live`, { Name: "live" }],
  UpdateFunctionCode: [found("missing"), { S3Bucket: "nowhere", S3Key: "code.zip" }],
  UpdateFunctionConfiguration: [found("missing"), { Timeout: 5 }],
};

/** Operations that name no function, or that make one. */
const OTHERS: readonly Operation[] = ["CreateFunction", "GetAccountSettings", "ListFunctions"];
/** Operations on event source mappings and tags, whose own words the tests below hold. */
const BY_OTHER_NAMES: readonly Operation[] = [
  "CreateEventSourceMapping", "DeleteEventSourceMapping", "GetEventSourceMapping", "ListEventSourceMappings", "UpdateEventSourceMapping",
  "ListTags", "TagResource", "UntagResource",
];

let aws: TestAccount;
beforeEach(() => {
  aws = new TestAccount();
  aws.createFunction("orders", 1);
});
const refusal = (operation: Operation, input: object): string => aws.refusal(operation, input);

test("the tables here name every operation", () => {
  const named = [...Object.keys(QUALIFIED), ...Object.keys(WHOLE), ...OTHERS, ...BY_OTHER_NAMES];
  expect(named.toSorted()).toEqual(Object.keys(LAMBDA_OPERATIONS).toSorted());
});

describe.each(Object.entries(QUALIFIED) as [Operation, Missing][])("%s says in AWS's words that there is no", (operation, missing) => {
  it.each([
    ["function", "function", { FunctionName: "missing" }],
    ["function, asked with a version", "functionAndVersion", { FunctionName: "missing", Qualifier: "7" }],
    ["function, asked with an alias", "functionAndAlias", { FunctionName: "missing", Qualifier: "live" }],
    ["version", "version", { FunctionName: "orders", Qualifier: "7" }],
    ["alias", "alias", { FunctionName: "orders", Qualifier: "live" }],
    ["alias, which the function's name ends in", "alias", { FunctionName: "orders:live" }],
  ] as const)("%s", (_case, which, input) => {
    expect(refusal(operation, { ...missing.more, ...input })).toBe(missing[which]);
  });
});

describe.each(Object.entries(WHOLE) as [Operation, readonly [string, object?]][])("%s", (operation, [message, more]) => {
  it("says in AWS's words that there is no function", () => {
    expect(refusal(operation, { FunctionName: "missing", ...more })).toBe(message);
  });

  it("is refused for a version or an alias", () => {
    for (const qualifier of ["1", "live"]) expect(refusal(operation, { FunctionName: `missing:${qualifier}`, ...more })).toMatch(/^(InvalidParameterValueException: This operation is permitted on Lambda functions only\.|ResourceNotFoundException: The function doesn't exist\.)/);
    expect(refusal("PutFunctionConcurrency", { FunctionName: "orders:1", ReservedConcurrentExecutions: 1 })).toBe(FUNCTIONS_ONLY);
  });
});

describe("of what a function that is there does not have", () => {
  it.each([
    ["GetAlias", { FunctionName: "orders", Name: "live" }, alias("orders:live")],
    ["UpdateAlias", { FunctionName: "orders", Name: "live" }, `${NOT_FOUND}Alias not found: ${PREFIX}:orders:live`],
    ["DeleteAlias", { FunctionName: "orders", Name: "live" }, "no refusal"],
    ["CreateAlias", { FunctionName: "orders", Name: "live", FunctionVersion: "7" }, found("orders:7")],
    ["UpdateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "7" }, found("orders:7")],
    ["GetPolicy", { FunctionName: "orders" }, NO_RESOURCE],
    ["RemovePermission", { FunctionName: "orders", StatementId: "s" }, `${NOT_FOUND}No policy is associated with the given resource.`],
    ["RemovePermission", { FunctionName: "orders", Qualifier: "1", StatementId: "s" }, `${NOT_FOUND}No policy is associated with the given resource.`],
    ["GetFunctionEventInvokeConfig", { FunctionName: "orders" }, invokeConfig("orders:$LATEST")],
    ["UpdateFunctionEventInvokeConfig", { FunctionName: "orders", MaximumRetryAttempts: 1 }, invokeConfig("orders:$LATEST")],
    ["GetProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier: "1" }, NO_PROVISIONED],
    ["DeleteProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier: "1" }, "no refusal"],
    ["ListTags", { Resource: `${PREFIX}:missing` }, found("missing")],
    ["TagResource", { Resource: `${PREFIX}:missing`, Tags: { a: "b" } }, found("missing")],
    ["UntagResource", { Resource: `${PREFIX}:missing`, TagKeys: ["a"] }, found("missing")],
    ["GetEventSourceMapping", { UUID: "missing" }, NO_RESOURCE],
    ["UpdateEventSourceMapping", { UUID: "missing" }, NO_RESOURCE],
    ["DeleteEventSourceMapping", { UUID: "missing" }, NO_RESOURCE],
    ["CreateEventSourceMapping", { FunctionName: "missing" }, "InvalidParameterValueException: Unrecognized event source."],
    ["CreateEventSourceMapping", { FunctionName: "missing", EventSourceArn: "arn:aws:sqs:us-east-1:123456789012:jobs" }, "InvalidParameterValueException: Function does not exist"],
  ] as const)("%s of %j gets AWS's words", (operation, input, message) => {
    aws.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
    expect(refusal(operation, input)).toBe(message);
  });
});
