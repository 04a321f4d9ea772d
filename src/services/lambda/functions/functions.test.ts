import type { LoggingConfig } from "@aws-sdk/client-lambda";
import { beforeEach, describe, expect, it } from "vitest";
import { ACCOUNT_ID, ROLE, TestAccount } from "#testing/test-account.ts";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
let aws: TestAccount;
beforeEach(() => {
  aws = new TestAccount();
});

const create = (settings: object, code: string | undefined = "v0"): string =>
  aws.refusal("CreateFunction", { FunctionName: "orders", Role: ROLE, Runtime: "python3.14", Handler: "a.b", Code: {}, ...settings }, code);

describe("CreateFunction", () => {
  it("answers with AWS's defaults", () => {
    expect(aws.createFunction()).toEqual({
      FunctionName: "orders",
      FunctionArn: ARN,
      Runtime: "python3.14",
      Role: ROLE,
      Handler: "lambda_function.lambda_handler",
      CodeSize: 2,
      CodeSha256: expect.any(String),
      Description: "",
      Timeout: 3,
      MemorySize: 128,
      LastModified: "2026-11-23T09:00:00.000+0000",
      Version: "$LATEST",
      TracingConfig: { Mode: "PassThrough" },
      RevisionId: expect.any(String),
      State: "Active",
      LastUpdateStatus: "Successful",
      PackageType: "Zip",
      Architectures: ["x86_64"],
      EphemeralStorage: { Size: 512 },
      SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
      RuntimeVersionConfig: { RuntimeVersionArn: expect.stringMatching(/^arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$/) },
      LoggingConfig: { LogFormat: "Text", LogGroup: "/aws/lambda/orders" },
    });
  });

  it("refuses a name that is taken", () => {
    aws.createFunction();
    expect(create({})).toBe("ResourceConflictException: Function already exist: orders");
  });

  it.each([
    [{ MemorySize: 127 }, "ValidationException: 1 validation error detected: Value '127' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128"],
    [{ MemorySize: 10_241 }, "ValidationException: 1 validation error detected: Value '10241' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 10240"],
    [{ Timeout: 0 }, "ValidationException: 1 validation error detected: Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1"],
    [{ Timeout: 901 }, "ValidationException: 1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900"],
    [{ Role: "r1" }, "ValidationException: 1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+"],
    [{ Role: "arn:aws:iam::999999999999:role/r" }, "AccessDeniedException: Cross-account pass role is not allowed."],
    [{ Runtime: "nodejs14.x" }, "InvalidParameterValueException: The runtime parameter of nodejs14.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions."],
    [{ Handler: undefined }, "InvalidParameterValueException: Runtime and Handler are mandatory parameters for functions created with deployment packages."],
    [{ VpcConfig: { SubnetIds: ["bad", "subnet-1"] } }, "ValidationException: 1 validation error detected: Value '[bad, subnet-1]' at 'vpcConfig.subnetIds' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: subnet-[0-9a-z]*]"],
    [{ VpcConfig: { SubnetIds: ["subnet-1"], SecurityGroupIds: ["bad"] } }, "ValidationException: 1 validation error detected: Value '[bad]' at 'vpcConfig.securityGroupIds' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: sg-[0-9a-zA-Z]*]"],
    [{ VpcConfig: { SubnetIds: ["subnet-1"], SecurityGroupIds: ["sg-1"] } }, "InvalidParameterValueException: Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error Message: The security group 'sg-1' does not exist"],
    [{ VpcConfig: { SubnetIds: ["subnet-1"] } }, "InvalidParameterValueException: Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID 'subnet-1' does not exist"],
    [{ Runtime: "nodejs24.x", SnapStart: { ApplyOn: "PublishedVersions" } }, "InvalidParameterValueException: nodejs24.x is not supported for SnapStart enabled functions."],
    [{ Layers: ["arn:aws:lambda:us-east-1:123456789012:layer:x:1"] }, "InvalidParameterValueException: Layer version arn:aws:lambda:us-east-1:123456789012:layer:x:1 does not exist."],
  ])("refuses %j in AWS's words", (settings, message) => {
    expect(create(settings)).toBe(message);
  });

  it("names the runtimes there are when it refuses one", () => {
    expect(create({ Runtime: "PYTHON3.9" })).toMatch(
      /^InvalidParameterValueException: Value PYTHON3\.9 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: \[.*nodejs24\.x.*python3\.14.*\] or be a valid ARN$/,
    );
  });

  it("takes the widest settings that AWS takes", () => {
    expect(create({ MemorySize: 10_240, Timeout: 900, EphemeralStorage: { Size: 10_240 }, Architectures: ["arm64"], Runtime: "java25" })).toBe("no refusal");
  });

  it("says honestly which sources of code a browser cannot have", () => {
    const from = (Code: object): string => aws.refusal("CreateFunction", { FunctionName: "orders", Role: ROLE, Runtime: "python3.14", Handler: "a.b", Code });
    expect(from({ ImageUri: "i" })).toMatch(/^InvalidParameterValueException: Container images cannot run/);
    expect(from({})).toBe("InvalidParameterValueException: Please provide a source for function code.");
  });
});

