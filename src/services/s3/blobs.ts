import { concatenated } from "../bytes.ts";
import type { Change, State } from "../tables.ts";
import type { Piece } from "./records.ts";

/** Bytes kept as a piece of its own: the piece, and the change that keeps it. Nothing is kept of no bytes. */
export function keptBytes(bytes: Uint8Array, newId: () => string): { pieces: Piece[]; changes: Change[] } {
  if (bytes.length === 0) return { pieces: [], changes: [] };
  const blob = newId();
  return { pieces: [{ blob, size: bytes.length }], changes: [{ table: "s3.blobs", key: blob, value: { bytes } }] };
}

/** The bytes of pieces, piece by piece; from `from` up to and without `to` where they are given. */
export function bytesOf(state: State, pieces: readonly Piece[], from = 0, to = Number.POSITIVE_INFINITY): Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = 0;
  for (const { blob, size } of pieces) {
    const bytes = state["s3.blobs"].get(blob)?.bytes;
    // A row without its bytes would be a bug of the store: a shorter object must not pass for the whole one.
    if (!bytes) throw new Error(`The bytes ${blob} of an object are not kept.`);
    if (at + size > from && at < to) found.push(bytes.subarray(Math.max(0, from - at), Math.min(size, to - at)));
    at += size;
  }
  return found;
}

/** Bytes in pieces as one array; a single piece is not copied. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return pieces.length === 1 ? pieces[0]! : concatenated(pieces);
}

/** The changes that forget pieces. */
export function forgotten(pieces: readonly Piece[]): Change[] {
  return pieces.map(({ blob }) => ({ table: "s3.blobs", key: blob, value: null }));
}
