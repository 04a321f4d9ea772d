import type {
  ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResult, ChangeMessageVisibilityRequest, DeleteMessageBatchRequest,
  DeleteMessageBatchResult, DeleteMessageRequest,
} from "@aws-sdk/client-sqs";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { batchProblem, failedEntry } from "../batch.ts";
import { invalidHandle, invalidValue } from "../errors.ts";
import { messageKey } from "../messages.ts";
import { queueOfUrl } from "../queue-reference.ts";
import { messageOfHandle } from "../receive.ts";

/** The form of every handle that was ever given. */
const HANDLE = /^[^#]+#[^#]+$/;

/** DeleteMessage by its newest receipt handle. An old one is answered well and deletes nothing, as at AWS. */
export const deleteMessage: Operation<DeleteMessageRequest, Record<string, never>> = (state, input) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  const changes = deletion(state, queue.name, input.ReceiptHandle ?? "");
  return isAwsError(changes) ? changes : { output: {}, changes };
};

/** DeleteMessageBatch: up to 10, each for itself. */
export const deleteMessageBatch: Operation<DeleteMessageBatchRequest, DeleteMessageBatchResult> = (state, input) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  return eachEntry(input.Entries ?? [], (entry) => deletion(state, queue.name, entry.ReceiptHandle ?? ""));
};

/** ChangeMessageVisibility of a message that is being worked on: hidden until `now` plus the time-out; 0 shows it again. */
export const changeMessageVisibility: Operation<ChangeMessageVisibilityRequest, Record<string, never>> = (state, input, { now }) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  const changes = hiding(state, queue.name, input.ReceiptHandle ?? "", input.VisibilityTimeout ?? 0, now);
  return isAwsError(changes) ? changes : { output: {}, changes };
};

/** ChangeMessageVisibilityBatch: up to 10, each for itself. */
export const changeMessageVisibilityBatch: Operation<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResult> = (state, input, { now }) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  return eachEntry(input.Entries ?? [], (entry) => hiding(state, queue.name, entry.ReceiptHandle ?? "", entry.VisibilityTimeout ?? 0, now));
};

function deletion(state: State, queue: string, handle: string): Change[] | AwsError {
  if (!HANDLE.test(handle)) return invalidHandle(handle);
  const message = messageOfHandle(state, queue, handle);
  return message ? [{ table: "sqs.messages", key: messageKey(queue, message.id), value: null }] : [];
}

function hiding(state: State, queue: string, handle: string, seconds: number, now: number): Change[] | AwsError {
  if (!HANDLE.test(handle)) return invalidHandle(handle);
  if (seconds < 0 || seconds > 43_200) {
    return invalidValue(`Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and 43200.`);
  }
  const message = messageOfHandle(state, queue, handle);
  if (!message || message.visibleAt <= now) {
    return awsError("MessageNotInflight", `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`);
  }
  return [{ table: "sqs.messages", key: messageKey(queue, message.id), value: { ...message, visibleAt: now + 1000 * seconds } }];
}

type BatchAnswer = { Successful: { Id: string | undefined }[]; Failed: ReturnType<typeof failedEntry>[] };

function eachEntry<Entry extends { readonly Id: string | undefined }>(
  entries: readonly Entry[],
  act: (entry: Entry) => Change[] | AwsError,
): { output: BatchAnswer; changes: Change[] } | AwsError {
  const problem = batchProblem(entries);
  if (problem) return problem;
  const output: BatchAnswer = { Successful: [], Failed: [] };
  const changes: Change[] = [];
  for (const entry of entries) {
    const made = act(entry);
    if (isAwsError(made)) output.Failed.push(failedEntry(entry.Id, made));
    else {
      output.Successful.push({ Id: entry.Id });
      changes.push(...made);
    }
  }
  return { output, changes };
}
