/**
 * `import`: ES modules of the deployment package. Each becomes a blob that the browser's own module system loads, so
 * that live bindings, strict mode, top-level await and evaluation order are the real ones; what a blob cannot say is
 * rewritten: specifiers, `import()` and `import.meta`. A `sourceURL`, or `stack-traces.ts` where an engine ignores it, keeps
 * stack traces in `/var/task`.
 *
 * Cycles: a blob's URL exists only once its text does, so that the import which closes a cycle goes to a stand-in. Its
 * bindings are filled when the real module begins (functions) and again when it ends (everything). What differs from
 * Node.js: a module of a cycle that *uses* such a binding before that sees `undefined` instead of an error or a hoisted
 * function, and a `let` that changes later is seen at its old value through the stand-in.
 */
import type { Export, Import } from "es-module-lexer/js";
import type { LazyAssets } from "../assets.ts";
import type { CommonJsLoader } from "./commonjs.ts";
import type { Lexers } from "./module-source.ts";
import { applyEdits, dynamicEdits, LOADER, readSource } from "./module-source.ts";
import { nameSource } from "../stack-traces.ts";
import { facade, fillers, standInText } from "./module-text.ts";
import type { Resolved } from "./resolve.ts";
import { formatOf, nodeError, resolveImport, resolveRequire } from "./resolve.ts";
import type { TaskFiles } from "./task-files.ts";
import { parent } from "./task-files.ts";

interface Parsed {
  readonly source: string;
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
}

type Getters = Readonly<Record<string, () => unknown>>;

export interface EcmaScriptOptions {
  readonly files: TaskFiles;
  readonly assets: LazyAssets;
  readonly commonJs: CommonJsLoader;
  readonly builtin: (name: string) => unknown;
  /** Tells that something is under way (see liveness.ts); call what is returned when it is done. */
  readonly begin: () => () => void;
}

export class EcmaScriptLoader {
  readonly #options: EcmaScriptOptions;
  readonly #urls = new Map<string, string>();
  readonly #parsed = new Map<string, Parsed>();
  readonly #linking = new Set<string>();
  readonly #standIns = new Map<string, { url: string; fill: ((getters: Getters) => void) | null }>();
  readonly #metas = new Map<string, object>();

  constructor(options: EcmaScriptOptions) {
    this.#options = options;
    // What rewritten modules call.
    Object.defineProperty(globalThis, Symbol.for("lambdarium.loader"), {
      value: Object.freeze({
        import: async (from: string, specifier: unknown, options?: unknown) =>
          this.#importFrom(from, String(specifier), jsonAttribute(options)),
        meta: (path: string) => this.#meta(path),
        builtin: options.builtin,
        require: (path: string) => options.commonJs.load(path, null),
        json: (path: string) => JSON.parse(options.files.text(path)) as unknown,
        standIn: (path: string, fill: (getters: Getters) => void) => {
          const standIn = this.#standIns.get(path);
          if (standIn !== undefined) standIn.fill = fill;
        },
        fill: (path: string, getters: Getters) => this.#standIns.get(path)?.fill?.(getters),
      }),
    });
  }

  /** Loads a file with everything it imports; resolves to its namespace. */
  async import(path: string): Promise<Record<string, unknown>> {
    return this.#native(this.#link({ kind: "file", path }, false));
  }

