/**
 * How a family's files come to be, on the build's side (Node). Each family has a folder `<family>-assets/` beside this
 * file that exports one {@link GuestSource}; `vite-guest-plugin.ts` lists them.
 */
import { build } from "vite";
import type { Rolldown } from "vite";

export interface GuestFiles {
  /** Text of the self-contained ES module that exports `boot`. */
  readonly guest: string;
  /** WebAssembly to be compiled once a frame: name → bytes. */
  readonly modules: Readonly<Record<string, Uint8Array>>;
  /** Other files: name (with its extension) → bytes or text. */
  readonly assets: Readonly<Record<string, Uint8Array | string>>;
}

export interface GuestSource {
  readonly family: "nodejs" | "python";
  /** Called once a build or dev server, and again when a file under `src/runtime/guest/` changes. */
  files(): Promise<GuestFiles>;
}

/** Ids of all modules that bundles of this process took in: their licenses are owed. */
export const bundledModules: ReadonlySet<string> = new Set();

/**
 * Bundles one entry into one text: minified, nothing imported, nothing split off.
 * `iife` with a `name` puts the entry's exports in a variable of that name; `mangle: false` keeps the names of functions,
 * for a bundle whose own frames show in the learner's stack traces.
 */
export async function bundle(
  entry: string,
  format: "es" | "iife",
  options: { readonly name?: string; readonly mangle?: boolean; readonly alias?: Record<string, string>; readonly plugins?: Rolldown.Plugin[]; readonly define?: Record<string, string> } = {},
): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    envFile: false,
    publicDir: false,
    plugins: options.plugins ?? [],
    resolve: { alias: options.alias ?? {} },
    define: { "process.env.NODE_ENV": JSON.stringify("production"), ...options.define },
    build: {
      write: false,
      target: "es2023",
      minify: false,
      sourcemap: false,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: "strict",
        output: { format, codeSplitting: false, minify: { mangle: options.mangle ?? true, compress: true, codegen: true }, ...(options.name === undefined ? {} : { name: options.name }) },
      },
    },
  });
  const output = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput;
  const chunks = output.output.filter((file) => file.type === "chunk");
  const [chunk] = chunks;
  if (chunk === undefined || chunks.length !== 1 || chunk.imports.length > 0)
    throw new Error(`${entry} must bundle into one file that imports nothing`);
  for (const id of chunk.moduleIds) (bundledModules as Set<string>).add(id);
  return chunk.code;
}
