import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";
import { elementShape, memberShape, shapeOf, valueShape, type ModelFacts } from "../validation/facts.ts";
import type { HttpCall } from "../wire.ts";
import { parseJson } from "./json-body.ts";
import { jsonReader } from "./json-reader.ts";
import { textReader } from "./http-text.ts";

/** Takes one member, or the body's members, out of a call and puts it into the input. */
type Binding = (input: Record<string, unknown>, call: HttpCall, labels: ReadonlyMap<string, string>) => void;

export type InputReader = (call: HttpCall, labels: ReadonlyMap<string, string>) => Record<string, unknown>;

/** Builds the reader of a structure that stands in a body. */
export type BodyReader = (schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts) => (body: Uint8Array) => unknown;

const jsonBody: BodyReader = (schema, shape, facts) => {
  const read = jsonReader(schema, shape, facts);
  return (body) => read(parseJson(body));
};

/** Builds the reader of an operation's input from the HTTP traits of its members. Bodies are JSON unless `bodyReader` says otherwise. */
export function restInputReader(operation: StaticOperationSchema, facts: ModelFacts, bodyReader: BodyReader = jsonBody): InputReader {
  const schema = NormalizedSchema.of(operation[4]);
  const bindings = schema.isStructSchema() ? structBindings(schema, facts, bodyReader) : [];
  return (call, labels) => {
    const input: Record<string, unknown> = {};
    for (const bind of bindings) bind(input, call, labels);
    return input;
  };
}

function structBindings(schema: NormalizedSchema, facts: ModelFacts, bodyReader: BodyReader): Binding[] {
  const bindings: Binding[] = [];
  const taken = new Set<string>();
  const bodyMembers: string[] = [];
  const name = shapeOf(schema, undefined);
  let hasPayload = false;
  for (const [member, memberSchema] of schema.structIterator()) {
    const shape = memberShape(facts, name, member);
    const { httpLabel, httpQuery, httpQueryParams, httpHeader, httpPrefixHeaders, httpPayload } = memberSchema.getMergedTraits();
    if (httpLabel) {
      const read = textReader(memberSchema, shape, facts, "label");
      bindings.push((input, _call, labels) => (input[member] = read(labels.get(member) ?? "")));
    } else if (typeof httpQuery === "string") {
      taken.add(httpQuery);
      bindings.push(queryBinding(member, memberSchema, shape, facts, httpQuery));
    } else if (httpQueryParams) {
      bindings.push(otherQueryBinding(member, memberSchema, shape, facts, taken));
    } else if (typeof httpHeader === "string") {
      const read = textReader(memberSchema, shape, facts, "header");
      const header = httpHeader.toLowerCase();
      bindings.push((input, call) => {
        const text = call.headers.get(header);
        if (text !== undefined) input[member] = read(text);
      });
    } else if (typeof httpPrefixHeaders === "string") {
      bindings.push(prefixBinding(member, memberSchema, shape, facts, httpPrefixHeaders.toLowerCase()));
    } else if (httpPayload) {
      hasPayload = true;
      bindings.push(payloadBinding(member, memberSchema, () => bodyReader(memberSchema, shape, facts)));
    } else {
      bodyMembers.push(member);
    }
  }
  if (!hasPayload && bodyMembers.length > 0) bindings.push(bodyBinding(bodyReader(schema, undefined, facts), bodyMembers));
  return bindings;
}

function queryBinding(member: string, schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts, name: string): Binding {
  if (schema.isListSchema()) {
    const read = textReader(schema.getValueSchema(), elementShape(facts, shape), facts, "query");
    return (input, call) => {
      if (call.query.has(name)) input[member] = call.query.getAll(name).map(read);
    };
  }
  const read = textReader(schema, shape, facts, "query");
  return (input, call) => {
    const text = call.query.get(name);
    if (text !== null) input[member] = read(text);
  };
}

/** All query parameters that no other member takes. */
function otherQueryBinding(member: string, schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts, taken: ReadonlySet<string>): Binding {
  const value = schema.getValueSchema();
  const read = textReader(value.isListSchema() ? value.getValueSchema() : value, valueShape(facts, shape), facts, "query");
  return (input, call) => {
    const names = [...new Set(call.query.keys())].filter((name) => !taken.has(name));
    if (names.length === 0) return;
    input[member] = Object.fromEntries(
      names.map((name) => [name, value.isListSchema() ? call.query.getAll(name).map(read) : read(call.query.get(name) ?? "")]),
    );
  };
}

function prefixBinding(member: string, schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts, prefix: string): Binding {
  const read = textReader(schema.getValueSchema(), valueShape(facts, shape), facts, "header");
  return (input, call) => {
    const entries = [...call.headers].filter(([name]) => name.startsWith(prefix)).map(([name, text]) => [name.slice(prefix.length), read(text)]);
    if (entries.length > 0) input[member] = Object.fromEntries(entries) as Record<string, unknown>;
  };
}

function payloadBinding(member: string, schema: NormalizedSchema, reader: () => (body: Uint8Array) => unknown): Binding {
  const decoder = new TextDecoder();
  const read = schema.isBlobSchema() || schema.isStringSchema() ? undefined : reader();
  return (input, call) => {
    if (call.body.byteLength === 0) return;
    if (read) input[member] = read(call.body);
    else input[member] = schema.isBlobSchema() ? call.body : decoder.decode(call.body);
  };
}

/** The members that no HTTP trait binds elsewhere: the body. A body member cannot set a bound one. */
function bodyBinding(read: (body: Uint8Array) => unknown, members: readonly string[]): Binding {
  return (input, call) => {
    const body = read(call.body) as Record<string, unknown>;
    for (const member of members) if (body[member] !== undefined) input[member] = body[member];
  };
}
