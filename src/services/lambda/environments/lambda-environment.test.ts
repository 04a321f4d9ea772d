import { describe, expect, it } from "vitest";
import { LAMBDA_VARIABLES } from "../configuration/environment-variables.ts";
import { logStreamName, processEnvironment } from "./lambda-environment.ts";
import type { VersionConfiguration } from "../records.ts";

const place = { accountId: "123456789012", region: "eu-west-1" };
const configuration: VersionConfiguration = {
  Role: "r", Runtime: "python3.14", Handler: "app.handler", MemorySize: 256,
  Environment: { Variables: { STAGE: "dev", TZ: "Europe/Berlin", AWS_REGION: "forged" } },
};
const facts = { functionName: "orders", version: "3", configuration, logGroup: "/aws/lambda/orders", logStream: "s" };

describe("the variables of an execution environment", () => {
  it("are the user's over Lambda's defaults, and Lambda's reserved ones over the user's", () => {
    const variables = processEnvironment(facts, place);
    expect(variables).toMatchObject({
      STAGE: "dev", TZ: "Europe/Berlin", LANG: "en_US.UTF-8", AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "eu-west-1", _HANDLER: "app.handler",
      AWS_EXECUTION_ENV: "AWS_Lambda_python3.14", AWS_LAMBDA_FUNCTION_NAME: "orders", AWS_LAMBDA_FUNCTION_VERSION: "3",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256", AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand", AWS_LAMBDA_LOG_STREAM_NAME: "s",
      LAMBDA_TASK_ROOT: "/var/task", PYTHONPATH: "/var/runtime",
    });
  });

  it("hold every reserved variable but those of other kinds of function, and the trace id that each call brings", () => {
    const variables = processEnvironment(facts, place);
    const missing = LAMBDA_VARIABLES.filter(({ key, reserved }) => reserved && !(key in variables)).map(({ key }) => key);
    expect(missing).toEqual(["_X_AMZN_TRACE_ID", "AWS_LAMBDA_MAX_CONCURRENCY", "AWS_LAMBDA_METADATA_API", "AWS_LAMBDA_METADATA_TOKEN"]);
  });

  it("name a log stream by day, version and a number of its own", () => {
    expect(logStreamName(Date.UTC(2026, 10, 3, 23, 59), "$LATEST", "0".repeat(32))).toBe(`2026/11/03/[$LATEST]${"0".repeat(32)}`);
  });
});
