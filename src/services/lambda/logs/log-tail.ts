import { base64, utf8 } from "../../bytes.ts";

/** What `X-Amz-Log-Result` holds at most, before base64. */
const TAIL_BYTES = 4096;

/** The last 4 KB of an invocation's log, base64. */
export function logTail(messages: readonly string[]): string {
  const bytes = utf8(messages.join(""));
  return base64(bytes.length > TAIL_BYTES ? bytes.subarray(bytes.length - TAIL_BYTES) : bytes);
}
