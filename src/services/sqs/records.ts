/** A standard queue. Table `sqs.queues`; key: its name. */
export interface QueueRecord {
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly lastModified: number;
  /** What SetQueueAttributes may set, as the API has it: numbers as text, policies as JSON text. Absent ones have their default. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Epoch ms of the last purge; null: never. */
  readonly purgedAt: number | null;
}

/** A message attribute, in the API's own members. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: Uint8Array;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** A message in a queue. Table `sqs.messages`; key: `queue|id`. Times in epoch ms. */
export interface MessageRecord {
  readonly queue: string;
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** System attribute AWSTraceHeader, if it was sent. */
  readonly traceHeader?: string;
  readonly sentAt: number;
  /** The account that sent it. */
  readonly senderId: string;
  /** Hidden before this instant: delayed, or received and not yet deleted. */
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt: number | null;
  /** Of the last receive; null before the first. Each receive makes a new one, and the old one is of no more use. */
  readonly receiptHandle: string | null;
  /** Invocations before it in its chain (recursion detection); 0 where there was none. */
  readonly depth: number;
  /** ARN of the queue from which redrive moved it here. */
  readonly redrivenFrom?: string;
}
