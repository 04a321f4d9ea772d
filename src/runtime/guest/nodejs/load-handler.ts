import type { GuestSpec } from "../guest-protocol.ts";
import type { LazyAssets } from "./assets.ts";
import type { Handler } from "./handler-name.ts";
import { findHandler, parseHandlerName } from "./handler-name.ts";
import { refuseCallbacks } from "./invoke-handler.ts";
import { CommonJsLoader } from "./modules/commonjs.ts";
import { EcmaScriptLoader } from "./modules/ecmascript.ts";
import { formatOf, resolveRequire } from "./modules/resolve.ts";
import { join, TaskFiles, TASK_ROOT } from "./modules/task-files.ts";
import { isError, runtimeError } from "./runtime-errors.ts";

/** Lambda's lookup order; TypeScript, which AWS does not take, comes last. */
const EXTENSIONS = ["", ".js", ".mjs", ".cjs", ".mts", ".ts", ".cts"];
const ASKER = "/var/runtime/index.mjs";

export interface Loaders {
  readonly files: TaskFiles;
  readonly commonJs: CommonJsLoader;
  readonly ecmaScript: EcmaScriptLoader;
}

export function createLoaders(
  spec: GuestSpec,
  assets: LazyAssets,
  builtin: (name: string) => unknown,
  begin: () => () => void,
): Loaders {
  const files = new TaskFiles(spec.files, spec.unreadable);
  const commonJs = new CommonJsLoader({ files, assets, builtin });
  return { files, commonJs, ecmaScript: new EcmaScriptLoader({ files, assets, commonJs, builtin, begin }) };
}

/** Runs the static code of the function's module and finds its handler. Throws what AWS reports as an init error. */
export async function loadHandler(spec: GuestSpec, loaders: Loaders): Promise<Handler> {
  const { folder, module, name } = parseHandlerName(spec.handler);
  const handler = findHandler(await loadModule(folder, module, loaders), name, spec.handler);
  if (spec.runtime !== "nodejs22.x") refuseCallbacks(handler);
  return handler;
}

async function loadModule(folder: string, module: string, loaders: Loaders): Promise<unknown> {
  const { files, commonJs, ecmaScript } = loaders;
  const stem = join(join(TASK_ROOT, folder), module);
  try {
    for (const extension of EXTENSIONS) {
      const path = stem + extension;
      if (!files.isFile(path)) continue;
      if (formatOf(files, path) === "module") return await ecmaScript.import(path);
      return commonJs.load(path, null);
    }
    const found = resolveRequire(files, folder === "" ? module : `${folder}/${module}`, `${TASK_ROOT}/index.js`, [ASKER]);
    if (found.kind === "file") return commonJs.load(found.path, null);
    throw Object.assign(new Error(`Cannot find module '${module}'\nRequire stack:\n- ${ASKER}`), { code: "MODULE_NOT_FOUND" });
  } catch (error) {
    if (error instanceof SyntaxError) throw runtimeError("Runtime.UserCodeSyntaxError", String(error), error);
    if (isError(error) && (error as { code?: unknown }).code === "MODULE_NOT_FOUND")
      throw runtimeError("Runtime.ImportModuleError", String(error), error);
    throw error;
  }
}
