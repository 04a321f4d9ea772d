/**
 * Text and bytes. The four globals below are pure and exist in every JavaScript host, but belong to no ECMAScript
 * library that the compiler could be given here; so they are declared for this file alone.
 */
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };
declare const btoa: (binary: string) => string;
declare const atob: (encoded: string) => string;

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lossyDecoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Text of UTF-8 bytes; `null` where they are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Text of bytes, with U+FFFD for what is not UTF-8. */
export function utf8LossyText(bytes: Uint8Array): string {
  return lossyDecoder.decode(bytes);
}

/** Length in bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (unit >= 0xd800 && unit <= 0xdbff && text.charCodeAt(index + 1) >>> 10 === 0x37) {
      length += 4;
      index++;
    } else length += 3;
  }
  return length;
}

/** Bytes in pieces as one new array. */
export function concatenated(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Base64 of bytes (RFC 4648, padded). */
export function base64(bytes: Uint8Array): string {
  let binary = "";
  // In pieces: spreading a large array overflows the stack.
  for (let start = 0; start < bytes.length; start += 0x2000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x2000));
  }
  return btoa(binary);
}

/** The URL-safe alphabet without padding, from ordinary base64. */
export function toBase64Url(text: string): string {
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Ordinary padded base64, from either alphabet. */
export function fromBase64Url(text: string): string {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/").replaceAll("=", "");
  return plain + "=".repeat((4 - (plain.length % 4)) % 4);
}

/** The bytes in base64 (either alphabet); `null` where it is not base64. */
export function bytesOfBase64(encoded: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(fromBase64Url(encoded)), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

/** The UTF-8 text in base64 (either alphabet); `null` where it is not base64 or not UTF-8. */
export function textOfBase64(encoded: string): string | null {
  const bytes = bytesOfBase64(encoded);
  return bytes && utf8Text(bytes);
}
