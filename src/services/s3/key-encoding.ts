import { utf8, utf8Text } from "../bytes.ts";

/** A key percent-encoded but for its slashes. Lone surrogates, which have no encoding, become U+FFFD. */
export function encodeKey(key: string): string {
  return encodeURIComponent(utf8Text(utf8(key)) ?? "").replaceAll("%2F", "/");
}
