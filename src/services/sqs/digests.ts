import { utf8 } from "../bytes.ts";
import { md5Hex, md5HexOf } from "../md5.ts";
import type { MessageAttributes } from "./records.ts";

/** MD5OfMessageBody. */
export const bodyDigest = (body: string): string => md5Hex(utf8(body));

/**
 * MD5OfMessageAttributes, as the SQS developer guide builds it: for each attribute in order of its name, length and
 * bytes of name and data type, one byte for the transport type (1 text, 2 binary), length and bytes of the value.
 * Undefined where there is no attribute. SDKs refuse an answer whose digest is wrong.
 */
export function attributesDigest(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).toSorted();
  if (names.length === 0) return undefined;
  const parts: Uint8Array[] = [];
  const add = (bytes: Uint8Array): void => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length);
    parts.push(length, bytes);
  };
  for (const name of names) {
    const { DataType, StringValue, BinaryValue } = attributes[name]!;
    add(utf8(name));
    add(utf8(DataType));
    const binary = DataType.startsWith("Binary");
    parts.push(Uint8Array.of(binary ? 2 : 1));
    add(binary ? (BinaryValue ?? new Uint8Array()) : utf8(StringValue ?? ""));
  }
  return md5HexOf(parts);
}

/** Bytes that count against the size of a message: the body, and each attribute's name, type and value. */
export function messageSize(bodyBytes: number, attributes: MessageAttributes): number {
  let size = bodyBytes;
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes)) {
    size += utf8(name).length + utf8(DataType).length + (BinaryValue?.length ?? utf8(StringValue ?? "").length);
  }
  return size;
}
