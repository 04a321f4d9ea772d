import type { CreateIntegrationRequest } from "@aws-sdk/client-apigatewayv2";
import { shortId } from "../api-gateway/ids.ts";
import { functionOfInvocationUri, isFunctionArn } from "../api-gateway/integration-uri.ts";
import { badRequest, refuseUnbuilt } from "../api-gateway/errors.ts";
import type { AwsError } from "../aws-error.ts";
import type { OperationContext } from "../operation.ts";
import type { HttpIntegration } from "./records.ts";

/** 30 s, the longest wait of an HTTP API (API Gateway quotas). */
const MAX_TIMEOUT_MS = 30_000;
const UNBUILT = ["ConnectionId", "CredentialsArn", "IntegrationSubtype", "RequestParameters", "RequestTemplates", "ResponseParameters", "TemplateSelectionExpression", "TlsConfig", "ContentHandlingStrategy"];

/** An integration with a Lambda function; other kinds are refused. */
export function newIntegration(input: Omit<CreateIntegrationRequest, "ApiId">, context: OperationContext, managed: boolean): HttpIntegration | AwsError {
  const refusal = refuseUnbuilt(input, UNBUILT);
  if (refusal) return refusal;
  if (input.IntegrationType !== "AWS_PROXY") return badRequest(`Only integrations of type AWS_PROXY with a Lambda function are simulated here, not ${input.IntegrationType}.`);
  if (input.ConnectionType !== undefined && input.ConnectionType !== "INTERNET") return badRequest(`The ConnectionType ${input.ConnectionType} is not simulated here.`);
  const uri = input.IntegrationUri ?? "";
  const functionArn = isFunctionArn(uri) ? uri : functionOfInvocationUri(uri);
  if (functionArn === null) return badRequest(`Invalid function ARN or invalid uri: ${uri}`);
  const version = input.PayloadFormatVersion;
  if (version === undefined) return badRequest("PayloadFormatVersion is a required parameter for integration");
  if (version !== "1.0" && version !== "2.0") return badRequest("PayloadFormatVersion must be 1.0 or 2.0");
  const timeoutMs = input.TimeoutInMillis ?? MAX_TIMEOUT_MS;
  if (!(timeoutMs >= 50 && timeoutMs <= MAX_TIMEOUT_MS)) return badRequest("Timeout should be between 50 ms and 30000 ms");
  return { integrationId: shortId(context, 7), uri, functionArn, payloadFormatVersion: version, timeoutMs, description: input.Description ?? "", managed };
}
