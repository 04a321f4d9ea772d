import type { NormalizedSchema } from "@smithy/core/schema";
import { numberKind, type ModelFacts, type ShapeFacts } from "./facts.ts";
import { javaText } from "./java-text.ts";

/** One constraint of one shape. `text` is AWS's wording of what a member must be. */
export interface Rule {
  readonly text: (value: unknown) => string;
  readonly holds: (value: unknown) => boolean;
}

export const NOT_NULL = "Member must not be null";

/** The rules of a shape's own value, in the order in which AWS names them. */
export function rulesOf(schema: NormalizedSchema, facts: ModelFacts, shape: string | undefined): Rule[] {
  const own = shape === undefined ? undefined : facts[shape];
  if (!own) return [];
  const rules: Rule[] = [];
  if (schema.isNumericSchema()) rangeRules(own, numberKind(facts, shape) === "Double", rules);
  else if (!schema.isStructSchema()) lengthRules(own, rules);
  if (schema.isStringSchema()) textRules(own, rules);
  return rules;
}

function rangeRules({ min, max }: ShapeFacts, double: boolean, rules: Rule[]): void {
  if (max !== undefined) {
    rules.push({ text: () => `Member must have value less than or equal to ${javaText(max, double)}`, holds: (value) => (value as number) <= max });
  }
  if (min !== undefined) {
    rules.push({ text: () => `Member must have value greater than or equal to ${javaText(min, double)}`, holds: (value) => (value as number) >= min });
  }
}

function lengthRules({ min, max }: ShapeFacts, rules: Rule[]): void {
  if (max !== undefined) rules.push({ text: () => `Member must have length less than or equal to ${max}`, holds: (value) => lengthOf(value) <= max });
  if (min !== undefined && min > 0) {
    rules.push({ text: () => `Member must have length greater than or equal to ${min}`, holds: (value) => lengthOf(value) >= min });
  }
}

function textRules(own: ShapeFacts, rules: Rule[]): void {
  const { pattern, max = Number.POSITIVE_INFINITY } = own;
  if (pattern !== undefined) {
    // Compiled at the first use; AWS matches the whole value and prints the pattern as the model has it. What is too
    // long is refused for that, and not matched: some patterns are slow on long hostile text.
    let expression: RegExp | undefined;
    rules.push({
      text: () => `Member must satisfy regular expression pattern: ${pattern}`,
      holds: (value) => lengthOf(value) > max || (expression ??= new RegExp(`^(?:${pattern})$`)).test(value as string),
    });
  }
  if (own.enum) {
    const allowed = new Set(own.enum);
    rules.push({ text: () => `Member must satisfy enum value set: [${own.enum!.join(", ")}]`, holds: (value) => allowed.has(value as string) });
  }
}

function lengthOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  if (value instanceof Uint8Array) return value.byteLength;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}
