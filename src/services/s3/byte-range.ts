import { type AwsError, awsError } from "../aws-error.ts";
import { invalidArgument } from "./errors.ts";
import type { StoredVersion } from "./records.ts";

/** Bytes of an object, both ends included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** One range of a `Range` header. What is none (another unit, several ranges) counts as none, so the whole is read; beyond the end is InvalidRange. */
export function rangeOf(text: string, size: number): ByteRange | AwsError | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text);
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  const unsatisfiable = awsError("InvalidRange", "The requested range is not satisfiable", { RangeRequested: text, ActualObjectSize: String(size) });
  if (match[1] === "") {
    const last = Math.min(size, Number(match[2]));
    return last === 0 ? unsatisfiable : { from: size - last, to: size - 1 };
  }
  const from = Number(match[1]);
  const to = match[2] === "" ? size - 1 : Math.min(size - 1, Number(match[2]));
  if (from >= size) return unsatisfiable;
  return to < from ? undefined : { from, to };
}

/** The bytes of a part of a multipart upload; an object that was written whole is its part 1. */
export function partRange({ parts, size }: StoredVersion, number: number): ByteRange | AwsError {
  const sizes = parts?.map((part) => part.size) ?? [size];
  const own = sizes[number - 1];
  if (own === undefined) return awsError("InvalidPartNumber", "The requested partnumber is not satisfiable", { PartNumberRequested: String(number), ActualPartCount: String(sizes.length) });
  const from = sizes.slice(0, number - 1).reduce((sum, one) => sum + one, 0);
  return { from, to: from + own - 1 };
}

/** The range of `x-amz-copy-source-range`, which must lie within the source. */
export function copyRange(text: string, size: number): ByteRange | AwsError {
  const match = /^bytes=(\d+)-(\d+)$/.exec(text);
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || from > to) {
    return invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      "x-amz-copy-source-range",
      text,
    );
  }
  if (from >= size) return awsError("InvalidRequest", "The specified copy range is invalid for the source object size");
  return to >= size ? invalidArgument(`Range specified is not valid for source object of size: ${size}`, "x-amz-copy-source-range", text) : { from, to };
}
