/** Node.js's module resolution over the deployment package; pure, both for `require` and for `import`. */
import { builtinName } from "./builtin-names.ts";
import { resolvePackageField } from "./package-exports.ts";
import type { TaskFiles } from "./task-files.ts";
import { join, parent, TASK_ROOT } from "./task-files.ts";

export type Resolved = { readonly kind: "builtin"; readonly name: string } | { readonly kind: "file"; readonly path: string };

export type ModuleFormat = "module" | "commonjs" | "json";

/** Type stripping keeps these out of the way of Node.js's own extensions: they are tried last. */
const REQUIRE_EXTENSIONS = [".js", ".json", ".node", ".ts", ".cts"];
const REQUIRE_CONDITIONS: ReadonlySet<string> = new Set(["node", "require", "module-sync", "node-addons"]);
const IMPORT_CONDITIONS: ReadonlySet<string> = new Set(["node", "import", "module-sync", "node-addons"]);

/** How Node.js reads a file: by its extension, and `.js` by the nearest package.json's `type`. */
export function formatOf(files: TaskFiles, path: string): ModuleFormat {
  if (path.endsWith(".json")) return "json";
  if (path.endsWith(".mjs") || path.endsWith(".mts")) return "module";
  if (path.endsWith(".cjs") || path.endsWith(".cts")) return "commonjs";
  return files.packageScope(path)?.json.type === "module" ? "module" : "commonjs";
}

/** `require(specifier)` from a file. Throws Node.js's MODULE_NOT_FOUND; `requireStack`: who asked, innermost first. */
export function resolveRequire(files: TaskFiles, specifier: string, from: string, requireStack: readonly string[]): Resolved {
  const builtin = builtinName(specifier);
  if (builtin !== null) return { kind: "builtin", name: builtin };
  if (isPath(specifier)) {
    const path = fileOrFolder(files, join(parent(from), specifier), specifier.endsWith("/"));
    if (path !== null) return { kind: "file", path };
  } else {
    const found = specifier.startsWith("#")
      ? packageImport(files, specifier, from, REQUIRE_CONDITIONS)
      : packageFile(files, specifier, from, REQUIRE_CONDITIONS, (path) => fileOrFolder(files, path, false));
    if (found !== null) return found;
  }
  const stack = requireStack.length > 0 ? `\nRequire stack:\n${requireStack.map((path) => `- ${path}`).join("\n")}` : "";
  throw nodeError(Error, "MODULE_NOT_FOUND", `Cannot find module '${specifier}'${stack}`, { requireStack });
}

/** `import "specifier"` from a file: no extension is guessed. Throws Node.js's ERR_MODULE_NOT_FOUND and its relatives. */
export function resolveImport(files: TaskFiles, specifier: string, from: string): Resolved {
  const builtin = builtinName(specifier);
  if (builtin !== null) return { kind: "builtin", name: builtin };
  if (specifier.startsWith("node:"))
    throw nodeError(Error, "ERR_UNKNOWN_BUILTIN_MODULE", `No such built-in module: ${specifier}`);
  if (isPath(specifier) || specifier.startsWith("file:")) {
    const path = specifier.startsWith("file:") ? fromFileUrl(specifier) : join(parent(from), decode(specifier));
    if (files.isFile(path)) return { kind: "file", path };
    if (files.isFolder(path))
      throw nodeError(
        Error,
        "ERR_UNSUPPORTED_DIR_IMPORT",
        `Directory import '${path}' is not supported resolving ES modules imported from ${from}`,
      );
    throw nodeError(Error, "ERR_MODULE_NOT_FOUND", `Cannot find module '${path}' imported from ${from}`);
  }
  if (/^[a-z][a-z\d+.-]*:/iu.test(specifier))
    throw nodeError(
      Error,
      "ERR_UNSUPPORTED_ESM_URL_SCHEME",
      `Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '${specifier.slice(0, specifier.indexOf(":") + 1)}'`,
    );
  const found = specifier.startsWith("#")
    ? packageImport(files, specifier, from, IMPORT_CONDITIONS)
    : packageFile(files, specifier, from, IMPORT_CONDITIONS, (path) => (files.isFile(path) ? path : null));
  if (found !== null) return found;
  throw nodeError(Error, "ERR_MODULE_NOT_FOUND", `Cannot find package '${specifier}' imported from ${from}`);
}

function isPath(specifier: string): boolean {
  return /^(\.{0,2}\/|\.{1,2}$)/u.test(specifier);
}

