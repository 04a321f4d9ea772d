/**
 * Ids from random bytes that are drawn by the block: `crypto.randomUUID` costs several microseconds a call, and each
 * invocation wants three.
 */
import type { Ids } from "#control-plane/ports.ts";

const BYTES_AN_ID = 16;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** UUIDs of version 4 (RFC 9562) and the 32 hex digits of such 16 bytes, of which the hex form sets no bit. */
export function randomIds(fill: (block: Uint8Array<ArrayBuffer>) => unknown = (block) => crypto.getRandomValues(block)): Ids {
  const block = new Uint8Array(256 * BYTES_AN_ID);
  let used = block.length;

  function next(isUuid: boolean): string {
    if (used === block.length) {
      fill(block);
      used = 0;
    }
    if (isUuid) {
      block[used + 6] = (block[used + 6]! & 0x0f) | 0x40;
      block[used + 8] = (block[used + 8]! & 0x3f) | 0x80;
    }
    let text = "";
    for (let at = 0; at < BYTES_AN_ID; at++) {
      if (isUuid && (at === 4 || at === 6 || at === 8 || at === 10)) text += "-";
      text += HEX[block[used + at]!];
    }
    used += BYTES_AN_ID;
    return text;
  }

  return { uuid: () => next(true), hex32: () => next(false) };
}
