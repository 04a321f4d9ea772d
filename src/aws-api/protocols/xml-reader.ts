import type { NormalizedSchema } from "@smithy/core/schema";
import { elementShape, memberShape, shapeOf, valueShape, type ModelFacts } from "../validation/facts.ts";
import { textReader } from "./http-text.ts";
import type { XmlElement } from "./xml-tree.ts";

/** Reads a structure out of an element by its schema. What the schema does not know is ignored, as at AWS. */
export function readStructure(schema: NormalizedSchema, element: XmlElement, shape: string | undefined, facts: ModelFacts): Record<string, unknown> {
  const output: Record<string, unknown> = {};
  const name = shapeOf(schema, shape);
  for (const [member, memberSchema] of schema.structIterator()) {
    const { xmlName, xmlFlattened, xmlAttribute } = memberSchema.getMemberTraits() as { xmlName?: string; xmlFlattened?: 1; xmlAttribute?: 1 };
    const wireName = xmlName ?? member;
    const inner = memberShape(facts, name, member);
    if (xmlAttribute) {
      const text = element.attributes[wireName];
      if (text !== undefined) output[member] = textReader(memberSchema, inner, facts, "query")(text);
      continue;
    }
    const found = element.children.filter((child) => child.name === wireName);
    const [first] = found;
    if (first) output[member] = xmlFlattened ? readFlat(memberSchema, found, inner, facts) : readValue(memberSchema, first, inner, facts);
  }
  return output;
}

function readFlat(schema: NormalizedSchema, elements: readonly XmlElement[], shape: string | undefined, facts: ModelFacts): unknown {
  if (schema.isMapSchema()) return readMap(schema, elements, shape, facts);
  return elements.map((element) => readValue(schema.getValueSchema(), element, elementShape(facts, shape), facts));
}

function readMap(schema: NormalizedSchema, entries: readonly XmlElement[], shape: string | undefined, facts: ModelFacts): unknown {
  const nameOf = (part: NormalizedSchema, fallback: string): string => part.getMergedTraits()["xmlName"] ?? fallback;
  const keyName = nameOf(schema.getKeySchema(), "key");
  const valueName = nameOf(schema.getValueSchema(), "value");
  return Object.fromEntries(
    entries.flatMap((entry) => {
      const key = entry.children.find((child) => child.name === keyName);
      const value = entry.children.find((child) => child.name === valueName);
      return key && value ? [[key.text, readValue(schema.getValueSchema(), value, valueShape(facts, shape), facts)]] : [];
    }),
  );
}

function readValue(schema: NormalizedSchema, element: XmlElement, shape: string | undefined, facts: ModelFacts): unknown {
  if (schema.isStructSchema()) return readStructure(schema, element, shape, facts);
  if (schema.isMapSchema()) return readMap(schema, element.children.filter(({ name }) => name === "entry"), shape, facts);
  if (schema.isListSchema()) {
    const item = schema.getValueSchema().getMergedTraits()["xmlName"] ?? "member";
    return element.children.filter(({ name }) => name === item).map((child) => readValue(schema.getValueSchema(), child, elementShape(facts, shape), facts));
  }
  return textReader(schema, shape, facts, "query")(element.text);
}
