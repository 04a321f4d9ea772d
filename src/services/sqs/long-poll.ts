import type { ReceiveMessageRequest } from "@aws-sdk/client-sqs";
import { isAwsError } from "../aws-error.ts";
import type { State } from "../tables.ts";
import { queueNumber } from "./queue-attributes.ts";
import { queueOfUrl } from "./queue-reference.ts";

/** A ReceiveMessage that may wait: at which queue, and how long at most, in ms. */
export interface LongPoll {
  readonly queue: string;
  readonly waitMs: number;
}

/** Reads how long a ReceiveMessage waits for a message: what it says, else what the queue says. Null: it is answered at once. */
export function longPollOf(state: State, input: Pick<ReceiveMessageRequest, "QueueUrl" | "WaitTimeSeconds">): LongPoll | null {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return null;
  const seconds = input.WaitTimeSeconds ?? queueNumber(queue, "ReceiveMessageWaitTimeSeconds");
  return seconds > 0 ? { queue: queue.name, waitMs: 1000 * seconds } : null;
}
