import type { AwsError } from "../aws-error.ts";
import { invalidParameter } from "./errors.ts";

/**
 * Compiles a filter pattern for unstructured events: every plain term must occur, none of the `-term`s, and at least
 * one of the `?term`s; terms are case-sensitive, "quoted" ones may hold spaces. Patterns over fields (`{ $.x = 1 }`,
 * `[a, b]`) and regular expressions (`%…%`) are refused rather than misread.
 */
export function compileFilter(pattern: string | undefined): ((message: string) => boolean) | AwsError {
  const text = (pattern ?? "").trim();
  if (/^[{[%]/.test(text)) {
    return invalidParameter("Only patterns of terms are supported here: JSON, field and regular-expression patterns are not simulated.");
  }
  const all: string[] = [];
  const any: string[] = [];
  const none: string[] = [];
  for (const match of text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)) {
    const term = match[2]?.replaceAll(/\\(.)/g, "$1") ?? match[3] ?? "";
    if (term !== "") (match[1] === "?" ? any : match[1] === "-" ? none : all).push(term);
  }
  return (message) =>
    all.every((term) => message.includes(term)) &&
    !none.some((term) => message.includes(term)) &&
    // AWS ignores the optional terms where required ones stand beside them.
    (any.length === 0 || all.length > 0 || any.some((term) => message.includes(term)));
}
