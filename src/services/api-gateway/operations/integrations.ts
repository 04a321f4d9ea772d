import type { DeleteIntegrationRequest, GetIntegrationRequest, Integration, PutIntegrationRequest } from "@aws-sdk/client-api-gateway";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { findMethod, keptWith, withMethod } from "../apis.ts";
import { badRequest, notFound, refuseUnbuilt } from "../errors.ts";
import { functionOfInvocationUri } from "../integration-uri.ts";
import type { RestIntegration } from "../records.ts";
import { integrationView } from "../views.ts";

/** 29 s, the longest wait of a REST API (API Gateway quotas; Regional ones may ask for more at AWS). */
const MAX_TIMEOUT_MS = 29_000;
const UNBUILT = ["connectionId", "requestParameters", "requestTemplates", "cacheNamespace", "cacheKeyParameters", "contentHandling", "tlsConfig", "integrationTarget"];

/** PutIntegration with a Lambda function (AWS_PROXY), in place of what was there. */
export const putIntegration: Operation<PutIntegrationRequest, Integration> = (state, input) => {
  const found = findMethod(state, input);
  if (isAwsError(found)) return found;
  const { api, resource, method } = found;
  const integration = integrationFrom(input);
  if (isAwsError(integration)) return integration;
  return { output: integrationView(resource, integration), changes: keptWith(api, withMethod(resource, method.httpMethod, { ...method, integration })) };
};

/** GetIntegration. */
export const getIntegration: Operation<GetIntegrationRequest, Integration> = (state, input) => {
  const found = findMethod(state, input);
  if (isAwsError(found)) return found;
  return found.method.integration ? { output: integrationView(found.resource, found.method.integration), changes: [] } : NO_INTEGRATION;
};

/** DeleteIntegration. What is deployed keeps it. */
export const deleteIntegration: Operation<DeleteIntegrationRequest, Record<string, never>> = (state, input) => {
  const found = findMethod(state, input);
  if (isAwsError(found)) return found;
  const { api, resource, method } = found;
  return method.integration ? { output: {}, changes: keptWith(api, withMethod(resource, method.httpMethod, { ...method, integration: null })) } : NO_INTEGRATION;
};

const NO_INTEGRATION: AwsError = notFound("Invalid Integration identifier specified");

function integrationFrom(input: PutIntegrationRequest): RestIntegration | AwsError {
  if (input.type !== "AWS_PROXY") return badRequest(`Only integrations of type AWS_PROXY with a Lambda function are simulated here, not ${input.type}.`);
  if (input.integrationHttpMethod === undefined || input.integrationHttpMethod === "") return badRequest("Enumeration value for HttpMethod must be non-empty");
  if (input.credentials !== undefined) return badRequest("Credentials are not simulated here: roles are names. Let API Gateway in by the function's own policy (AddPermission).");
  if (input.connectionType !== undefined && input.connectionType !== "INTERNET") return badRequest(`The connectionType ${input.connectionType} is not simulated here.`);
  if (input.responseTransferMode !== undefined && input.responseTransferMode !== "BUFFERED") return badRequest(`The responseTransferMode ${input.responseTransferMode} is not simulated here.`);
  const refusal = refuseUnbuilt(input, UNBUILT);
  if (refusal) return refusal;
  const uri = input.uri ?? "";
  const functionArn = functionOfInvocationUri(uri);
  if (functionArn === null) return badRequest("Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.");
  const timeoutMs = input.timeoutInMillis ?? MAX_TIMEOUT_MS;
  if (!(timeoutMs >= 50 && timeoutMs <= MAX_TIMEOUT_MS)) return badRequest("Timeout should be between 50 ms and 29000 ms");
  return { uri, functionArn, httpMethod: input.integrationHttpMethod, passthroughBehavior: input.passthroughBehavior ?? "WHEN_NO_MATCH", timeoutMs };
}
