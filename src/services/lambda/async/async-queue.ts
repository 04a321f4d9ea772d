import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { OperationContext } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { functionArn } from "../arn.ts";
import type { AsyncEventRecord } from "./async-records.ts";
import { functionNotFound } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { resolveQualifier } from "../lookup.ts";

/** An event for a function, from whichever service. */
export interface OfferedEvent {
  /** Function name or ARN, with or without qualifier. */
  readonly target: string;
  /** JSON text as bytes. */
  readonly payload: Uint8Array;
  /** Who sends it: `invoke`, `s3`, `sns`, `schedule`, `destination`. */
  readonly source: string;
  /** The id on every attempt; a new one where none is given. */
  readonly requestId?: string;
  readonly clientContext?: string;
  /** Invocations before this one in its chain; 0 where there was none. */
  readonly depth?: number;
}

/** Key of a row of `lambda.async-events`. */
export const asyncEventKey = (requestId: string, functionName: string): string => `${requestId}:${functionName}`;

/**
 * Takes an event into a function's asynchronous queue: the changes that keep it, to be committed with whatever caused
 * it. The first attempt is due at once. Accepted also when the function is saturated or blocked: that is settled
 * between queue and function. 404 where the function is not there (then the sender counts a failed delivery).
 */
export function acceptEvent(
  state: State,
  offered: OfferedEvent,
  context: Pick<OperationContext, "now" | "newId" | "accountId" | "region">,
): { readonly requestId: string; readonly changes: readonly Change[] } | AwsError {
  const reference = parseFunctionReference(offered.target, undefined, context, "InvokeFunction");
  if (isAwsError(reference)) return reference;
  const { name, qualifier } = reference;
  if (!resolveQualifier(state, name, qualifier)) return functionNotFound(functionArn(context, name, qualifier));
  const requestId = offered.requestId ?? context.newId();
  const record: AsyncEventRecord = {
    requestId,
    functionName: name,
    qualifier,
    payload: offered.payload,
    source: offered.source,
    ...(offered.clientContext !== undefined && { clientContext: offered.clientContext }),
    depth: offered.depth ?? 0,
    acceptedAt: context.now,
    attempts: [],
    nextAttemptAt: context.now,
    end: null,
    endedAt: null,
  };
  return { requestId, changes: [{ table: "lambda.async-events", key: asyncEventKey(requestId, name), value: record }] };
}
