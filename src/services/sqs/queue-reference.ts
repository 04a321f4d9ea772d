import { type AwsError, awsError } from "../aws-error.ts";
import type { OperationContext } from "../operation.ts";
import type { State } from "../tables.ts";
import type { QueueRecord } from "./records.ts";

type Place = Pick<OperationContext, "accountId" | "region">;

/** 400 in SQS's words. */
export const QUEUE_DOES_NOT_EXIST: AwsError = awsError("QueueDoesNotExist", "The specified queue does not exist.");

/** `arn:aws:sqs:<region>:<account>:<name>`. */
export function queueArn(place: Place, name: string): string {
  return `arn:aws:sqs:${place.region}:${place.accountId}:${name}`;
}

/** The address of a queue: where the request came to, else AWS's own. Only its last part, the name, is ever read again. */
export function queueUrl(context: Place & Pick<OperationContext, "origin">, name: string): string {
  return `${context.origin ?? `https://sqs.${context.region}.amazonaws.com`}/${context.accountId}/${name}`;
}

/** The queue of a QueueUrl. */
export function queueOfUrl(state: State, url: string | undefined): QueueRecord | AwsError {
  return state["sqs.queues"].get((url ?? "").slice((url ?? "").lastIndexOf("/") + 1)) ?? QUEUE_DOES_NOT_EXIST;
}

/** The queue of an ARN; another Region's and another account's are not here. */
export function queueOfArn(state: State, arn: string, place: Place): QueueRecord | undefined {
  const prefix = queueArn(place, "");
  return arn.startsWith(prefix) ? state["sqs.queues"].get(arn.slice(prefix.length)) : undefined;
}
