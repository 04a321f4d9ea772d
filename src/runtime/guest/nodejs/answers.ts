/** Events come in and answers go out as JSON text in bytes. */
import type { GuestEnd } from "../guest-protocol.ts";
import { errorPayload } from "./runtime-errors.ts";

/** Longer answers are refused by the service: what is beyond says no more. */
const PAYLOAD_SENT = 6_291_557;

// Made once: a decoder costs more to make than an event to decode.
const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function parseEvent(payload: Uint8Array): unknown {
  return JSON.parse(decoder.decode(payload));
}

export function errorEnd(error: unknown): GuestEnd {
  const payload = errorPayload(error);
  return { kind: "error", errorType: payload.errorType, payload: encoder.encode(JSON.stringify(payload)) };
}

/** Throws AWS's error for what JSON cannot say (a circle, a BigInt). */
export function serialise(result: unknown): Uint8Array {
  let text: string | undefined;
  try {
    text = JSON.stringify(result === undefined ? null : result);
  } catch {
    throw new Error("Unable to stringify response body");
  }
  const bytes = encoder.encode(text ?? "null");
  return bytes.byteLength > PAYLOAD_SENT ? bytes.slice(0, PAYLOAD_SENT) : bytes;
}
