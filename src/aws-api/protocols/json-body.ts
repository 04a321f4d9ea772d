import { JsonCodec2 } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { WireFormatError } from "./protocol.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The SDK's own writer; timestamps are epoch seconds unless a shape says otherwise. */
const codecs = {
  rest: new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, httpBindings: true, jsonName: true }),
  rpc: new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false }),
};

export type JsonFlavour = keyof typeof codecs;

export function jsonSerializer(flavour: JsonFlavour): ReturnType<JsonCodec2["createSerializer"]> {
  return codecs[flavour].createSerializer();
}

/** Parses a JSON body; an empty one is an empty structure. */
export function parseJson(body: Uint8Array): unknown {
  if (body.byteLength === 0) return {};
  try {
    return JSON.parse(decoder.decode(body));
  } catch (problem) {
    throw new WireFormatError(`Could not parse request body into json: ${(problem as Error).message}`);
  }
}

/** Writes a structure by its schema; members that the schema does not know are left out. */
export function writeJson(schema: NormalizedSchema, value: unknown, flavour: JsonFlavour): Uint8Array<ArrayBuffer> {
  const serializer = jsonSerializer(flavour);
  serializer.write(schema, value);
  const written = serializer.flush() as Uint8Array<ArrayBuffer> | string;
  return typeof written === "string" ? encoder.encode(written) : written;
}

/** Writes a value that has no schema. */
export function writePlainJson(value: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(value));
}
