/** The deployment package as Node.js's module loader sees it: absolute paths, read-only. */

export const TASK_ROOT = "/var/task";

export class TaskFiles {
  readonly #files = new Map<string, Uint8Array>();
  readonly #folders = new Set<string>();
  readonly #packages = new Map<string, PackageJson | null>();

  readonly #unreadable: ReadonlyMap<string, number>;

  /** `files`: paths without a leading slash, as they stand in the zip; `unreadable`: those that cannot be read. */
  constructor(files: ReadonlyMap<string, Uint8Array>, unreadable: ReadonlyMap<string, number> = new Map()) {
    this.#unreadable = unreadable;
    for (const [name, bytes] of files) {
      const path = `${TASK_ROOT}/${name}`;
      this.#files.set(path, bytes);
      for (let folder = parent(path); !this.#folders.has(folder); folder = parent(folder)) this.#folders.add(folder);
    }
    this.#folders.add(TASK_ROOT);
  }

  isFile(path: string): boolean {
    return this.#files.has(path);
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  /** The file's text, without a byte order mark. */
  text(path: string): string {
    const bytes = this.#files.get(path);
    if (bytes === undefined) throw new Error(`No file ${path}`);
    if (!this.#isReadable(path)) {
      throw Object.assign(new Error(`EACCES: permission denied, open '${path}'`), { errno: -13, code: "EACCES", syscall: "open", path });
    }
    return new TextDecoder().decode(bytes);
  }

  #isReadable(path: string): boolean {
    return !this.#unreadable.has(path.slice(TASK_ROOT.length + 1));
  }

  /** The `package.json` of exactly this folder; `null` if there is none that can be read. A broken one throws, as in Node.js. */
  packageIn(folder: string): PackageJson | null {
    const known = this.#packages.get(folder);
    if (known !== undefined) return known;
    const path = folder === "/" ? "/package.json" : `${folder}/package.json`;
    const found = this.isFile(path) && this.#isReadable(path) ? readPackage(path, this.text(path)) : null;
    this.#packages.set(folder, found);
    return found;
  }

  /** The nearest `package.json` at or above a file, as far as the next `node_modules`. */
  packageScope(path: string): { readonly folder: string; readonly json: PackageJson } | null {
    for (let folder = parent(path); ; folder = parent(folder)) {
      if (folder.endsWith("/node_modules")) return null;
      const json = this.packageIn(folder);
      if (json !== null) return { folder, json };
      if (folder === "/") return null;
    }
  }
}

export interface PackageJson {
  readonly name?: string;
  readonly main?: string;
  readonly type?: string;
  readonly exports?: unknown;
  readonly imports?: unknown;
}

function readPackage(path: string, text: string): PackageJson {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? json : {};
  } catch (error) {
    throw Object.assign(new Error(`Invalid package config ${path}.`, { cause: error }), {
      code: "ERR_INVALID_PACKAGE_CONFIG",
    });
  }
}

export function parent(path: string): string {
  const end = path.lastIndexOf("/");
  return end <= 0 ? "/" : path.slice(0, end);
}

/** Joins and normalises: no `.`, `..` or doubled slash is left, and the result is absolute. */
export function join(base: string, relative: string): string {
  const parts: string[] = [];
  const whole = relative.startsWith("/") ? relative : `${base}/${relative}`;
  for (const part of whole.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}
