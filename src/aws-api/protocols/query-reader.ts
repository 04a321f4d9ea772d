import type { NormalizedSchema } from "@smithy/core/schema";
import { elementShape, memberShape, shapeOf, valueShape, type ModelFacts } from "../validation/facts.ts";
import { textReader } from "./http-text.ts";

type Form = ReadonlyMap<string, string>;

interface QueryTraits {
  readonly xmlName?: string;
  readonly xmlFlattened?: 1;
}

/**
 * Reads a structure out of a form: `A.B=x` for nested members, `A.member.1=x` or flat `A.1=x` for lists,
 * `A.entry.1.key=x` for maps. Members and items are numbered from one, without holes.
 */
export function readForm(schema: NormalizedSchema, form: Form, facts: ModelFacts): Record<string, unknown> {
  return readStructure(schema, form, "", undefined, facts) ?? {};
}

function readStructure(schema: NormalizedSchema, form: Form, prefix: string, shape: string | undefined, facts: ModelFacts): Record<string, unknown> | undefined {
  const output: Record<string, unknown> = {};
  const name = shapeOf(schema, shape);
  // A recursive structure ends where the form has nothing more below this place.
  if (prefix !== "" && !hasBelow(form, prefix)) return undefined;
  for (const [member, memberSchema] of schema.structIterator()) {
    const { xmlName, xmlFlattened } = memberSchema.getMemberTraits() as QueryTraits;
    const value = readValue(memberSchema, form, prefix + (xmlName ?? member), memberShape(facts, name, member), facts, Boolean(xmlFlattened));
    if (value !== undefined) output[member] = value;
  }
  return output;
}

function readValue(schema: NormalizedSchema, form: Form, place: string, shape: string | undefined, facts: ModelFacts, flat: boolean): unknown {
  if (schema.isStructSchema()) return readStructure(schema, form, `${place}.`, shape, facts);
  if (schema.isListSchema()) {
    const element = schema.getValueSchema();
    const item = (element.getMergedTraits() as QueryTraits).xmlName ?? "member";
    const items = numbered(form, flat ? place : `${place}.${item}`, (at) => readValue(element, form, at, elementShape(facts, shape), facts, false));
    return items.length > 0 || form.get(place) === "" ? items : undefined;
  }
  if (schema.isMapSchema()) {
    const keyName = (schema.getKeySchema().getMergedTraits() as QueryTraits).xmlName ?? "key";
    const valueName = (schema.getValueSchema().getMergedTraits() as QueryTraits).xmlName ?? "value";
    const entries = numbered(form, flat ? place : `${place}.entry`, (at) => {
      const key = form.get(`${at}.${keyName}`);
      return key === undefined ? undefined : [key, readValue(schema.getValueSchema(), form, `${at}.${valueName}`, valueShape(facts, shape), facts, false)];
    });
    return entries.length > 0 ? Object.fromEntries(entries as [string, unknown][]) : undefined;
  }
  const text = form.get(place);
  return text === undefined ? undefined : textReader(schema, shape, facts, "query")(text);
}

function numbered(form: Form, place: string, read: (at: string) => unknown): unknown[] {
  const items: unknown[] = [];
  for (let number = 1; form.has(`${place}.${number}`) || hasBelow(form, `${place}.${number}.`); number++) items.push(read(`${place}.${number}`));
  return items;
}

function hasBelow(form: Form, prefix: string): boolean {
  for (const name of form.keys()) if (name.startsWith(prefix)) return true;
  return false;
}
