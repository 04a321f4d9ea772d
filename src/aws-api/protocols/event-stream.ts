import { EventStreamSerde, UniversalEventStreamMarshaller } from "@smithy/core/event-streams";
import type { NormalizedSchema } from "@smithy/core/schema";
import { fromUtf8, toUtf8 } from "@smithy/core/serde";
import { JsonCodec2 } from "@smithy/core/protocols";
import { jsonSerializer, type JsonFlavour } from "./json-body.ts";

const marshaller = new UniversalEventStreamMarshaller({ utf8Decoder: fromUtf8, utf8Encoder: toUtf8 });
const unusedReader = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: true }).createDeserializer();

/** The content type of a response whose body is a stream of events. */
export const EVENT_STREAM_TYPE = "application/vnd.amazon.eventstream";

/**
 * Writes a stream of events (each a union value, as the SDK types it) in AWS's framing.
 *
 * @param initial the output's other members, for protocols that send them as the first message
 */
export async function eventStreamBody(
  schema: NormalizedSchema,
  events: AsyncIterable<unknown>,
  flavour: JsonFlavour,
  contentType: string,
  initial?: Record<string, unknown>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const serde = new EventStreamSerde({
    marshaller,
    serializer: jsonSerializer(flavour),
    deserializer: unusedReader,
    defaultContentType: contentType,
  });
  const messages = await serde.serializeEventStream({
    // The SDK's writer takes header members out of the events it is given: it gets copies.
    eventStream: copies(events) as AsyncIterable<never>,
    requestSchema: schema,
    initialRequest: initial,
    initialMessageType: "initial-response",
  });
  const chunks = (messages as AsyncIterable<Uint8Array<ArrayBuffer>>)[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

async function* copies(events: AsyncIterable<unknown>): AsyncIterable<unknown> {
  for await (const event of events) {
    yield Object.fromEntries(Object.entries(event as Record<string, unknown>).map(([name, value]) => [name, copyOf(value)]));
  }
}

function copyOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? { ...value } : value;
}
