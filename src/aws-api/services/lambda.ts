import { awsError, type AwsError } from "#services/aws-error.ts";
import { SYNCHRONOUS_PAYLOAD_LIMIT } from "#services/lambda/invoke/invoke-request.ts";
import { restJson1 } from "../protocols/rest-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import facts from "../validation/lambda-facts.json" with { type: "json" };
import type { HttpCall } from "../wire.ts";
import { schemas } from "./lambda-schemas.generated.ts";

/** Bytes of a whole request that may carry a deployment package: 50 MB in base64, and a little. */
const CODE_REQUEST_LIMIT = 70_167_211;
const ASYNCHRONOUS_PAYLOAD_LIMIT = 1_048_576;

export const lambdaService: ServiceDefinition = {
  protocol: restJson1,
  schemas,
  facts,
  validationError: "ValidationException",
  payloadContentType: "application/json",
  checkSize,
};

/** Lambda's limits on requests; texts as AWS gives them. */
function checkSize(operation: string, call: HttpCall): AwsError | undefined {
  const bytes = call.body.byteLength;
  switch (operation) {
    case "CreateFunction":
    case "UpdateFunctionCode":
    case "PublishLayerVersion":
      if (bytes <= CODE_REQUEST_LIMIT) return undefined;
      return awsError("RequestEntityTooLargeException", `Request must be smaller than ${CODE_REQUEST_LIMIT} bytes for the ${operation} operation`);
    case "Invoke":
    case "InvokeWithResponseStream":
    case "InvokeAsync":
      return checkPayload(bytes, operation === "InvokeAsync" ? "Event" : (call.headers.get("x-amz-invocation-type") ?? "RequestResponse"));
    default:
      return undefined;
  }
}

function checkPayload(bytes: number, invocationType: string): AwsError | undefined {
  const limit = invocationType === "Event" ? ASYNCHRONOUS_PAYLOAD_LIMIT : SYNCHRONOUS_PAYLOAD_LIMIT;
  if (bytes <= limit) return undefined;
  return awsError("RequestEntityTooLargeException", `Request must be smaller than ${limit} bytes for the InvokeFunction operation`);
}