function fileOrFolder(files: TaskFiles, path: string, folderOnly: boolean): string | null {
  const file = folderOnly ? null : fileWithExtension(files, path);
  if (file !== null) return file;
  if (!files.isFolder(path)) return null;
  const main = files.packageIn(path)?.main;
  if (typeof main === "string") {
    const target = join(path, main);
    const found = fileWithExtension(files, target) ?? fileWithExtension(files, `${target}/index`);
    if (found !== null) return found;
  }
  return fileWithExtension(files, `${path}/index`);
}

function fileWithExtension(files: TaskFiles, path: string): string | null {
  if (files.isFile(path)) return path;
  for (const extension of REQUIRE_EXTENSIONS) if (files.isFile(path + extension)) return path + extension;
  return null;
}

/** A bare specifier: the package itself by its own name, then every `node_modules` upwards. */
function packageFile(
  files: TaskFiles,
  specifier: string,
  from: string,
  conditions: ReadonlySet<string>,
  legacy: (path: string) => string | null,
): Resolved | null {
  const parts = specifier.split("/");
  const name = specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
  const rest = specifier.slice(name.length);
  const scope = files.packageScope(from);
  if (scope?.json.name === name && scope.json.exports !== undefined)
    return exported(files, scope.folder, scope.json.exports, rest, conditions);
  for (const modules of moduleFolders(from)) {
    const folder = `${modules}/${name}`;
    if (!files.isFolder(folder)) {
      const single = rest === "" ? legacy(folder) : null;
      if (single !== null) return { kind: "file", path: single };
      continue;
    }
    const json = files.packageIn(folder);
    if (json?.exports !== undefined && json.exports !== null) return exported(files, folder, json.exports, rest, conditions);
    const path =
      rest === "" ? fileOrFolder(files, folder, true) : (legacy(join(folder, rest.slice(1))) ?? null);
    if (path !== null) return { kind: "file", path };
  }
  return null;
}

function exported(
  files: TaskFiles,
  folder: string,
  exports: unknown,
  rest: string,
  conditions: ReadonlySet<string>,
): Resolved {
  const found = resolvePackageField(exports, `.${rest}`, conditions);
  if (found?.kind === "relative") {
    const path = join(folder, found.path);
    if (files.isFile(path)) return { kind: "file", path };
    throw nodeError(Error, "MODULE_NOT_FOUND", `Cannot find module '${path}'`);
  }
  throw rest === ""
    ? nodeError(Error, "ERR_PACKAGE_PATH_NOT_EXPORTED", `No "exports" main defined in ${folder}/package.json`)
    : nodeError(
        Error,
        "ERR_PACKAGE_PATH_NOT_EXPORTED",
        `Package subpath '.${rest}' is not defined by "exports" in ${folder}/package.json`,
      );
}

function packageImport(files: TaskFiles, specifier: string, from: string, conditions: ReadonlySet<string>): Resolved | null {
  const scope = files.packageScope(from);
  const found = scope?.json.imports === undefined ? null : resolvePackageField(scope.json.imports, specifier, conditions);
  if (scope === null || found === null)
    throw nodeError(
      TypeError,
      "ERR_PACKAGE_IMPORT_NOT_DEFINED",
      `Package import specifier "${specifier}" is not defined${scope === null ? "" : ` in package ${scope.folder}/package.json`} imported from ${from}`,
    );
  if (found.kind === "relative") return { kind: "file", path: join(scope.folder, found.path) };
  return conditions === REQUIRE_CONDITIONS
    ? resolveRequire(files, found.specifier, `${scope.folder}/package.json`, [from])
    : resolveImport(files, found.specifier, `${scope.folder}/package.json`);
}

/** Where packages are looked for, nearest first; the last ones are Lambda's NODE_PATH within the package. */
function moduleFolders(from: string): string[] {
  const folders: string[] = [];
  for (let folder = parent(from); ; folder = parent(folder)) {
    if (!folder.endsWith("/node_modules")) folders.push(folder === "/" ? "/node_modules" : `${folder}/node_modules`);
    if (folder === "/") break;
  }
  return [...folders, "/opt/nodejs/node_modules", TASK_ROOT];
}

function fromFileUrl(url: string): string {
  return decode(new URL(url).pathname);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path.replace(/[?#].*$/u, ""));
  } catch {
    return path;
  }
}

/** An error as Node.js makes it: with a `code`, which `message` does not repeat but `stack` would. */
export function nodeError(
  kind: ErrorConstructor,
  code: string,
  message: string,
  extra: Readonly<Record<string, unknown>> = {},
): Error & { code: string } {
  return Object.assign(new kind(message), { code, ...extra });
}
