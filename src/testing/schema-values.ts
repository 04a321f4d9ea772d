import type { NormalizedSchema } from "@smithy/core/schema";
import * as fc from "fast-check";

/** Where generated values stand in an HTTP message decides what they may be. */
type Place = "body" | "header" | "query" | "label";

const bodyText = fc.string({ unit: "grapheme", maxLength: 12 });
/** HTTP trims headers and carries no line ends. */
const headerSafeText = fc.stringMatching(/^[\x20-\x7e]{0,12}$/).map((text) => `h${text.trim()}`);
/** A dot or two alone are taken out of an address by any URL parser. */
const labelText = bodyText.map((text) => (/^\.{0,2}$/.test(text) ? `x${text}` : text));
const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((number) => (Object.is(number, -0) ? 0 : number));
const wholeSeconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));
const milliseconds = fc.integer({ min: 0, max: 4_000_000_000_000 }).map((ms) => new Date(ms));
const bytes = fc.uint8Array({ minLength: 1, maxLength: 24 });
const documents = fc.oneof(bodyText, fc.integer(), fc.boolean(), fc.array(bodyText, { maxLength: 2 }));

/** Any value of a schema, as the SDK types it. Recursive shapes end after a few levels. */
export function schemaValues(schema: NormalizedSchema, place: Place = "body", depth = 0): fc.Arbitrary<unknown> {
  if (schema.isUnitSchema()) return fc.constant({});
  if (schema.isUnionSchema()) return unionValues(schema, depth);
  if (schema.isStructSchema()) return structValues(schema, depth);
  if (schema.isListSchema()) {
    const element = schemaValues(schema.getValueSchema(), place, depth + 1);
    return fc.array(element, { minLength: place === "body" ? 0 : 1, maxLength: depth > 6 ? 0 : 3 });
  }
  if (schema.isMapSchema()) {
    const keys = place === "header" ? fc.stringMatching(/^[a-z]{1,5}$/) : bodyText.filter((key) => key !== "__proto__");
    // As a plain object: the SDK compares prototypes nowhere, but the matcher of the tests does.
    return fc.dictionary(keys, schemaValues(schema.getValueSchema(), place, depth + 1), { maxKeys: depth > 6 ? 0 : 3, noNullPrototype: true });
  }
  if (schema.isStringSchema()) return place === "header" ? headerSafeText : place === "label" ? labelText : bodyText;
  if (schema.isNumericSchema()) return place === "body" ? numbers : fc.integer();
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isBlobSchema()) return bytes;
  if (schema.isTimestampSchema()) return place === "body" && schema.getSchema() !== 6 ? milliseconds : wholeSeconds;
  return documents;
}

function structValues(schema: NormalizedSchema, depth: number): fc.Arbitrary<unknown> {
  const requiredCount = ((schema.getSchema() as unknown[])[6] as number | undefined) ?? 0;
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  const required: string[] = [];
  for (const [index, [name, member]] of [...schema.structIterator()].entries()) {
    const needed = index < requiredCount || isAlwaysThere(member);
    if (depth > 6 && !needed) continue;
    if (needed) required.push(name);
    members[name] = memberValues(member, depth);
  }
  return fc.record(members, { requiredKeys: required, noNullPrototype: true });
}

/** Members whose absence the wire or the SDK does not tell from some value. */
function isAlwaysThere(member: NormalizedSchema): boolean {
  const { httpLabel, idempotencyToken, httpResponseCode, httpHeader, eventPayload } = member.getMergedTraits();
  if (httpLabel || idempotencyToken || httpResponseCode || eventPayload || httpHeader === "Content-Type") return true;
  const { httpPayload, streaming } = member.getMergedTraits();
  return member.isStructSchema() && Boolean(httpPayload || streaming);
}

function memberValues(member: NormalizedSchema, depth: number): fc.Arbitrary<unknown> {
  const { httpLabel, httpQuery, httpQueryParams, httpHeader, httpPrefixHeaders, httpResponseCode, httpPayload } = member.getMergedTraits();
  if (httpResponseCode) return fc.integer({ min: 200, max: 203 });
  // Only a streamed answer has this; its type is that of the stream.
  if (httpHeader === "Content-Type") return fc.constant("application/vnd.amazon.eventstream");
  if (httpLabel) return schemaValues(member, "label", depth + 1);
  if (httpQuery !== undefined || httpQueryParams) return schemaValues(member, "query", depth + 1);
  if (httpHeader !== undefined || httpPrefixHeaders !== undefined) return schemaValues(member, "header", depth + 1);
  if (member.isStreaming() && member.isStructSchema()) return fc.array(unionValues(member, depth + 1), { maxLength: 3 }).map(eventStream);
  if (httpPayload && member.isStringSchema()) return fc.string({ minLength: 1 });
  return schemaValues(member, "body", depth + 1);
}

function unionValues(schema: NormalizedSchema, depth: number): fc.Arbitrary<unknown> {
  const choices = [...schema.structIterator()]
    // Inside a stream an error ends it by being thrown; that is no value of the stream.
    .filter(([, member]) => member.getMergedTraits()["error"] === undefined)
    .map(([name, member]) => schemaValues(member, "body", depth + 1).map((value) => ({ [name]: value })));
  return fc.oneof(...choices);
}

/** A stream of events that can be read more than once. */
function eventStream(events: readonly unknown[]): AsyncIterable<unknown> {
  return {
    async *[Symbol.asyncIterator]() {
      for (const event of events) yield await Promise.resolve(event);
    },
  };
}