describe("FunctionName", () => {
  const get = (FunctionName: string, Qualifier?: string): string =>
    aws.refusal("GetFunctionConfiguration", { FunctionName, ...(Qualifier !== undefined && { Qualifier }) });

  it("is a name, a partial or a whole ARN, with or without a qualifier", () => {
    aws.createFunction("orders", 1);
    for (const name of ["orders", "orders:1", "orders:$LATEST", `${ACCOUNT_ID}:function:orders`, `${ACCOUNT_ID}:function:orders:1`, "function:orders", ARN, `${ARN}:1`]) {
      expect([name, get(name)]).toEqual([name, "no refusal"]);
    }
    expect(get("orders:1", "1")).toBe("no refusal");
    expect(aws.must("GetFunctionConfiguration", { FunctionName: `${ARN}:$LATEST` }).FunctionArn).toBe(`${ARN}:$LATEST`);
  });

  it("with two qualifiers that differ, of another Region or account, or too long is refused in AWS's words", () => {
    aws.createFunction("orders", 2);
    expect(get("orders:1", "2")).toBe(
      "InvalidParameterValueException: The derived qualifier from the function name does not match the specified qualifier.",
    );
    expect(get("arn:aws:lambda:eu-west-1:123456789012:function:orders")).toBe(
      "ResourceNotFoundException: Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
    );
    expect(get("arn:aws:lambda:us-east-1:111111111111:function:orders")).toMatch(/^AccessDeniedException: User: .* is not authorized to perform: lambda:GetFunctionConfiguration/);
    expect(get("x".repeat(65))).toBe(
      `InvalidParameterValueException: 1 validation error detected: Value '${"x".repeat(65)}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    );
    expect(get("orders:nope")).toBe(`ResourceNotFoundException: Function not found: ${ARN}:nope`);
    expect(get("no orders")).toMatch(/^ValidationException: .* at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern/);
  });

  it("of a version or alias is refused where only the function as a whole can be meant", () => {
    aws.createFunction("orders", 1);
    expect(aws.refusal("UpdateFunctionConfiguration", { FunctionName: "orders:1", Timeout: 5 })).toBe(
      "InvalidParameterValueException: This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
    );
  });
});

describe("updates", () => {
  it("of the code by DryRun check and answer, and change nothing", () => {
    const before = aws.createFunction();
    const tried = aws.must("UpdateFunctionCode", { FunctionName: "orders", DryRun: true, Architectures: ["arm64"] }, "other");
    expect(tried.CodeSha256).not.toBe(before.CodeSha256);
    expect(tried.Architectures).toEqual(["arm64"]);
    expect(aws.must("GetFunctionConfiguration", { FunctionName: "orders" })).toEqual(before);
  });

  it("are guarded by RevisionId", () => {
    aws.createFunction();
    const stale = /^PreconditionFailedException: The Revision Id provided does not match the latest Revision Id\./;
    expect(aws.refusal("UpdateFunctionCode", { FunctionName: "orders", RevisionId: "x" }, "b")).toMatch(stale);
    expect(aws.refusal("UpdateFunctionConfiguration", { FunctionName: "orders", RevisionId: "x" })).toMatch(stale);
  });

  it("replace what they name, keep the rest, and take settings away by empty values", () => {
    aws.createFunction();
    aws.must("UpdateFunctionConfiguration", {
      FunctionName: "orders", Timeout: 9, Environment: { Variables: { AA: "1", BB: "2" } }, DeadLetterConfig: { TargetArn: "arn:aws:sqs:us-east-1:123456789012:q" },
    });
    const after = aws.must("UpdateFunctionConfiguration", { FunctionName: "orders", Environment: { Variables: { CC: "3" } }, DeadLetterConfig: { TargetArn: "" } });
    expect(after).toMatchObject({ Timeout: 9, MemorySize: 128, Environment: { Variables: { CC: "3" } } });
    expect(after.Environment).toEqual({ Variables: { CC: "3" } });
    expect(after).not.toHaveProperty("DeadLetterConfig");
  });

  it("to JSON logs show both levels, INFO unless given; plain text shows none, and JSON after it begins with INFO again", () => {
    aws.createFunction();
    const set = (LoggingConfig: LoggingConfig): LoggingConfig | undefined => aws.must("UpdateFunctionConfiguration", { FunctionName: "orders", LoggingConfig }).LoggingConfig;
    const json = { LogFormat: "JSON", LogGroup: "/aws/lambda/orders", ApplicationLogLevel: "INFO", SystemLogLevel: "INFO" };
    expect(set({ LogFormat: "JSON" })).toEqual(json);
    expect(aws.must("GetFunction", { FunctionName: "orders" }).Configuration?.LoggingConfig).toEqual(json);
    expect(aws.must("PublishVersion", { FunctionName: "orders" }).LoggingConfig).toEqual(json);
    expect(aws.must("ListFunctions", {}).Functions?.[0]?.LoggingConfig).toEqual(json);
    expect(set({ ApplicationLogLevel: "DEBUG" })).toEqual({ ...json, ApplicationLogLevel: "DEBUG" });
    expect(set({ LogFormat: "Text" })).toEqual({ LogFormat: "Text", LogGroup: "/aws/lambda/orders" });
    expect(set({ LogFormat: "JSON" })).toEqual(json);
    const created = aws.must("CreateFunction", { FunctionName: "loud", Role: ROLE, Runtime: "python3.14", Handler: "a.b", Code: {}, LoggingConfig: { LogFormat: "JSON", SystemLogLevel: "WARN" } }, "v0");
    expect(created.LoggingConfig).toEqual({ LogFormat: "JSON", LogGroup: "/aws/lambda/loud", ApplicationLogLevel: "INFO", SystemLogLevel: "WARN" });
  });

  it("of the code by an image are refused: the function is a zip", () => {
    aws.createFunction();
    expect(aws.refusal("UpdateFunctionCode", { FunctionName: "orders", ImageUri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/x:1" })).toBe(
      "InvalidParameterValueException: Please don't provide ImageUri when updating a function with packageType Zip.",
    );
  });
});

describe("tags", () => {
  it("are at least one to be set; each change of them changes the function's RevisionId and ends no environment", () => {
    aws.createFunction("orders", 1);
    const revision = (Qualifier?: string): string | undefined => aws.must("GetFunction", { FunctionName: "orders", Qualifier }).Configuration?.RevisionId;
    const runnable = (): string | undefined => aws.state["lambda.versions"].get("orders:$LATEST")?.revisionId;
    const [before, environments] = [revision(), runnable()];
    expect(aws.refusal("TagResource", { Resource: ARN, Tags: {} })).toBe("InvalidParameterValueException: An error occurred and the request cannot be processed.");
    expect(revision()).toBe(before);
    aws.must("TagResource", { Resource: ARN, Tags: { team: "red" } });
    const tagged = revision();
    expect(tagged).not.toBe(before);
    aws.must("UntagResource", { Resource: ARN, TagKeys: ["nothing"] });
    expect(revision()).toBe(tagged);
    aws.must("UntagResource", { Resource: ARN, TagKeys: ["team"] });
    expect(new Set([before, tagged, revision()]).size).toBe(3);
    expect(runnable()).toBe(environments);
    expect(aws.refusal("UpdateFunctionConfiguration", { FunctionName: "orders", Timeout: 4, RevisionId: tagged })).toMatch(/^PreconditionFailedException/);
    expect(aws.refusal("UpdateFunctionConfiguration", { FunctionName: "orders", Timeout: 4, RevisionId: revision() })).toBe("no refusal");
  });

  it("belong to functions, not to versions and aliases, and are at most 50", () => {
    aws.createFunction("orders", 1);
    aws.must("TagResource", { Resource: ARN, Tags: { team: "red", stage: "dev" } });
    aws.must("TagResource", { Resource: ARN, Tags: { stage: "prod" } });
    aws.must("UntagResource", { Resource: ARN, TagKeys: ["team", "nope"] });
    expect(aws.must("ListTags", { Resource: ARN }).Tags).toEqual({ stage: "prod" });
    expect(aws.must("GetFunction", { FunctionName: "orders" }).Tags).toEqual({ stage: "prod" });
    expect(aws.refusal("TagResource", { Resource: `${ARN}:1`, Tags: { a: "b" } })).toBe(
      "InvalidParameterValueException: Tags on function aliases and versions are not supported. Please specify a function ARN.",
    );
    const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, "v"]));
    expect(aws.refusal("TagResource", { Resource: ARN, Tags: fifty })).toBe("InvalidParameterValueException: Number of tags exceeds resource tag limit.");
    expect(aws.refusal("ListTags", { Resource: `${ARN}x` })).toBe(`ResourceNotFoundException: Function not found: ${ARN}x`);
  });
});

describe("GetFunction and GetAccountSettings", () => {
  it("say where the package is, by its content, and how much is used", () => {
    aws.createFunction("orders", 2);
    expect(aws.must("GetFunction", { FunctionName: "orders" }).Code).toEqual({
      RepositoryType: "S3",
      Location: `/_lambdarium/code/${"v2".padEnd(43, "A")}`,
    });
    expect(aws.must("GetAccountSettings", {})).toEqual({
      AccountLimit: {
        TotalCodeSize: 322_122_547_200, CodeSizeUnzipped: 262_144_000, CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000,
      },
      AccountUsage: { TotalCodeSize: 6, FunctionCount: 1 },
    });
  });
});
