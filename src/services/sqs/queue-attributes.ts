import type { QueueRecord } from "./records.ts";

/** Attributes that are whole numbers: default and bounds, both inclusive. Seconds, and bytes for the size. */
export const NUMBER_ATTRIBUTES: Readonly<Record<string, readonly [byDefault: number, min: number, max: number]>> = {
  DelaySeconds: [0, 0, 900],
  MaximumMessageSize: [1_048_576, 1024, 1_048_576],
  MessageRetentionPeriod: [345_600, 60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 0, 20],
  VisibilityTimeout: [30, 0, 43_200],
};

/** The value of a number attribute, or its default. */
export function queueNumber(queue: QueueRecord, name: keyof typeof NUMBER_ATTRIBUTES): number {
  return Number(queue.attributes[name] ?? NUMBER_ATTRIBUTES[name]![0]);
}

/** Where messages go that were received too often; undefined where the queue has no dead-letter queue. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Reads a RedrivePolicy; undefined where it is absent, null where it is no policy. */
export function redrivePolicy(text: string | undefined): RedrivePolicy | null | undefined {
  if (text === undefined || text === "") return undefined;
  try {
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text) as Record<string, unknown>;
    const count = Number(maxReceiveCount);
    if (typeof deadLetterTargetArn !== "string" || !Number.isInteger(count) || count < 1 || count > 1000) return null;
    return { deadLetterTargetArn, maxReceiveCount: count };
  } catch {
    return null;
  }
}
