import { base64, utf8, utf8Length, utf8Text } from "../../bytes.ts";
import type { OperationContext } from "../../operation.ts";
import { attributesDigest, bodyDigest } from "../../sqs/digests.ts";
import { messagesOf, nextVisibleAt } from "../../sqs/messages.ts";
import { queueOfArn } from "../../sqs/queue-reference.ts";
import { deleteMessages, receiveMessages } from "../../sqs/receive.ts";
import type { MessageRecord } from "../../sqs/records.ts";
import type { Change, State } from "../../tables.ts";
import { parseFilterPattern } from "./event-filter.ts";
import { passesFilters } from "./queue-filter.ts";
import type { EventSourceMappingRecord } from "./trigger-records.ts";

/** Concurrent batches that a mapping begins with, and how many a minute of backlog adds, up to the last figure. */
const SCALING = { first: 5, perMinute: 300, most: 1250 } as const;
/** Bodies in one batch at most, in bytes: an event holds 6 MB, and its JSON takes some of them. */
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

/** Batches that a mapping processes at the same time at most, when there has been a backlog since an instant. */
export function concurrentBatches(mapping: EventSourceMappingRecord, backlogSince: number, now: number): number {
  const grown = SCALING.first + Math.floor(((now - backlogSince) / 60_000) * SCALING.perMinute);
  return Math.min(grown, mapping.maximumConcurrency ?? SCALING.most);
}

/** When a mapping can take its next batch (epoch ms): a full one at once, a smaller one when its batching window is over. Null: nothing is there. */
export function nextBatchAt(state: State, mapping: EventSourceMappingRecord, now: number, place: Pick<OperationContext, "accountId" | "region">): number | null {
  const queue = queueOfArn(state, mapping.eventSourceArn, place);
  if (!mapping.enabled || !queue) return null;
  if (mapping.maximumBatchingWindowInSeconds === 0) {
    const next = nextVisibleAt(state, queue.name, now);
    return next === null ? null : Math.max(next, mapping.settledAt);
  }
  const visible = messagesOf(state, queue, now).map((message) => message.visibleAt);
  if (visible.length === 0) return null;
  const ready = visible.filter((instant) => instant <= now);
  const first = visible.reduce((least, instant) => Math.min(least, instant));
  const due = ready.length >= mapping.batchSize ? now : first + 1000 * mapping.maximumBatchingWindowInSeconds;
  return Math.max(due, mapping.settledAt, now);
}

/** A batch that was received from a queue: the changes that hide its messages are to be kept before it is processed. */
export interface Batch {
  readonly messages: readonly MessageRecord[];
  readonly changes: readonly Change[];
  /** Invocations before it in its chain. */
  readonly depth: number;
}

/**
 * Receives a mapping's next batch; what was received too often goes to the queue's own dead-letter queue on the way.
 * What the mapping's filters do not let through is deleted from the queue at once, and no invocation sees it.
 */
export function takeBatch(state: State, mapping: EventSourceMappingRecord, context: OperationContext): Batch {
  const queue = queueOfArn(state, mapping.eventSourceArn, context);
  if (!queue) return { messages: [], changes: [], depth: 0 };
  let bytes = 0;
  let max = 0;
  for (const message of messagesOf(state, queue, context.now)) {
    if (message.visibleAt > context.now) continue;
    bytes += utf8Length(message.body);
    if (max >= mapping.batchSize || (max > 0 && bytes > MAX_BATCH_BYTES)) break;
    max++;
  }
  const received = receiveMessages(state, queue, { max }, context);
  const filters = mapping.filters?.flatMap((text) => parseFilterPattern(text) ?? []);
  const messages = filters ? received.messages.filter((message) => passesFilters(filters, recordOf(mapping, message, context.region))) : received.messages;
  const passed = new Set(messages);
  const dropped = received.messages.filter((message) => !passed.has(message)).map(({ id }) => id);
  const changes = [...received.changes, ...deleteMessages(state, queue.name, dropped)];
  return { messages, changes, depth: messages.reduce((most, { depth }) => Math.max(most, depth), 0) };
}

/** The event of a batch, as the function gets it. */
export function batchEvent(mapping: EventSourceMappingRecord, messages: readonly MessageRecord[], region: string): Uint8Array {
  return utf8(JSON.stringify({ Records: messages.map((message) => recordOf(mapping, message, region)) }));
}

/** One message, as the function gets it. */
function recordOf(mapping: EventSourceMappingRecord, message: MessageRecord, region: string) {
  const md5OfMessageAttributes = attributesDigest(message.attributes);
  return {
    messageId: message.id,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      ...(message.traceHeader !== undefined && { AWSTraceHeader: message.traceHeader }),
      SentTimestamp: String(message.sentAt),
      SenderId: message.senderId,
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          ...(StringValue !== undefined && { stringValue: StringValue }),
          ...(BinaryValue !== undefined && { binaryValue: base64(BinaryValue) }),
          stringListValues: [],
          binaryListValues: [],
          dataType: DataType,
        },
      ]),
    ),
    ...(md5OfMessageAttributes !== undefined && { md5OfMessageAttributes }),
    md5OfBody: bodyDigest(message.body),
    eventSource: "aws:sqs",
    eventSourceARN: mapping.eventSourceArn,
    awsRegion: region,
  };
}

/**
 * What becomes of a processed batch: its messages are deleted, but for those that the function reports as failed, where
 * the mapping lets it. `response` null: the function failed or was throttled; then all stay, and come back when their
 * visibility time-out is over.
 */
export function settleBatch(state: State, uuid: string, messages: readonly MessageRecord[], response: Uint8Array | null): Change[] {
  const mapping = state["lambda.event-source-mappings"].get(uuid);
  const ids = messages.map(({ id }) => id);
  const failed = response === null ? ids : mapping?.reportBatchItemFailures ? failedItems(response, ids) : [];
  const result = failed.length === 0 ? "OK" : "PROBLEM: Function call failed";
  const [first] = messages;
  return [
    ...(first ? deleteMessages(state, first.queue, ids.filter((id) => !failed.includes(id))) : []),
    ...(mapping && mapping.lastProcessingResult !== result
      ? [{ table: "lambda.event-source-mappings" as const, key: uuid, value: { ...mapping, lastProcessingResult: result } }]
      : []),
  ];
}

/** The messages that a response reports as failed: none for an empty answer, all for one that cannot be right. */
function failedItems(response: Uint8Array, ids: string[]): string[] {
  let value: unknown;
  try {
    value = JSON.parse(utf8Text(response) ?? "");
  } catch {
    return ids;
  }
  if (value === null || value === "") return [];
  const failures = typeof value === "object" && "batchItemFailures" in value ? value.batchItemFailures : null;
  if (failures === null) return [];
  if (!Array.isArray(failures)) return ids;
  const failed = failures.map((one: unknown) => (typeof one === "object" && one !== null && "itemIdentifier" in one ? one.itemIdentifier : undefined));
  return failed.every((id): id is string => typeof id === "string" && ids.includes(id)) ? failed : ids;
}
