import type { InvocationRequest } from "@aws-sdk/client-lambda";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import { textOfBase64, utf8, utf8Text } from "../../bytes.ts";
import type { Place } from "../arn.ts";
import { functionArn } from "../arn.ts";
import { invalidParameter } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";

/** Bytes of a synchronous invocation's event: 6 MB. */
export const SYNCHRONOUS_PAYLOAD_LIMIT = 6_291_456;
const MAX_CLIENT_CONTEXT_BYTES = 3583;

/** An Invoke request that can be carried out. */
export interface InvokeRequest {
  readonly name: string;
  readonly qualifier: string | null;
  readonly dryRun: boolean;
  /** InvocationType Event: to be kept and run later. */
  readonly event: boolean;
  readonly tail: boolean;
  /** JSON text as bytes. */
  readonly payload: Uint8Array;
  readonly clientContext: string | undefined;
  /** The ARN as invoked, which the handler sees: with the alias or version that was asked for. */
  readonly arn: string;
  /** X-Ray's root of the request that led here (`Root=1-…`), where it was told to a client. */
  readonly trace?: string;
}

/** Reads and checks the input of Invoke. Its size has been checked on the wire. */
export function readInvoke(input: InvocationRequest, place: Place): InvokeRequest | AwsError {
  const reference = parseFunctionReference(input.FunctionName, input.Qualifier, place, "InvokeFunction");
  if (isAwsError(reference)) return reference;
  if (input.TenantId !== undefined) return invalidParameter("Tenant isolation is not simulated.");
  if (input.DurableExecutionName !== undefined) return invalidParameter("Durable functions are not simulated.");
  const payload = input.Payload === undefined || input.Payload.length === 0 ? utf8("{}") : input.Payload;
  const notJson = checkJson(payload);
  if (notJson) return notJson;
  const clientContext = readClientContext(input.ClientContext);
  if (isAwsError(clientContext)) return clientContext;
  return {
    name: reference.name,
    qualifier: reference.qualifier,
    dryRun: input.InvocationType === "DryRun",
    event: input.InvocationType === "Event",
    tail: input.LogType === "Tail",
    payload,
    clientContext,
    arn: functionArn(place, reference.name, reference.qualifier),
  };
}

/** The request that runs an event on behalf of a service. */
export function invokeRequest(
  event: { readonly functionName: string; readonly qualifier: string | null; readonly payload: Uint8Array; readonly clientContext?: string },
  place: Place,
): InvokeRequest {
  const { functionName: name, qualifier, payload, clientContext } = event;
  return { name, qualifier, dryRun: false, event: false, tail: false, payload, clientContext, arn: functionArn(place, name, qualifier) };
}

function checkJson(payload: Uint8Array): AwsError | null {
  const text = utf8Text(payload);
  if (text === null) return notParsed("Invalid UTF-8");
  try {
    JSON.parse(text);
    return null;
  } catch {
    return notParsed(problemOf(text.trimStart()));
  }
}

// The service's parser is Jackson; these are its sentences for what people get wrong most.
function problemOf(text: string): string {
  const word = /^[A-Za-z_$][\w$]*/.exec(text)?.[0];
  if (word !== undefined && !["true", "false", "null"].includes(word)) {
    return `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
  }
  if (text === "") return "No content to map due to end-of-input";
  return /^[{["]/.test(text) && !/[}\]"]\s*$/.test(text) ? "Unexpected end-of-input" : "Unexpected character";
}

function notParsed(problem: string): AwsError {
  return awsError(
    "InvalidRequestContentException",
    `Could not parse request body into json: Could not parse payload into json: ${problem}`,
    { Type: "User" },
  );
}

function readClientContext(encoded: string | undefined): string | undefined | AwsError {
  if (encoded === undefined || encoded === "") return undefined;
  if (encoded.length > MAX_CLIENT_CONTEXT_BYTES) {
    return invalidParameter(`Client context must be no more than ${MAX_CLIENT_CONTEXT_BYTES} bytes when base64-encoded.`);
  }
  const text = textOfBase64(encoded);
  if (text === null) return invalidParameter("Client context must be a valid Base64-encoded JSON object.");
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return text;
  } catch {
    // Falls through to the same refusal: base64 of something else than JSON.
  }
  return invalidParameter("Client context must be a valid Base64-encoded JSON object.");
}
