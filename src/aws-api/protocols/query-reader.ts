import type { NormalizedSchema } from "@smithy/core/schema";
import { elementShape, memberShape, shapeOf, valueShape, type ModelFacts } from "../validation/facts.ts";
import { textReader } from "./http-text.ts";
import { WireFormatError } from "./protocol.ts";
import type { FormNode } from "./query-form.ts";
import { timestampFromText } from "./timestamps.ts";

interface QueryTraits {
  readonly xmlName?: string;
  readonly xmlFlattened?: 1;
}

/**
 * Reads a structure out of a form: `A.B=x` for nested members, `A.member.1=x` or flat `A.1=x` for lists,
 * `A.entry.1.key=x` for maps. Elements and entries are numbered from one, without gaps. Parameters that the structure
 * does not know are ignored, as at AWS. Throws {@link WireFormatError}, with AWS's texts where they are known.
 */
export function readForm(schema: NormalizedSchema, form: FormNode, facts: ModelFacts): Record<string, unknown> {
  return readStructure(schema, form, undefined, facts);
}

function readStructure(schema: NormalizedSchema, node: FormNode, shape: string | undefined, facts: ModelFacts): Record<string, unknown> {
  if (node.text !== undefined && node.text !== "") throw new WireFormatError("Unexpected complex element termination");
  const output: Record<string, unknown> = {};
  const name = shapeOf(schema, shape);
  for (const [member, memberSchema] of schema.structIterator()) {
    const { xmlName, xmlFlattened } = memberSchema.getMemberTraits() as QueryTraits;
    const below = node.children.get(xmlName ?? member);
    if (below) output[member] = readValue(memberSchema, below, memberShape(facts, name, member), facts, Boolean(xmlFlattened));
  }
  return output;
}

function readValue(schema: NormalizedSchema, node: FormNode, shape: string | undefined, facts: ModelFacts, flat: boolean): unknown {
  if (schema.isStructSchema()) return readStructure(schema, node, shape, facts);
  if (schema.isListSchema()) return readList(schema, node, shape, facts, flat);
  if (schema.isMapSchema()) return readMap(schema, node, shape, facts, flat);
  if (node.children.size > 0) throw new WireFormatError("Start of structure or map found where not expected.");
  const text = node.text ?? "";
  if (schema.isBooleanSchema()) return booleanFrom(text);
  if (schema.isTimestampSchema()) return timestampFrom(text, schema);
  return textReader(schema, shape, facts, "query")(text);
}

function readList(schema: NormalizedSchema, node: FormNode, shape: string | undefined, facts: ModelFacts, flat: boolean): unknown[] {
  const element = schema.getValueSchema();
  const read = (item: FormNode): unknown => readValue(element, item, elementShape(facts, shape), facts, false);
  if (node.children.size === 0) {
    // An empty list is written as an empty text; and a flat list of one may stand without its number.
    if (node.text === "") return [];
    if (flat) return [read(node)];
  }
  if (flat) return numbered(node).map(read);
  const items = node.children.get((element.getMergedTraits() as QueryTraits).xmlName ?? "member");
  if (!items || node.text !== undefined) throw new WireFormatError("Top level element may not be treated as a list");
  return numbered(items).map(read);
}

function readMap(schema: NormalizedSchema, node: FormNode, shape: string | undefined, facts: ModelFacts, flat: boolean): Record<string, unknown> {
  if (node.children.size === 0 && node.text === "") return {};
  const keyName = (schema.getKeySchema().getMergedTraits() as QueryTraits).xmlName ?? "key";
  const valueName = (schema.getValueSchema().getMergedTraits() as QueryTraits).xmlName ?? "value";
  const container = flat ? node : node.children.get("entry");
  if (!container || node.text !== undefined) throw new WireFormatError(`${node.place} is a map: its entries stand under ${node.place}${flat ? "" : ".entry"}.1, each with a ${keyName} and a ${valueName}.`);
  const entries = new Map<string, unknown>();
  for (const entry of numbered(container)) {
    const [key, value] = [entry.children.get(keyName), entry.children.get(valueName)];
    if (!key || !value || key.text === undefined) throw new WireFormatError(`${entry.place} must have a ${keyName} and a ${valueName}.`);
    if (entries.has(key.text)) throw new WireFormatError(`${node.place} has the ${keyName} ${key.text} more than once.`);
    entries.set(key.text, readValue(schema.getValueSchema(), value, valueShape(facts, shape), facts, false));
  }
  return Object.fromEntries(entries);
}

/** The children named 1, 2, 3 …, in this order. */
function numbered(node: FormNode): FormNode[] {
  const items: FormNode[] = [];
  for (let number = 1; number <= node.children.size; number++) {
    const item = node.children.get(String(number));
    if (!item || node.text !== undefined) throw new WireFormatError(`The parameters under ${node.place} must be numbered from 1 without gaps.`);
    items.push(item);
  }
  if (items.length === 0) throw new WireFormatError("Unexpected complex element termination");
  return items;
}

function booleanFrom(text: string): boolean {
  if (!/^(true|false|1|0)$/.test(text)) throw new WireFormatError("boolean must follow xsd1.1 definition");
  return text === "true" || text === "1";
}

function timestampFrom(text: string, schema: NormalizedSchema): Date {
  try {
    return timestampFromText(text, schema, "date-time");
  } catch {
    throw new WireFormatError("timestamp must follow ISO8601");
  }
}
