/** `require`: CommonJS modules of the deployment package, compiled and run synchronously. */
import type { LazyAssets } from "../assets.ts";
import { builtinName } from "./builtin-names.ts";
import type { Lexers } from "./module-source.ts";
import { applyEdits, dynamicEdits, readSource } from "./module-source.ts";
import { formatOf, nodeError, resolveRequire } from "./resolve.ts";
import type { TaskFiles } from "./task-files.ts";
import { parent } from "./task-files.ts";

export interface CommonJsModule {
  id: string;
  path: string;
  filename: string;
  exports: unknown;
  loaded: boolean;
  children: CommonJsModule[];
  parent: CommonJsModule | null;
  paths: string[];
  require: Require;
}

export interface Require {
  (specifier: string): unknown;
  resolve: ((specifier: string) => string) & { paths: (specifier: string) => string[] | null };
  cache: Record<string, CommonJsModule>;
  main: CommonJsModule | undefined;
  extensions: Record<string, unknown>;
}

export interface CommonJsOptions {
  readonly files: TaskFiles;
  readonly assets: LazyAssets;
  readonly builtin: (name: string) => unknown;
}

export class CommonJsLoader {
  readonly #options: CommonJsOptions;
  readonly #cache: Record<string, CommonJsModule> = Object.create(null) as Record<string, CommonJsModule>;

  constructor(options: CommonJsOptions) {
    this.#options = options;
  }

  /** Loads a file as `require` would, for whoever asked (`null`: the runtime itself). */
  load(path: string, asker: CommonJsModule | null): unknown {
    const known = this.#cache[path];
    if (known !== undefined) return known.exports;
    const format = formatOf(this.#options.files, path);
    if (format === "module")
      throw nodeError(
        Error,
        "ERR_REQUIRE_ESM",
        `require() of ES Module ${path} from ${asker?.filename ?? "/var/runtime/index.mjs"} not supported.\n` +
          `Instead change the require of ${path} to a dynamic import() which is available in all CommonJS modules.`,
      );
    const module = this.#create(path, asker);
    this.#cache[path] = module;
    try {
      if (format === "json") module.exports = this.#json(path);
      else this.#run(module);
    } catch (error) {
      delete this.#cache[path];
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  /** `createRequire(path)` of `node:module`. */
  requireFrom(path: string, asker: CommonJsModule | null = null): Require {
    const resolve = (specifier: string): string => {
      const found = this.#resolve(specifier, path, asker);
      return found.kind === "builtin" ? specifier : found.path;
    };
    const require = (specifier: string): unknown => {
      if (typeof specifier !== "string")
        throw nodeError(
          TypeError,
          "ERR_INVALID_ARG_TYPE",
          `The "id" argument must be of type string. Received ${specifier === null ? "null" : `type ${typeof specifier}`}`,
        );
      const found = this.#resolve(specifier, path, asker);
      if (found.kind === "builtin") return this.#options.builtin(found.name);
      return this.load(found.path, asker);
    };
    return Object.assign(require, {
      resolve: Object.assign(resolve, {
        paths: (specifier: string) => (builtinName(specifier) === null ? modulePaths(path) : null),
      }),
      cache: this.#cache,
      main: undefined,
      extensions: { ".js": null, ".json": null, ".node": null },
    });
  }

  #resolve(specifier: string, path: string, asker: CommonJsModule | null) {
    const stack: string[] = [];
    for (let module = asker; module !== null; module = module.parent) stack.push(module.filename);
    return resolveRequire(this.#options.files, specifier, path, stack.length > 0 ? stack : [path]);
  }

  #create(path: string, asker: CommonJsModule | null): CommonJsModule {
    const module = {
      id: path,
      path: parent(path),
      filename: path,
      exports: {},
      loaded: false,
      children: [],
      parent: asker,
      paths: modulePaths(path),
    } as unknown as CommonJsModule;
    module.require = this.requireFrom(path, module);
    asker?.children.push(module);
    return module;
  }

  #json(path: string): unknown {
    try {
      return JSON.parse(this.#options.files.text(path));
    } catch (error) {
      throw new SyntaxError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #run(module: CommonJsModule): void {
    const { files, assets } = this.#options;
    if (module.filename.endsWith(".node"))
      throw nodeError(Error, "ERR_DLOPEN_FAILED", `${module.filename}: native addons cannot be loaded in a browser`);
    let source = readSource(files, module.filename, "commonjs", assets);
    if (/\bimport\s*\(/u.test(source)) {
      const [imports] = assets.load<Lexers>("lexers.js").parseEsm(source);
      source = applyEdits(source, dynamicEdits(imports, module.filename));
    }
    // An indirect eval: global scope, and lines that stay where they are.
    // oxlint-disable-next-line no-eval -- running the learner's code is what this is for
    const compiled = (0, eval)(
      `(function (exports, require, module, __filename, __dirname) { ${source}\n})\n//# sourceURL=${module.filename}`,
    ) as (...parts: unknown[]) => void;
    compiled.call(module.exports, module.exports, module.require, module, module.filename, module.path);
  }
}

function modulePaths(path: string): string[] {
  const paths: string[] = [];
  for (let folder = parent(path); ; folder = parent(folder)) {
    if (!folder.endsWith("/node_modules")) paths.push(folder === "/" ? "/node_modules" : `${folder}/node_modules`);
    if (folder === "/") return paths;
  }
}
