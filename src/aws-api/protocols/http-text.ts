import type { NormalizedSchema } from "@smithy/core/schema";
import { splitEvery, splitHeader, toBase64 } from "@smithy/core/serde";
import { elementShape, numberKind, type ModelFacts } from "../validation/facts.ts";
import { bytesFromBase64 } from "./base64.ts";
import { WireFormatError } from "./protocol.ts";
import { timestampFromText, timestampToText, type TimestampFormat } from "./timestamps.ts";

/** Where a member stands as text in an HTTP message. */
export type TextPlace = "label" | "query" | "header";

export type TextReader = (text: string) => unknown;

const PLACE_FORMAT: Record<TextPlace, TimestampFormat> = { label: "date-time", query: "date-time", header: "http-date" };

/** Builds the reader of one value that came as text in a label, a query parameter or a header. */
export function textReader(schema: NormalizedSchema, shape: string | undefined, facts: ModelFacts, place: TextPlace): TextReader {
  if (schema.isNumericSchema()) {
    const kind = numberKind(facts, shape);
    const target = kind === "Integer" ? "an Integer" : `a ${kind}`;
    const form = kind === "Double" ? /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/ : /^[+-]?\d+$/;
    return (text) => {
      const number = form.test(text) ? Number(text) : Number.NaN;
      if (!Number.isFinite(number)) throw new WireFormatError(`STRING_VALUE can not be converted to ${target}`);
      return number;
    };
  }
  if (schema.isBooleanSchema()) {
    return (text) => {
      if (text !== "true" && text !== "false") throw new WireFormatError("STRING_VALUE can not be converted to a Boolean");
      return text === "true";
    };
  }
  if (schema.isTimestampSchema()) return (text) => timestampFromText(text, schema, PLACE_FORMAT[place]);
  if (schema.isBlobSchema()) return bytesFromBase64;
  if (schema.isListSchema()) {
    const element = schema.getValueSchema();
    const read = textReader(element, elementShape(facts, shape), facts, place);
    // An http-date has a comma of its own.
    const split = element.isTimestampSchema() && place === "header" ? (text: string) => splitEvery(text, ",", 2) : splitHeader;
    return (text) => split(text).map((part) => read(part.trim()));
  }
  return (text) => text;
}

/** Writes one value of an output or error as the text of a header. */
export function headerText(schema: NormalizedSchema, value: unknown): string {
  if (Array.isArray(value)) {
    const element = schema.getValueSchema();
    return value.map((item: unknown) => quoted(headerText(element, item), element)).join(", ");
  }
  if (value instanceof Date) return timestampToText(value, schema, "http-date");
  if (value instanceof Uint8Array) return toBase64(value);
  return String(value);
}

function quoted(text: string, element: NormalizedSchema): string {
  return element.isStringSchema() && /[",]/.test(text) ? `"${text.replace(/[\\"]/g, "\\$&")}"` : text;
}
