import { type AwsError, isAwsError } from "../../aws-error.ts";
import { utf8, utf8Text } from "../../bytes.ts";
import { putEvent } from "../../eventbridge/events.ts";
import type { OperationContext } from "../../operation.ts";
import { S3_OPERATIONS } from "../../s3/operations.ts";
import { publish } from "../../sns/publish.ts";
import type { MessageAttributes } from "../../sqs/records.ts";
import { sendMessage } from "../../sqs/send.ts";
import type { Change, State } from "../../tables.ts";
import { functionArn } from "../arn.ts";
import { acceptEvent } from "./async-queue.ts";
import type { AsyncEventRecord, EndCondition } from "./async-records.ts";
import { notBuilt } from "../errors.ts";
import { LATEST } from "../lookup.ts";

type Delivery = { readonly changes: readonly Change[] } | AwsError;

/** First part of an error's message that a dead-letter message carries, in characters. */
const ERROR_MESSAGE_CHARACTERS = 1024;
/** First part of a function error that is kept with its attempt, in characters. */
const REASON_CHARACTERS = 256;

/**
 * The record that a destination gets of an event that has ended. Payloads are put in as they are, so that no number in
 * them changes.
 */
export function destinationRecord(event: AsyncEventRecord, condition: EndCondition, context: OperationContext): string {
  const { lastResponse } = event;
  const head = {
    version: "1.0",
    timestamp: new Date(context.now).toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: functionArn(context, event.functionName, event.qualifier ?? LATEST),
      condition,
      approximateInvokeCount: event.attempts.length,
    },
  };
  const response =
    lastResponse === undefined
      ? ""
      : `,"responseContext":${JSON.stringify({
          statusCode: 200,
          executedVersion: lastResponse.executedVersion,
          ...(lastResponse.functionError && { functionError: "Unhandled" }),
        })},"responsePayload":${jsonText(lastResponse.payload)}`;
  return `${JSON.stringify(head).slice(0, -1)},"requestPayload":${jsonText(event.payload)}${response}}`;
}

/** Sends the record of an ended event to its destination: a queue, a topic, a function, an event bus, or (on failure) a bucket. */
export function deliver(state: State, event: AsyncEventRecord, arn: string, condition: EndCondition, context: OperationContext): Delivery {
  const record = destinationRecord(event, condition, context);
  const depth = event.depth + 1;
  switch (arn.split(":")[2]) {
    case "sqs":
      return sendMessage(state, arn, record, {}, context, { depth });
    case "sns":
      return publish(state, arn, record, {}, context, { depth });
    case "lambda":
      return acceptEvent(state, { target: arn, payload: utf8(record), source: "destination", depth }, context);
    case "events": {
      const resources = [arn, functionArn(context, event.functionName, event.qualifier ?? LATEST)];
      const detailType = `Lambda Function Invocation Result - ${condition === "Success" ? "Success" : "Failure"}`;
      return putEvent(state, arn, { source: "lambda", detailType, detail: record, resources, time: context.now }, context);
    }
    case "s3":
      return S3_OPERATIONS.PutObject(
        state,
        { Bucket: arn.slice("arn:aws:s3:::".length), Key: objectKeyOf(event, context), Body: utf8(record), ContentType: "application/json" },
        // What is notified of the object belongs to the same chain.
        { ...context, depth },
      );
    default:
      return notBuilt(`Destinations of this kind are not simulated: ${arn}`);
  }
}

/** Sends a failed event, unchanged, to its function's dead-letter queue or topic, with the three attributes that say why. */
export function deadLetter(state: State, event: AsyncEventRecord, arn: string, context: OperationContext): Delivery {
  const attributes: MessageAttributes = {
    RequestID: { DataType: "String", StringValue: event.requestId },
    ...errorOf(event),
  };
  const body = utf8Text(event.payload) ?? "";
  const depth = event.depth + 1;
  return arn.split(":")[2] === "sns" ? publish(state, arn, body, attributes, context, { depth }) : sendMessage(state, arn, body, attributes, context, { depth });
}

function errorOf(event: AsyncEventRecord): MessageAttributes {
  const last = event.attempts.at(-1);
  const response = event.lastResponse?.functionError === true ? event.lastResponse : undefined;
  const message = response ? errorMessageIn(response.payload) : last?.outcome === "recursion" ? "RecursiveInvocationException" : "Rate Exceeded.";
  return {
    // A function error is a response that was delivered: 200.
    ErrorCode: { DataType: "Number", StringValue: response ? "200" : last?.outcome === "system-error" ? "500" : last?.outcome === "recursion" ? "400" : "429" },
    ...(message !== "" && { ErrorMessage: { DataType: "String", StringValue: message.slice(0, ERROR_MESSAGE_CHARACTERS) } }),
  };
}

function errorMessageIn(payload: Uint8Array): string {
  return errorIn(payload).errorMessage ?? "";
}

/** The two texts of a function error's payload, as far as they are there. */
function errorIn(payload: Uint8Array): { readonly errorType?: string; readonly errorMessage?: string } {
  try {
    const value: unknown = JSON.parse(utf8Text(payload) ?? "");
    if (typeof value !== "object" || value === null) return {};
    return {
      ...("errorType" in value && typeof value.errorType === "string" && { errorType: value.errorType }),
      ...("errorMessage" in value && typeof value.errorMessage === "string" && { errorMessage: value.errorMessage }),
    };
  } catch {
    return {};
  }
}

/** A function error in a line, for an attempt's reason: `Error: the order has no number`, its beginning; undefined where it says nothing. */
export function reasonIn(payload: Uint8Array): string | undefined {
  const { errorType, errorMessage } = errorIn(payload);
  const text = [errorType, errorMessage].filter((part) => part !== undefined && part !== "").join(": ");
  return text === "" ? undefined : text.slice(0, REASON_CHARACTERS);
}

function jsonText(payload: Uint8Array): string {
  const text = (utf8Text(payload) ?? "").trim();
  return text === "" ? "null" : text;
}

/** `aws/lambda/async/<function>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<uuid>`. */
function objectKeyOf(event: AsyncEventRecord, context: OperationContext): string {
  const time = new Date(context.now).toISOString().slice(0, 19);
  return `aws/lambda/async/${event.functionName}/${time.slice(0, 10).replaceAll("-", "/")}/${time.replaceAll(":", ".")}-${context.newId()}`;
}

export const isDelivered = (delivery: Delivery): delivery is { readonly changes: readonly Change[] } => !isAwsError(delivery);
