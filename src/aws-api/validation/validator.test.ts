import {
  CreateAlias$, CreateEventSourceMapping$, CreateFunction$, CreateFunctionUrlConfig$, Invoke$, PutFunctionEventInvokeConfig$, PutFunctionRecursionConfig$, TagResource$,
} from "@aws-sdk/client-lambda";
import type { StaticOperationSchema } from "@smithy/types";
import { expect, test } from "vitest";
import facts from "./lambda-facts.json" with { type: "json" };
import { validatorOf } from "./validator.ts";

const role = "arn:aws:iam::123456789012:role/r";
const functionInput = { FunctionName: "f", Role: role, Code: {} };
const aliasInput = { FunctionName: "f", Name: "prod", FunctionVersion: "1" };

function check(operation: StaticOperationSchema, input: Record<string, unknown>): string | undefined {
  return validatorOf(operation, facts)(input);
}

test("an input that keeps every constraint passes", () => {
  const full = { ...functionInput, Runtime: "python3.14", Handler: "a.b", MemorySize: 128, Timeout: 3, Environment: { Variables: { STAGE: "dev" } }, Layers: [], Tags: { team: "a" } };
  expect(check(CreateFunction$, full)).toBeUndefined();
  expect(check(CreateAlias$, { ...aliasInput, RoutingConfig: { AdditionalVersionWeights: { "2": 0.5 } } })).toBeUndefined();
});

test("FunctionName may be a name, a name with a qualifier, a partial ARN or an ARN", () => {
  for (const name of ["my-function", "my-function:prod", "123456789012:function:my-function", "arn:aws:lambda:us-east-1:123456789012:function:my-function:$LATEST"]) {
    expect(check(Invoke$, { FunctionName: name })).toBeUndefined();
  }
});

test("a function name is held to the length that the model has for ARNs too; that bare names are shorter is Lambda's own rule", () => {
  expect(check(CreateFunction$, { ...functionInput, FunctionName: "n".repeat(140) })).toBeUndefined();
  const name = "n".repeat(141);
  expect(check(CreateFunction$, { ...functionInput, FunctionName: name })).toBe(
    `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 140`,
  );
});

test.each([
  [CreateEventSourceMapping$, { FunctionName: "f", StartingPosition: "0" }, "Value '0' at 'startingPosition' failed to satisfy constraint: Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]"],
  [CreateFunction$, { ...functionInput, SnapStart: { ApplyOn: "Always" } }, "Value 'Always' at 'snapStart.applyOn' failed to satisfy constraint: Member must satisfy enum value set: [PublishedVersions, None]"],
  [CreateFunctionUrlConfig$, { FunctionName: "f", AuthType: "NONE", InvokeMode: "SLOW" }, "Value 'SLOW' at 'invokeMode' failed to satisfy constraint: Member must satisfy enum value set: [RESPONSE_STREAM, BUFFERED]"],
  [PutFunctionRecursionConfig$, { FunctionName: "f", RecursiveLoop: "Stop" }, "Value 'Stop' at 'recursiveLoop' failed to satisfy constraint: Member must satisfy enum value set: [Terminate, Allow]"],
  [CreateFunction$, { ...functionInput, LoggingConfig: { LogFormat: "YAML" } }, "Value 'YAML' at 'loggingConfig.logFormat' failed to satisfy constraint: Member must satisfy enum value set: [JSON, Text]"],
])("the words of an enum are listed in the order of AWS's messages: %#", (operation, input, message) => {
  expect(check(operation, input)).toBe(`1 validation error detected: ${message}`);
});

test("a missing required member is named as null", () => {
  expect(check(CreateFunction$, { FunctionName: "f", Code: {} })).toBe(
    "1 validation error detected: Value null at 'role' failed to satisfy constraint: Member must not be null",
  );
});

test("several broken constraints are counted and joined by a semicolon", () => {
  expect(check(CreateFunction$, { ...functionInput, MemorySize: 64, Timeout: 0 })).toBe(
    "2 validation errors detected: " +
      "Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1; " +
      "Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
  );
});

