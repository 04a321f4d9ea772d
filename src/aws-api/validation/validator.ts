import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";
import { elementShape, keyShape, memberShape, numberKind, shapeOf, valueShape, type ModelFacts } from "./facts.ts";
import { javaText } from "./java-text.ts";
import { NOT_NULL, rulesOf, type Rule } from "./rules.ts";

/** Adds a sentence for each broken constraint of the value at the path. */
type Check = (value: unknown, path: string, broken: string[]) => void;

/** The message of all broken constraints in AWS's words, or `undefined`. */
export type Validator = (input: Record<string, unknown>) => string | undefined;

/**
 * Builds the check of an operation's input: required members from the SDK's schema, everything else from the facts.
 * What has nothing to check is left out of it.
 */
export function validatorOf(operation: StaticOperationSchema, facts: ModelFacts): Validator {
  const schema = NormalizedSchema.of(operation[4]);
  const check = schema.isStructSchema() ? structCheck(schema, undefined, facts) : undefined;
  return (input) => {
    const broken: string[] = [];
    check?.(input, "", broken);
    if (broken.length === 0) return undefined;
    return `${broken.length} validation error${broken.length === 1 ? "" : "s"} detected: ${broken.join("; ")}`;
  };
}

function checkOf(schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts): Check | undefined {
  if (schema.isStructSchema()) return structCheck(schema, shape, facts);
  const own = valueCheck(schema, shape, facts);
  const inner = schema.isListSchema() ? listCheck(schema, shape, facts) : schema.isMapSchema() ? mapCheck(schema, shape, facts) : undefined;
  if (!own || !inner) return own ?? inner;
  return (value, path, broken) => {
    own(value, path, broken);
    inner(value, path, broken);
  };
}

function structCheck(schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts): Check {
  // Built at the first use, like the reader: most structures of most operations never come, and some are recursive.
  let members: [name: string, label: string, required: boolean, check: Check | undefined][] | undefined;
  const build = (): [string, string, boolean, Check | undefined][] => {
    const requiredCount = (schema.getSchema() as unknown[])[6] as number | undefined;
    const name = shapeOf(schema, shape);
    return [...schema.structIterator()]
      .map(([member, memberSchema], index): [string, string, boolean, Check | undefined] => [
        member,
        member[0]!.toLowerCase() + member.slice(1),
        index < (requiredCount ?? 0),
        checkOf(memberSchema, memberShape(facts, name, member), facts),
      ])
      .filter(([, , required, check]) => required || check !== undefined);
  };
  return (value, path, broken) => {
    for (const [member, label, required, check] of (members ??= build())) {
      const given = (value as Record<string, unknown>)[member];
      const place = path === "" ? label : `${path}.${label}`;
      if (given !== undefined && given !== null) check?.(given, place, broken);
      else if (required) broken.push(`Value null at '${place}' failed to satisfy constraint: ${NOT_NULL}`);
    }
  };
}

function valueCheck(schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts): Check | undefined {
  const rules = rulesOf(schema, facts, shape);
  if (rules.length === 0) return undefined;
  const shown = display(schema, numberKind(facts, shape) === "Double");
  return (value, path, broken) => {
    for (const rule of rules) {
      if (!rule.holds(value)) broken.push(`${shown(value)} at '${path}' failed to satisfy constraint: ${rule.text(value)}`);
    }
  };
}

function listCheck(schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts): Check {
  const element = schema.getValueSchema();
  const elementName = elementShape(facts, shape);
  const sparse = Boolean(schema.getMergedTraits()["sparse"]);
  if (isSimple(element)) {
    const shown = display(schema, numberKind(facts, elementName) === "Double", element);
    return bracketCheck(rulesOf(element, facts, elementName), sparse, "Member must satisfy constraint", shown, (value) => value as unknown[]);
  }
  const check = checkOf(element, elementName, facts);
  return (value, path, broken) => {
    for (const [index, item] of (value as unknown[]).entries()) {
      const place = `${path}.${index + 1}.member`;
      if (item !== null) check?.(item, place, broken);
      else if (!sparse) broken.push(`Value null at '${place}' failed to satisfy constraint: ${NOT_NULL}`);
    }
  };
}

function mapCheck(schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts): Check {
  const value = schema.getValueSchema();
  const valueName = valueShape(facts, shape);
  const sparse = Boolean(schema.getMergedTraits()["sparse"]);
  const shown = display(schema, numberKind(facts, valueName) === "Double", schema.getKeySchema(), value);
  const keys = bracketCheck(rulesOf(schema.getKeySchema(), facts, keyShape(facts, shape)), false, "Map keys must satisfy constraint", shown, Object.keys);
  const values = bracketCheck(
    isSimple(value) ? rulesOf(value, facts, valueName) : [],
    sparse,
    "Map value must satisfy constraint",
    shown,
    Object.values,
  );
  const inner = isSimple(value) ? undefined : checkOf(value, valueName, facts);
  return (map, path, broken) => {
    keys(map, path, broken);
    values(map, path, broken);
    if (!inner) return;
    for (const [key, entry] of Object.entries(map as object)) {
      if (entry !== null) inner(entry, `${path}.${key}.member`, broken);
    }
  };
}

/** A list or map of simple values that breaks a rule is named whole, with every rule of its values in brackets. */
function bracketCheck(rules: readonly Rule[], sparse: boolean, lead: string, shown: (value: unknown) => string, parts: (value: object) => readonly unknown[]): Check {
  return (value, path, broken) => {
    const bad = parts(value as object).find((part) => (part === null ? !sparse : rules.some((rule) => !rule.holds(part))));
    if (bad === undefined) return;
    const texts = [...rules.map((rule) => rule.text(bad ?? "")), ...(sparse ? [] : [NOT_NULL])];
    broken.push(`${shown(value)} at '${path}' failed to satisfy constraint: ${lead}: [${texts.join(", ")}]`);
  };
}

/** `Value '…'`; just `Value` where the model calls the shape, or what it holds, sensitive: such values are not repeated. */
function display(schema: NormalizedSchema, double: boolean, ...held: NormalizedSchema[]): (value: unknown) => string {
  const sensitive = [schema, ...held].some((part) => Boolean(part.getMergedTraits().sensitive));
  return sensitive ? () => "Value" : (value) => `Value '${javaText(value, double)}'`;
}

function isSimple(schema: NormalizedSchema): boolean {
  return !schema.isStructSchema() && !schema.isListSchema() && !schema.isMapSchema();
}
