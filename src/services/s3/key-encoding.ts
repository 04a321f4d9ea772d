import { utf8, utf8Text } from "../bytes.ts";

/** A key percent-encoded but for its slashes. Lone surrogates, which have no encoding, become U+FFFD. */
export function encodeKey(key: string): string {
  return encodeURIComponent(utf8Text(utf8(key)) ?? "").replaceAll("%2F", "/");
}

/** A key as events have it: as a form encodes it (`Copy+%282%29.jpg`), but for its slashes. `*`, `-`, `.` and `_` stand for themselves. */
export function formEncoded(key: string): string {
  return encodeKey(key).replaceAll("%20", "+").replaceAll(/[!'()~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
