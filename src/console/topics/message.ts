import type { MessageAttributeValue } from "@aws-sdk/client-sns";

/** What SNS takes as types of attributes that are typed as text. */
export const ATTRIBUTE_TYPES = ["String", "String.Array", "Number"] as const;

/** An attribute as it is typed. */
export interface AttributeRow {
  readonly name: string;
  readonly type: (typeof ATTRIBUTE_TYPES)[number];
  readonly value: string;
}

/** Bytes of a message, AWS's limit. */
const MAX_BYTES = 262_144;

/** What is wrong with a subject; undefined for a good one and for none. As the API here: 100 characters, no line break. */
export function subjectProblem(subject: string): string | undefined {
  return subject.length <= 100 && !/[\r\n]/.test(subject) ? undefined : "A subject has 100 characters at most and no line break.";
}

/** What is wrong with a message body; undefined for a good one. */
export function bodyProblem(body: string): string | undefined {
  if (body === "") return "A message needs a body.";
  return new TextEncoder().encode(body).length <= MAX_BYTES ? undefined : "A message has 256 KB at most.";
}

/** What is wrong with one attribute's name; undefined for a good one. */
export function nameProblem(rows: readonly AttributeRow[], index: number): string | undefined {
  const name = rows[index]?.name ?? "";
  if (name === "") return "An attribute needs a name.";
  if (!/^[A-Za-z0-9_.-]{1,256}$/.test(name) || /^\.|\.$|\.\./.test(name)) return "A name has letters, digits, hyphens, underscores and single dots inside.";
  if (/^(aws|amazon)\./i.test(name)) return "Names that begin with AWS. or Amazon. are AWS's own.";
  return rows.some((other, at) => at !== index && other.name === name) ? `${name} is there twice.` : undefined;
}

/** What is wrong with one attribute's value; undefined for a good one. */
export function valueProblem({ type, value }: AttributeRow): string | undefined {
  if (value === "") return "An attribute needs a value.";
  if (type === "Number") return Number.isFinite(Number(value)) && value.trim() !== "" ? undefined : "Write a number.";
  if (type === "String.Array") return isArray(value) ? undefined : 'Write a JSON array, for example ["red", "blue"].';
  return undefined;
}

/** Whether all attributes are good. */
export function attributesAreGood(rows: readonly AttributeRow[]): boolean {
  return rows.every((row, index) => nameProblem(rows, index) === undefined && valueProblem(row) === undefined);
}

/** The attributes as Publish takes them. */
export function attributesOf(rows: readonly AttributeRow[]): Record<string, MessageAttributeValue> {
  return Object.fromEntries(rows.map(({ name, type, value }) => [name, { DataType: type, StringValue: value }]));
}

function isArray(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
