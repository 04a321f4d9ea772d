import { fromBase64 } from "@smithy/core/serde";
import { WireFormatError } from "./protocol.ts";

/** Newer browsers do it natively and much faster; a deployment package of 50 MB notices. */
const native = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array }).fromBase64?.bind(Uint8Array);

export function bytesFromBase64(text: string): Uint8Array {
  try {
    return native ? native(text) : fromBase64(text);
  } catch {
    throw new WireFormatError("The value is not valid base64.");
  }
}
