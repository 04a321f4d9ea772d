/**
 * Patterns of event filtering (Developer Guide, "Control which events Lambda sends to your function", filter rule
 * syntax), and of EventBridge's rules, which have more operators. All fields of a pattern must match; of a field's list of rules one must. AWS compares numbers as they are
 * written (300 is not 300.0 there); here they are compared by value.
 */

/** Characters of one pattern (API Reference, Filter). */
const LONGEST_PATTERN = 4096;

type Leaf = string | number | boolean | null;
/** What a field's rule says of the field's values; none: the field is not there. */
export type Rule = (leaves: readonly Leaf[]) => boolean;

/** A pattern that was read: the rules of each field, and the groups of alternatives (`$or`) of which one must match. */
export interface FilterPattern {
  readonly fields: readonly { readonly name: string; readonly of: FieldPattern }[];
  readonly alternatives: readonly (readonly FilterPattern[])[];
}
/** Rules of a value, or a pattern of the object at this place. */
export type FieldPattern = { readonly rules: readonly Rule[] } | { readonly inside: FilterPattern };

/** Reads an operator that not everybody has; null: it is none, or its operand is none of its own. */
export type ReadOperator = (operator: string, operand: unknown) => Rule | null;

/** Reads a pattern, in which `more` operators are allowed; null where it is none. */
export function parseFilterPattern(text: string, more: ReadOperator = () => null): FilterPattern | null {
  if (text.length > LONGEST_PATTERN) return null;
  try {
    return readObject(JSON.parse(text), more);
  } catch {
    return null;
  }
}

/** Whether the value of a field matches. Of a list, one element must; lists in lists are read as one. */
export function matchesField(pattern: FieldPattern, value: unknown): boolean {
  if ("rules" in pattern) {
    const leaves = leavesOf(value);
    return pattern.rules.some((rule) => rule(leaves));
  }
  const objects = elementsOf(value).filter(isObject);
  return objects.length === 0 ? matchesObject(pattern.inside, {}) : objects.some((object) => matchesObject(pattern.inside, object));
}

/** The value of a field, its own and not inherited. */
export const fieldOf = (object: object, name: string): unknown => (Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined);

/** Whether an object matches. */
export function matchesObject({ fields, alternatives }: FilterPattern, object: object): boolean {
  return fields.every(({ name, of }) => matchesField(of, fieldOf(object, name))) && alternatives.every((group) => group.some((one) => matchesObject(one, object)));
}

function readObject(value: unknown, more: ReadOperator): FilterPattern | null {
  if (!isObject(value)) return null;
  const entries = Object.entries(value);
  if (entries.length === 0) return null;
  const fields: { name: string; of: FieldPattern }[] = [];
  const alternatives: FilterPattern[][] = [];
  for (const [name, inner] of entries) {
    if (name === "$or") {
      const group = Array.isArray(inner) ? inner.map((one) => readObject(one, more)) : [];
      if (group.length < 2 || !group.every((one) => one !== null)) return null;
      alternatives.push(group);
      continue;
    }
    const of = readField(inner, more);
    if (of === null) return null;
    fields.push({ name, of });
  }
  return { fields, alternatives };
}

function readField(value: unknown, more: ReadOperator): FieldPattern | null {
  if (!Array.isArray(value)) {
    const inside = readObject(value, more);
    return inside && { inside };
  }
  const rules = value.map((one) => readRule(one, more));
  return rules.length > 0 && rules.every((rule) => rule !== null) ? { rules } : null;
}

function readRule(value: unknown, more: ReadOperator): Rule | null {
  if (isLeaf(value)) return (leaves) => leaves.includes(value);
  if (!isObject(value)) return null;
  const [[operator, operand] = ["", null], ...others] = Object.entries(value);
  return others.length > 0 ? null : (readOperator(operator, operand) ?? more(operator, operand));
}

function readOperator(operator: string, operand: unknown): Rule | null {
  switch (operator) {
    case "exists":
      // Of a value: an object is no value, and neither is an empty list.
      return typeof operand === "boolean" ? (leaves) => leaves.length > 0 === operand : null;
    case "prefix":
      return typeof operand === "string" ? someText((text) => text.startsWith(operand)) : null;
    case "suffix":
      return typeof operand === "string" ? someText((text) => text.endsWith(operand)) : null;
    case "equals-ignore-case": {
      if (typeof operand !== "string") return null;
      const wanted = operand.toLowerCase();
      return someText((text) => text.toLowerCase() === wanted);
    }
    case "anything-but": {
      const excluded: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
      const [type] = new Set(excluded.map((one) => typeof one));
      const isGood = (type === "string" || type === "number") && excluded.every((one) => typeof one === type);
      return isGood ? (leaves) => leaves.some((leaf) => !excluded.includes(leaf)) : null;
    }
    case "numeric":
      return Array.isArray(operand) ? readNumeric(operand) : null;
    default:
      return null;
  }
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
};

/** `["=", 5]`, `[">", 5]`, or a range: `[">", 0, "<=", 5]`. */
function readNumeric(operand: readonly unknown[]): Rule | null {
  const [first, low, second, high] = operand;
  const isRange = operand.length === 4;
  if (operand.length !== 2 && !isRange) return null;
  const lower = comparison(first, low);
  const upper = isRange ? comparison(second, high) : (): boolean => true;
  if (!lower || !upper) return null;
  if (isRange && !(isOneOf(first, ">", ">=") && isOneOf(second, "<", "<=") && Number(low) < Number(high))) return null;
  return (leaves) => leaves.some((leaf) => typeof leaf === "number" && lower(leaf) && upper(leaf));
}

function comparison(operator: unknown, bound: unknown): ((value: number) => boolean) | null {
  if (typeof operator !== "string" || !Object.hasOwn(COMPARISONS, operator) || typeof bound !== "number") return null;
  const compare = COMPARISONS[operator];
  return compare ? (value) => compare(value, bound) : null;
}

const isOneOf = (value: unknown, ...those: string[]): boolean => those.some((one) => one === value);

export const someText =
  (test: (text: string) => boolean): Rule =>
  (leaves) => leaves.some((leaf) => typeof leaf === "string" && test(leaf));

const leavesOf = (value: unknown): Leaf[] => elementsOf(value).filter(isLeaf);

/** A value, or the elements of a list and of the lists in it. Not recursive: a message may nest them as deep as it likes. */
function elementsOf(value: unknown): unknown[] {
  const elements: unknown[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!Array.isArray(next)) elements.push(next);
    else for (const element of next) waiting.push(element);
  }
  return elements;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

const isLeaf = (value: unknown): value is Leaf => value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
