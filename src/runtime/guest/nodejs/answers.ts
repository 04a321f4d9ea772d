/** Events come in and answers go out as JSON text in bytes. */
import { type GuestEnd, PAYLOAD_SENT } from "../guest-protocol.ts";
import { errorPayload } from "./runtime-errors.ts";

/** It becomes a part of a log line. */
const ERROR_TYPE_SENT = 1024;

// Made once: a decoder costs more to make than an event to decode.
const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function parseEvent(payload: Uint8Array): unknown {
  return JSON.parse(decoder.decode(payload));
}

export function errorEnd(error: unknown): GuestEnd {
  const payload = errorPayload(error);
  return { kind: "error", errorType: payload.errorType.slice(0, ERROR_TYPE_SENT), payload: encode(JSON.stringify(payload)) };
}

/** Throws AWS's error for what JSON cannot say (a circle, a BigInt). */
export function serialise(result: unknown): Uint8Array {
  // Quotes and escapes only make it longer.
  if (typeof result === "string" && result.length >= PAYLOAD_SENT) return new Uint8Array(PAYLOAD_SENT);
  let text: string | undefined;
  try {
    text = JSON.stringify(result === undefined ? null : result);
  } catch {
    throw new Error("Unable to stringify response body");
  }
  return encode(text ?? "null");
}

/** What is too large whatever it says is not encoded: only its size is looked at. */
function encode(text: string): Uint8Array {
  if (text.length >= PAYLOAD_SENT) return new Uint8Array(PAYLOAD_SENT);
  const bytes = encoder.encode(text);
  return bytes.byteLength > PAYLOAD_SENT ? bytes.slice(0, PAYLOAD_SENT) : bytes;
}
