import type { NormalizedSchema } from "@smithy/core/schema";
import { elementShape, memberShape, numberKind, shapeOf, valueShape, type ModelFacts } from "../validation/facts.ts";
import { bytesFromBase64 } from "./base64.ts";
import { WireFormatError } from "./protocol.ts";
import { timestampFromNumber, timestampFromText } from "./timestamps.ts";

/** Turns parsed JSON into the SDK's input form (blobs as bytes, timestamps as `Date`), checking each type on the way. */
export type JsonReader = (value: unknown) => unknown;

/**
 * Builds the reader of a schema. The SDK's own codecs convert but do not check types; AWS does, and answers
 * SerializationException. Unknown members are ignored and `null` members are absent, as at AWS; a `null` inside a list
 * or map is kept for the validator to refuse.
 */
export function jsonReader(schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts): JsonReader {
  if (schema.isStructSchema()) return structReader(schema, shape, facts);
  if (schema.isListSchema()) return listReader(schema, shape, facts);
  if (schema.isMapSchema()) return mapReader(schema, shape, facts);
  if (schema.isStringSchema()) return (value) => (typeof value === "string" ? value : refuse(value, "cannot be converted to String"));
  if (schema.isBooleanSchema()) return (value) => (typeof value === "boolean" ? value : refuse(value, "can not be converted to a Boolean"));
  if (schema.isNumericSchema()) return numberReader(shape, facts);
  if (schema.isBlobSchema()) return blob;
  if (schema.isTimestampSchema()) return timestampReader(schema);
  return (value) => value;
}

function structReader(schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts): JsonReader {
  // Built at the first use: most nested structures of most operations never come, and some schemas are recursive.
  let members: [member: string, wireName: string, read: JsonReader][] | undefined;
  const name = shapeOf(schema, shape);
  const build = (): [string, string, JsonReader][] =>
    [...schema.structIterator()].map(([member, memberSchema]) => [
      member,
      memberSchema.getMergedTraits().jsonName ?? member,
      jsonReader(memberSchema, memberShape(facts, name, member), facts),
    ]);
  return (value) => {
    if (!isObject(value)) return refuseKind(value, "structure");
    const output: Record<string, unknown> = {};
    for (const [member, wireName, read] of (members ??= build())) {
      if (!Object.hasOwn(value, wireName)) continue;
      const given = value[wireName];
      if (given !== null) output[member] = read(given);
    }
    return output;
  };
}

function listReader(schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts): JsonReader {
  const read = jsonReader(schema.getValueSchema(), elementShape(facts, shape), facts);
  return (value) => {
    if (!Array.isArray(value)) return refuseKind(value, "list");
    return value.map((element: unknown) => (element === null ? null : read(element)));
  };
}

function mapReader(schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts): JsonReader {
  const read = jsonReader(schema.getValueSchema(), valueShape(facts, shape), facts);
  return (value) => {
    if (!isObject(value)) return refuseKind(value, "map");
    // `fromEntries` defines each key, so that one named "__proto__" is a key like any other.
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, entry === null ? null : read(entry)]));
  };
}

function numberReader(shape: string | undefined, facts: ModelFacts): JsonReader {
  const kind = numberKind(facts, shape);
  const target = kind === "Integer" ? "an Integer" : `a ${kind}`;
  return (value) => {
    // 1e999 is JSON, and Infinity in JavaScript.
    if (typeof value !== "number" || !Number.isFinite(value)) return refuse(value, `can not be converted to ${target}`);
    return kind === "Integer" ? Math.trunc(value) : value;
  };
}

function timestampReader(schema: NormalizedSchema): JsonReader {
  return (value) => {
    if (typeof value === "number") return timestampFromNumber(value);
    if (typeof value === "string") return timestampFromText(value, schema, "epoch-seconds");
    return refuse(value, "can not be converted to a Date");
  };
}

function blob(value: unknown): unknown {
  return typeof value === "string" ? bytesFromBase64(value) : refuse(value, "cannot be converted to Blob");
}

function refuse(value: unknown, why: string): never {
  if (Array.isArray(value)) throw new WireFormatError("Start of list found where not expected");
  if (isObject(value)) throw new WireFormatError("Start of structure or map found where not expected.");
  const token = value === true ? "TRUE_VALUE" : value === false ? "FALSE_VALUE" : typeof value === "number" ? "NUMBER_VALUE" : "STRING_VALUE";
  throw new WireFormatError(`${token} ${why}`);
}

function refuseKind(value: unknown, wanted: "structure" | "list" | "map"): never {
  if (wanted !== "list" && Array.isArray(value)) throw new WireFormatError("Start of list found where not expected");
  if (wanted === "list" && isObject(value)) throw new WireFormatError("Start of structure or map found where not expected.");
  throw new WireFormatError(`Expected ${wanted} or null`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
