/**
 * Ships the guests with the site, for dev, build and preview alike. Two virtual modules, both for the page:
 *
 * - `virtual:lambdarium-guests`: the manifests (URLs relative to the document, sizes) of each family's files;
 * - `virtual:lambdarium-frame`: the URLs of the sandboxed frame's document, one without and one with the network.
 *
 * The guests cannot be ordinary chunks of the site: nothing can be requested from inside the sandbox, so that the
 * cloud Worker fetches their bytes and hands them in.
 */
import { createHash } from "node:crypto";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { frameDocument } from "./frame-document.ts";
import type { GuestFiles, GuestSource } from "./guest-source.ts";
import { bundle, bundledModules } from "./guest-source.ts";
import { nodejsGuest } from "./nodejs-assets/nodejs-guest.ts";
import { pythonGuest } from "./python-assets/python-guest.ts";

const SOURCES: readonly GuestSource[] = [nodejsGuest, pythonGuest];

/** Larger files are shipped compressed: a static host may not compress, and Python is 45 MB as it runs. */
const COMPRESS_FROM_BYTES = 100_000;
const ALREADY_COMPRESSED = [".zip"];

const HERE = fileURLToPath(new URL(".", import.meta.url));
const GUESTS = "virtual:lambdarium-guests";
const FRAME = "virtual:lambdarium-frame";

interface ShippedFile {
  readonly name: string;
  readonly path: string;
  readonly content: Uint8Array;
}

interface ShippedFamily {
  readonly family: string;
  readonly guest: ShippedFile;
  readonly modules: readonly ShippedFile[];
  readonly assets: readonly ShippedFile[];
}

interface ShippedFrames {
  readonly locked: ShippedFile;
  readonly network: ShippedFile;
}

export function guestPlugin(): Plugin {
  let base = "/";
  let shipped: Promise<readonly ShippedFamily[]> | undefined;
  const families = (): Promise<readonly ShippedFamily[]> => {
    shipped ??= Promise.all(SOURCES.map(async (source) => ship(source.family, await source.files())));
    return shipped;
  };
  let framesShipped: Promise<ShippedFrames> | undefined;
  const frames = (): Promise<ShippedFrames> => (framesShipped ??= shipFrames());
  return {
    name: "lambdarium:guests",
    // For the license plugin: no bundler of the site sees these.
    api: { moduleIds: () => bundledModules },
    configResolved: (config) => {
      base = config.base;
    },
    resolveId: (id) => (id === GUESTS || id === FRAME ? `\0${id}` : undefined),
    async load(id) {
      if (id === `\0${FRAME}`) {
        const both = await frames();
        if (this.environment.mode === "build")
          for (const file of Object.values(both)) this.emitFile({ type: "asset", fileName: file.path, source: file.content });
        return `export default ${JSON.stringify({ locked: `${base}${both.locked.path}`, network: `${base}${both.network.path}` })};`;
      }
      if (id !== `\0${GUESTS}`) return undefined;
      const all = await families();
      if (this.environment.mode === "build")
        for (const file of all.flatMap(filesOf))
          this.emitFile({ type: "asset", fileName: file.path, source: file.content });
      return `export default ${JSON.stringify(Object.fromEntries(all.map((one) => [one.family, manifestOf(one, base)])))};`;
    },
    configureServer(server) {
      server.watcher.on("change", (path) => {
        if (!path.startsWith(join(HERE, "guest"))) return;
        shipped = undefined;
        framesShipped = undefined;
        server.moduleGraph.invalidateAll();
        server.ws.send({ type: "full-reload" });
      });
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? "").split("?")[0]?.slice(base.length);
        if (path === undefined || !path.startsWith("guests/")) return next();
        Promise.all([families(), frames()]).then(
          ([all, both]) => {
            const file = [...all.flatMap(filesOf), ...Object.values(both)].find((one) => one.path === path);
            if (file === undefined) return next();
            response.setHeader("Content-Type", CONTENT_TYPES[extname(file.path)] ?? "application/octet-stream");
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
            response.end(file.content);
          },
          (error: unknown) => next(error),
        );
      });
    },
  };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json",
};

async function shipFrames(): Promise<ShippedFrames> {
  const script = await bundle(join(HERE, "guest/frame.ts"), "iife");
  const one = (name: string, network: boolean): ShippedFile => {
    const content = new TextEncoder().encode(frameDocument(script, network));
    return { name, path: `guests/${name}-${hashOf(content)}.html`, content };
  };
  return { locked: one("frame-locked", false), network: one("frame-network", true) };
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 10);
}

function ship(family: string, files: GuestFiles): ShippedFamily {
  const one = (name: string, content: Uint8Array | string): ShippedFile => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const hash = hashOf(bytes);
    const extension = extname(name);
    const path = `guests/${family}/${name.slice(0, name.length - extension.length)}-${hash}${extension}`;
    if (bytes.byteLength < COMPRESS_FROM_BYTES || ALREADY_COMPRESSED.includes(extension)) return { name, path, content: bytes };
    // Not `.gz`: hosts (Vite's preview among them) would add a Content-Encoding, and progress would count wrong bytes.
    return { name, path: `${path}.gzip`, content: gzipSync(bytes) };
  };
  const entries = (record: Readonly<Record<string, Uint8Array | string>>): ShippedFile[] =>
    Object.entries(record).map(([name, content]) => one(name, content));
  return { family, guest: one("guest.js", files.guest), modules: entries(files.modules), assets: entries(files.assets) };
}

function filesOf(family: ShippedFamily): ShippedFile[] {
  return [family.guest, ...family.modules, ...family.assets];
}

/** A `GuestManifest` of protocol.ts. */
function manifestOf(family: ShippedFamily, base: string): unknown {
  const one = (file: ShippedFile) => ({ name: file.name, url: `${base}${file.path}`, bytes: file.content.byteLength });
  return { guest: one(family.guest), modules: family.modules.map(one), assets: family.assets.map(one) };
}
