import type { Import, parse as parseModule } from "es-module-lexer/js";
import type { LazyAssets } from "../assets.ts";
import type { TaskFiles } from "./task-files.ts";

/** What `lexers.js` exports. */
export interface Lexers {
  readonly parseEsm: typeof parseModule;
  readonly parseCjs: (source: string) => { exports: string[]; reexports: string[] };
}

/** What `typescript.js` exports: removes types, keeps every line where it was. */
export interface TypeStripper {
  readonly strip: (source: string, path: string, format: "module" | "commonjs") => string;
}

/** A part of a source to be replaced. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How rewritten code reaches the loader; a registered symbol, so that no name of the learner's is taken. */
export const LOADER = `globalThis[Symbol.for("lambdarium.loader")]`;

/** The source of a file as JavaScript: types stripped, a `#!` line commented out. Line numbers stay. */
export function readSource(files: TaskFiles, path: string, format: "module" | "commonjs", assets: LazyAssets): string {
  const text = files.text(path);
  const source = text.startsWith("#!") ? `//${text}` : text;
  if (!/\.[mc]?ts$/u.test(path)) return source;
  return assets.load<TypeStripper>("typescript.js").strip(source, path, format);
}

/** `import(x)` and `import.meta` mean nothing inside a blob or an eval: they become calls of the loader. */
export function dynamicEdits(imports: readonly Import[], path: string): Edit[] {
  const file = JSON.stringify(path);
  const edits: Edit[] = [];
  for (const one of imports) {
    if (one.type === "dynamic")
      edits.push({ start: one.importStart, end: one.dynamicStart + 1, text: `${LOADER}.import(${file},` });
    else if (one.type === "import-meta")
      edits.push({ start: one.start, end: one.end, text: `${LOADER}.meta(${file})` });
  }
  return edits;
}

export function applyEdits(source: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + source.slice(at);
}