  async #importFrom(from: string, specifier: string, json: boolean): Promise<Record<string, unknown>> {
    return this.#native(this.#link(resolveImport(this.#options.files, specifier, from), json));
  }

  async #native(url: string): Promise<Record<string, unknown>> {
    const done = this.#options.begin();
    try {
      return (await import(/* @vite-ignore */ url)) as Record<string, unknown>;
    } catch (error) {
      // "The requested module 'blob:…' does not provide an export named 'x'": say which file.
      if (error instanceof SyntaxError)
        for (const [path, blob] of this.#urls)
          if (error.message.includes(blob)) error.message = error.message.replaceAll(blob, path);
      throw error;
    } finally {
      done();
    }
  }

  /** The URL of a blob that stands for what was resolved. */
  #link(target: Resolved, json: boolean): string {
    const { files } = this.#options;
    const key = target.kind === "builtin" ? `node:${target.name}` : target.path;
    const known = this.#urls.get(key);
    if (known !== undefined) return known;
    if (this.#linking.has(key)) return this.#standIn(key);
    if (target.kind === "builtin") {
      const names = Object.keys(Object(this.#options.builtin(target.name)) as object);
      return this.#publish(key, facade(`${LOADER}.builtin(${JSON.stringify(target.name)})`, names));
    }
    const file = JSON.stringify(target.path);
    const format = formatOf(files, target.path);
    if (format === "json") {
      if (!json)
        throw nodeError(
          TypeError,
          "ERR_IMPORT_ATTRIBUTE_MISSING",
          `Module "file://${target.path}" needs an import attribute of "type: json"`,
        );
      return this.#publish(key, `export default ${LOADER}.json(${file});`);
    }
    if (format === "commonjs") {
      return this.#publish(key, facade(`${LOADER}.require(${file})`, this.#commonJsNames(target.path)));
    }
    this.#linking.add(key);
    try {
      return this.#publish(key, this.#rewrite(target.path));
    } finally {
      this.#linking.delete(key);
    }
  }

  #publish(key: string, text: string): string {
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    this.#urls.set(key, url);
    nameSource(url, key.startsWith("node:") ? key : `file://${key}`);
    return url;
  }

  #parse(path: string): Parsed {
    const known = this.#parsed.get(path);
    if (known !== undefined) return known;
    const source = readSource(this.#options.files, path, "module", this.#options.assets);
    let parsed: Parsed = { source, imports: [], exports: [] };
    // The lexer stays away from a module that imports nothing, unless a cycle asks for its exports.
    if (/\bimport\b|\bfrom\b/u.test(source)) parsed = this.#lex(source, path);
    this.#parsed.set(path, parsed);
    return parsed;
  }

  #lex(source: string, path: string): Parsed {
    try {
      const [imports, exports] = this.#options.assets.load<Lexers>("lexers.js").parseEsm(source, path);
      return { source, imports, exports };
    } catch {
      // The browser's own parser says better what is wrong: let it read the source as it is.
      return { source, imports: [], exports: [] };
    }
  }

  #rewrite(path: string): string {
    const { source, imports, exports } = this.#parse(path);
    const { files } = this.#options;
    const edits = dynamicEdits(imports, path);
    const urls: string[] = [];
    imports.forEach((one, index) => {
      if (one.type !== "static" && one.type !== "reexport-star") return;
      const json = one.attributes?.some(([name, value]) => name === "type" && value === "json") ?? false;
      const url = this.#link(resolveImport(files, one.specifier, path), json);
      urls[index] = url;
      // The range of a static specifier lies inside its quotes; `with { … }` goes, a blob is JavaScript.
      edits.push({ start: one.start, end: one.end, text: url });
      if (one.attributesStart >= 0) edits.push({ start: one.end + 1, end: one.importEnd, text: "" });
    });
    const [head, tail] = this.#standIns.has(path) ? fillers(path, exports, urls, edits) : ["", ""];
    return `${head}${applyEdits(source, edits)}\n${tail}\n//# sourceURL=file://${path}`;
  }

  /** The stand-in of a module that is still being linked. */
  #standIn(path: string): string {
    const known = this.#standIns.get(path);
    if (known !== undefined) return known.url;
    const names = [...this.#exportNames(path, new Set())];
    const url = URL.createObjectURL(new Blob([standInText(path, names)], { type: "text/javascript" }));
    this.#standIns.set(path, { url, fill: null });
    return url;
  }

  #exportNames(path: string, seen: Set<string>): Set<string> {
    const names = new Set<string>();
    if (seen.has(path)) return names;
    seen.add(path);
    for (const one of this.#lex(this.#parse(path).source, path).exports) {
      if (one.type !== "reexport-all") names.add(one.name);
      else {
        const from = resolveImport(this.#options.files, one.from, path);
        if (from.kind === "file" && formatOf(this.#options.files, from.path) === "module")
          for (const name of this.#exportNames(from.path, seen)) if (name !== "default") names.add(name);
      }
    }
    return names;
  }

  /** The names that `import { x } from` may ask of a CommonJS module: read, not run, as Node.js does. */
  #commonJsNames(path: string): string[] {
    const { files, assets } = this.#options;
    const names = new Set<string>();
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file) || formatOf(files, file) !== "commonjs") return;
      seen.add(file);
      try {
        const { exports, reexports } = assets.load<Lexers>("lexers.js").parseCjs(readSource(files, file, "commonjs", assets));
        for (const name of exports) names.add(name);
        for (const specifier of reexports) {
          const found = resolveRequire(files, specifier, file, []);
          if (found.kind === "file") visit(found.path);
        }
      } catch {
        // What cannot be read will say so when it runs.
      }
    };
    visit(path);
    return [...names];
  }

  #meta(path: string): object {
    const known = this.#metas.get(path);
    if (known !== undefined) return known;
    const meta = Object.assign(Object.create(null) as object, {
      dirname: parent(path),
      filename: path,
      resolve: (specifier: string): string => {
        const found = resolveImport(this.#options.files, specifier, path);
        return found.kind === "builtin" ? `node:${found.name}` : `file://${found.path}`;
      },
      url: `file://${path}`,
    });
    this.#metas.set(path, meta);
    return meta;
  }
}

function jsonAttribute(options: unknown): boolean {
  if (typeof options !== "object" || options === null) return false;
  const attributes = (options as { with?: { type?: unknown } }).with;
  return attributes?.type === "json";
}
