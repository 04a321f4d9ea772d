import type { NormalizedSchema } from "@smithy/core/schema";
import { toBase64 } from "@smithy/core/serde";
import { timestampToText } from "./timestamps.ts";

interface XmlTraits {
  readonly xmlName?: string;
  readonly xmlFlattened?: 1;
  readonly xmlAttribute?: 1;
  readonly xmlNamespace?: readonly [prefix: string, address: string];
}

/** Writes the members of a structure, each by its schema, without a tag around them. Members that are not in `only`, if given, are left out. */
export function writeMembers(schema: NormalizedSchema, value: Record<string, unknown>, only?: ReadonlySet<string>): string {
  let text = "";
  for (const [member, memberSchema] of schema.structIterator()) {
    const given = value[member];
    if (given === undefined || given === null || (only && !only.has(member))) continue;
    const { xmlName, xmlFlattened, xmlAttribute } = memberSchema.getMemberTraits() as XmlTraits;
    if (!xmlAttribute) text += writeValue(xmlName ?? member, memberSchema, given, Boolean(xmlFlattened));
  }
  return text;
}

/** Writes a value with its tag. */
export function writeValue(name: string, schema: NormalizedSchema, value: unknown, flat = false): string {
  if (schema.isListSchema()) {
    const item = (schema.getValueSchema().getMergedTraits() as XmlTraits).xmlName ?? "member";
    const items = (value as unknown[]).filter((one) => one !== null && one !== undefined);
    if (flat) return items.map((one) => writeValue(name, schema.getValueSchema(), one)).join("");
    return tag(name, items.map((one) => writeValue(item, schema.getValueSchema(), one)).join(""));
  }
  if (schema.isMapSchema()) {
    const keyName = (schema.getKeySchema().getMergedTraits() as XmlTraits).xmlName ?? "key";
    const valueName = (schema.getValueSchema().getMergedTraits() as XmlTraits).xmlName ?? "value";
    const entries = Object.entries(value as object).filter(([, one]) => one !== null && one !== undefined);
    const written = entries.map(([key, one]) => tag(flat ? name : "entry", tag(keyName, escaped(key)) + writeValue(valueName, schema.getValueSchema(), one))).join("");
    return flat ? written : tag(name, written);
  }
  if (schema.isStructSchema()) return tag(name, writeMembers(schema, value as Record<string, unknown>), attributesOf(schema, value as Record<string, unknown>));
  return tag(name, escaped(simpleText(schema, value)));
}

/** `<name …>inner</name>`. */
export function tag(name: string, inner: string, attributes = ""): string {
  return inner === "" ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
}

/** Text as it may stand in XML. Characters that XML cannot hold at all are left out. */
export function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is being removed
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replaceAll(/[&<>"\r\n\t\u0085\u2028]/g, (letter) =>
    letter === "&" ? "&amp;" : letter === "<" ? "&lt;" : letter === ">" ? "&gt;" : letter === '"' ? "&quot;" : `&#x${letter.charCodeAt(0).toString(16).toUpperCase()};`,
  );
}

function attributesOf(schema: NormalizedSchema, value: Record<string, unknown>): string {
  const namespace = (schema.getMergedTraits() as XmlTraits).xmlNamespace;
  let text = namespace ? ` xmlns${namespace[0] ? `:${namespace[0]}` : ""}="${namespace[1]}"` : "";
  for (const [member, memberSchema] of schema.structIterator()) {
    const { xmlName, xmlAttribute } = memberSchema.getMemberTraits() as XmlTraits;
    if (xmlAttribute && typeof value[member] === "string") text += ` ${xmlName ?? member}="${escaped(value[member])}"`;
  }
  return text;
}

function simpleText(schema: NormalizedSchema, value: unknown): string {
  if (value instanceof Date) return timestampToText(value, schema, "date-time");
  if (value instanceof Uint8Array) return toBase64(value);
  return String(value);
}
