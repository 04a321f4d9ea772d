import { md5 as digest } from "@noble/hashes/legacy.js";

/** MD5 (RFC 1321), for the digests that SQS answers and the ETags of S3. It protects nothing; it only has to be the same as AWS's. */
export function md5(bytes: Uint8Array): Uint8Array {
  return digest(bytes);
}

/** The digest as 32 lower-case hex digits. */
export function md5Hex(bytes: Uint8Array): string {
  return hex(md5(bytes));
}

/** The digest of bytes in pieces, as 32 lower-case hex digits. */
export function md5HexOf(pieces: readonly Uint8Array[]): string {
  return hex(pieces.reduce((hash, piece) => hash.update(piece), digest.create()).digest());
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
