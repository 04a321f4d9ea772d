import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { GuestSource } from "../guest-source.ts";
import { bundle } from "../guest-source.ts";

const at = (path: string): string => fileURLToPath(new URL(`../guest/nodejs/${path}`, import.meta.url));

/** CommonJS, because packages use what they `require` here as a class. */
const SHARED_EVENTS = "\0lambdarium:shared-events";
const SHARED_EVENTS_CODE = 'module.exports = globalThis[Symbol.for("lambdarium.events")];';

/** What packages for Node.js mean by a module of Node.js, inside a Worker. */
const ALIASES: Readonly<Record<string, string>> = {
  buffer: at("aliases/shared-buffer.ts"),
  events: SHARED_EVENTS,
  path: "path-browserify",
  process: at("aliases/global-process.ts"),
  stream: "readable-stream",
  "stream/web": at("aliases/web-streams.ts"),
  url: "unenv/node/url",
  util: "unenv/node/util",
  string_decoder: "string_decoder/",
  crypto: at("aliases/web-crypto.ts"),
};

/** The alias of a name with and without `node:`; any other `node:` name is unenv's. */
function resolveNode(specifier: string): string | null {
  const name = specifier.replace(/^node:/u, "");
  if (Object.hasOwn(ALIASES, name)) return ALIASES[name] ?? null;
  return specifier.startsWith("node:") ? `unenv/node/${name}` : null;
}

const nodeNames = {
  name: "lambdarium:node-names",
  resolveId: {
    order: "pre" as const,
    async handler(
      this: { resolve: (id: string, importer?: string, options?: object) => Promise<{ id: string } | null> },
      id: string,
      importer: string | undefined,
    ) {
      const name = resolveNode(id);
      if (name === null || name === SHARED_EVENTS) return name;
      return this.resolve(name, importer, { skipSelf: true });
    },
  },
  load: (id: string) => (id === SHARED_EVENTS ? { code: SHARED_EVENTS_CODE, moduleType: "js" as const } : null),
};

const asset = (entry: string, define: Record<string, string> = {}): Promise<string> =>
  bundle(at(`assets/${entry}`), "iife", {
    name: "asset",
    plugins: [nodeNames as never],
    // Its synchronous build, which `import` does not get to see.
    alias: { "cjs-module-lexer": createRequire(import.meta.url).resolve("cjs-module-lexer") },
    define,
  });

/**
 * The JavaScript guest. A small bundle that every start pays for, and assets that are read when first wanted: the
 * `node:` modules, `util.inspect`, the lexers for modules that import something, and the stripper of types.
 */
export const nodejsGuest: GuestSource = {
  family: "nodejs",
  async files() {
    const [guest, buffer, inspect, lexers, modules, files, typescript] = await Promise.all([
      bundle(at("main.ts"), "es", { mangle: false }),
      asset("buffer.ts"),
      asset("inspect.ts"),
      // `Buffer` is a faster way for them, and a slower one when it must be loaded first.
      asset("lexers.ts", { Buffer: "undefined" }),
      asset("node-modules.ts"),
      asset("node-files.ts"),
      asset("typescript.ts"),
    ]);
    return {
      // Frames of the runtime itself show in stack traces under AWS's own path.
      guest: `${guest}\n//# sourceURL=file:///var/runtime/index.mjs`,
      modules: {},
      assets: {
        "buffer.js": buffer,
        "inspect.js": inspect,
        "lexers.js": lexers,
        "node-modules.js": modules,
        "node-files.js": files,
        "typescript.js": typescript,
      },
    };
  },
};
