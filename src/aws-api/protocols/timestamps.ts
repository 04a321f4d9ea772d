import type { NormalizedSchema } from "@smithy/core/schema";
import { dateToUtcString, parseEpochTimestamp, parseRfc3339DateTimeWithOffset, parseRfc7231DateTime } from "@smithy/core/serde";
import { WireFormatError } from "./protocol.ts";

export type TimestampFormat = "date-time" | "http-date" | "epoch-seconds";

/** A timestamp schema's number says its format, 4 that the place it stands in decides. */
const OWN_FORMATS: Readonly<Record<number, TimestampFormat>> = { 5: "date-time", 6: "http-date", 7: "epoch-seconds" };

function formatOf(schema: NormalizedSchema, byPlace: TimestampFormat): TimestampFormat {
  return OWN_FORMATS[schema.getSchema() as number] ?? byPlace;
}

export function timestampFromNumber(epochSeconds: number): Date {
  return valid(() => parseEpochTimestamp(epochSeconds));
}

export function timestampFromText(text: string, schema: NormalizedSchema, byPlace: TimestampFormat): Date {
  const format = formatOf(schema, byPlace);
  if (format === "date-time") return valid(() => parseRfc3339DateTimeWithOffset(text));
  if (format === "http-date") return valid(() => parseRfc7231DateTime(text));
  return valid(() => parseEpochTimestamp(text));
}

export function timestampToText(date: Date, schema: NormalizedSchema, byPlace: TimestampFormat): string {
  const format = formatOf(schema, byPlace);
  if (format === "date-time") return date.toISOString().replace(".000Z", "Z");
  if (format === "http-date") return dateToUtcString(date);
  return String(date.getTime() / 1000);
}

function valid(parse: () => Date | undefined): Date {
  let date: Date | undefined;
  try {
    date = parse();
  } catch {
    date = undefined;
  }
  if (date === undefined || Number.isNaN(date.getTime())) throw new WireFormatError("STRING_VALUE can not be converted to a Date");
  return date;
}