test("an all-digit alias name breaks the model's pattern, which is printed as it stands there", () => {
  expect(check(CreateAlias$, { ...aliasInput, Name: "2024" })).toBe(
    "1 validation error detected: Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
  );
});

test("a pattern must match the whole value", () => {
  expect(check(CreateAlias$, { ...aliasInput, Name: "prod\n" })).toContain("at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern");
  expect(check(CreateFunction$, { ...functionInput, Role: "r1" })).toContain(
    "Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
  );
});

test.each([2, -1])("an alias weight of %d is reported with the whole map and all rules of its values", (weight) => {
  expect(check(CreateAlias$, { ...aliasInput, RoutingConfig: { AdditionalVersionWeights: { "2": weight } } })).toBe(
    `1 validation error detected: Value '{2=${weight}.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: ` +
      "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
  );
});

test("$LATEST as additional version breaks the pattern of the map's keys", () => {
  expect(check(CreateAlias$, { ...aliasInput, RoutingConfig: { AdditionalVersionWeights: { $LATEST: 0.5 } } })).toBe(
    "1 validation error detected: Value '{$LATEST=0.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: " +
      "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, " +
      "Member must satisfy regular expression pattern: [0-9]+, Member must not be null]",
  );
});

test("environment variables are sensitive: neither names nor values are repeated", () => {
  expect(check(CreateFunction$, { ...functionInput, Environment: { Variables: { "1": "secret" } } })).toBe(
    "1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: " +
      "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+, Member must not be null]",
  );
  expect(check(CreateFunction$, { ...functionInput, Environment: { Variables: { AB: null } } })).toBe(
    "1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map value must satisfy constraint: [Member must not be null]",
  );
});

test("an unknown enum value is answered with the set", () => {
  expect(check(CreateFunction$, { ...functionInput, PackageType: "Tar" })).toBe(
    "1 validation error detected: Value 'Tar' at 'packageType' failed to satisfy constraint: Member must satisfy enum value set: [Zip, Image]",
  );
});

test("a list's own length and its members are reported with the whole list", () => {
  expect(check(CreateFunction$, { ...functionInput, Architectures: ["x86_64", "arm64"] })).toBe(
    "1 validation error detected: Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
  );
  expect(check(CreateFunction$, { ...functionInput, Architectures: ["X86"] })).toBe(
    "1 validation error detected: Value '[X86]' at 'architectures' failed to satisfy constraint: " +
      "Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
  );
});

test("a structure inside a list is named by its place, counted from one", () => {
  const FilterCriteria = { Filters: [{ Pattern: "{}" }, { Pattern: "x".repeat(4097) }] };
  expect(check(CreateEventSourceMapping$, { FunctionName: "f", FilterCriteria })).toMatch(/^1 validation error detected: Value '?.*at 'filterCriteria\.filters\.2\.member\.pattern' failed .* less than or equal to 4096$/);
});

test("a map of plain texts refuses null values, and text in the shape of code is a value like any other", () => {
  expect(check(TagResource$, { Resource: "arn:aws:lambda:us-east-1:123456789012:function:f", Tags: { a: null } })).toBe(
    "1 validation error detected: Value '{a=null}' at 'tags' failed to satisfy constraint: Map value must satisfy constraint: [Member must not be null]",
  );
  const hostile = JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, string>;
  expect(check(TagResource$, { Resource: "arn:aws:lambda:us-east-1:123456789012:function:f", Tags: hostile })).toBeUndefined();
});

test("ranges count both ends in", () => {
  expect(check(PutFunctionEventInvokeConfig$, { FunctionName: "f", MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 60 })).toBeUndefined();
  expect(check(PutFunctionEventInvokeConfig$, { FunctionName: "f", MaximumRetryAttempts: 3 })).toContain("Member must have value less than or equal to 2");
});
