import { baseName } from "../../shared/working-copy/file-path.ts";

const BY_EXTENSION: Readonly<Record<string, string>> = {
  py: "python",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  ts: "typescript",
  mts: "typescript",
  cts: "typescript",
  json: "json",
  yml: "yaml",
  yaml: "yaml",
  md: "markdown",
  sh: "shell",
  html: "html",
  css: "css",
  xml: "xml",
  svg: "xml",
  sql: "sql",
  ini: "ini",
  toml: "ini",
  cfg: "ini",
};

/** The editor's language for a file, by its extension. */
export function languageOf(path: string): string {
  return BY_EXTENSION[baseName(path).split(".").at(-1)?.toLowerCase() ?? ""] ?? "plaintext";
}
