/**
 * Writes `licenses.md`: every package of which the build ships a byte, with its license. Vite's own `build.license` sees the
 * page's chunks alone; this also sees the Workers, the guests, style sheets, and what is shipped without being bundled.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Plugin, Rolldown } from "vite";

const require = createRequire(import.meta.url);

/** What a plugin may offer as its `api`: the modules of bundles that it ships as plain files. */
export interface ShipsBundles {
  moduleIds(): Iterable<string>;
}

/** A part of the build that no bundler saw as a package. `license`: SPDX identifiers. */
interface Part {
  readonly name: string;
  readonly version: string;
  readonly licenses: readonly string[];
  readonly copyright: string;
}

const pyodide = (JSON.parse(readFileSync(require.resolve("pyodide/package.json"), "utf8")) as { version: string }).version;

/** Pyodide's files are shipped as they are, and hold what its build links in; the fonts come inside a style sheet. */
const PARTS: readonly Part[] = [
  { name: "Pyodide", version: pyodide, licenses: ["MPL-2.0"], copyright: "The Pyodide contributors and Mozilla. Source: https://github.com/pyodide/pyodide" },
  { name: "CPython and its standard library", version: `as in Pyodide ${pyodide}`, licenses: ["Python-2.0.1"], copyright: "Copyright (c) 2001 Python Software Foundation; All Rights Reserved" },
  { name: "Emscripten and musl", version: `as in Pyodide ${pyodide}`, licenses: ["MIT"], copyright: "Copyright (c) 2010 Emscripten authors; musl: Copyright (c) 2005 Rich Felker, et al." },
  { name: "LLVM's compiler-rt, libc++ and libc++abi", version: `as in Pyodide ${pyodide}`, licenses: ["Apache-2.0"], copyright: "The LLVM Project. Apache-2.0 with the LLVM exception, which frees what a compiler embeds of the conditions 4(a), 4(b) and 4(d)." },
  { name: "libffi", version: `as in Pyodide ${pyodide}`, licenses: ["MIT"], copyright: "Copyright (c) 1996 Anthony Green, Red Hat, Inc and others" },
  { name: "zlib", version: `as in Pyodide ${pyodide}`, licenses: ["Zlib"], copyright: "Copyright (c) 1995 Jean-loup Gailly and Mark Adler" },
  { name: "bzip2", version: `as in Pyodide ${pyodide}`, licenses: ["bzip2-1.0.6"], copyright: "Copyright (c) 1996 Julian Seward" },
  { name: "liblzma", version: `as in Pyodide ${pyodide}`, licenses: ["0BSD"], copyright: "The XZ Utils authors" },
  { name: "Zstandard", version: `as in Pyodide ${pyodide}`, licenses: ["BSD-3-Clause"], copyright: "Copyright (c) Meta Platforms, Inc. and affiliates" },
  { name: "SQLite", version: `as in Pyodide ${pyodide}`, licenses: ["blessing"], copyright: "In the public domain" },
  { name: "mpdecimal", version: `as in Pyodide ${pyodide}`, licenses: ["BSD-2-Clause"], copyright: "Copyright (c) 2008 Stefan Krah" },
  { name: "Expat", version: `as in Pyodide ${pyodide}`, licenses: ["MIT"], copyright: "Copyright (c) 1998 Thai Open Source Software Center Ltd and Clark Cooper; Copyright (c) 2001 Expat maintainers" },
  { name: "HACL*", version: `as in Pyodide ${pyodide}`, licenses: ["MIT"], copyright: "Copyright (c) 2016 INRIA, CMU and Microsoft Corporation" },
  { name: "Open Sans", version: "as in Cloudscape's global styles", licenses: ["OFL-1.1"], copyright: "Copyright 2020 The Open Sans Project Authors (https://github.com/googlefonts/opensans)" },
];

/** Files of a package that a license asks to be passed on. */
const LICENSE_FILES = /^(licen[cs]e|copying|notice|third-?party)/i;

/** Collects what Workers' bundles take in, and what the page's does, and writes the file with the page's. */
export function licenses(fileName = "licenses.md"): { readonly page: Plugin; readonly worker: () => Plugin } {
  const modules = new Set<string>();
  const collect = (context: Rolldown.PluginContext, bundle: Rolldown.OutputBundle): void => {
    for (const file of Object.values(bundle)) if (file.type === "chunk") for (const id of file.moduleIds) modules.add(id);
    // A style sheet leaves its chunk before this is asked.
    for (const id of context.getModuleIds()) if (/\.css($|\?)/.test(id)) modules.add(id);
  };
  return {
    worker: () => ({ name: "lambdarium:licenses-of-workers", generateBundle(_options, bundle) { collect(this, bundle); } }),
    page: {
      name: "lambdarium:licenses",
      apply: "build",
      generateBundle(_options, bundle) {
        collect(this, bundle);
        for (const { api } of this.environment.config.plugins) if (isShipping(api)) for (const id of api.moduleIds()) modules.add(id);
        this.emitFile({ type: "asset", fileName, source: licenseText(modules) });
      },
    },
  };
}

function isShipping(api: unknown): api is ShipsBundles {
  return typeof (api as Partial<ShipsBundles> | undefined)?.moduleIds === "function";
}

/**
 * The text of `licenses.md` for the packages of these modules and the parts that no bundler sees.
 * Throws where a package has neither a license file nor an identifier that SPDX knows.
 */
export function licenseText(moduleIds: Iterable<string>): string {
  const folders = new Set([...moduleIds].map(packageFolder).filter((folder) => folder !== undefined));
  const packages = new Map([...folders].map((folder) => describe(folder)));
  const parts = PARTS.map((part): [string, string] => [
    `${part.name} - ${part.version} (${part.licenses.join(", ")})`,
    [part.copyright, ...part.licenses.map(spdxText)].join("\n\n"),
  ]);
  const entries = [...packages, ...parts].toSorted(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return `# Licenses\n\nThis site ships code and fonts under these licenses:\n${entries.map(([title, text]) => `\n## ${title}\n\n${text}\n`).join("")}`;
}

/** The folder of the package that a module belongs to; undefined for the project's own modules and virtual ones. */
function packageFolder(id: string): string | undefined {
  const file = id.replace(/^\0/, "").replace(/[?#].*$/, "");
  const match = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file);
  return match && existsSync(path.join(match[1]!, "package.json")) ? match[1]! : undefined;
}

function describe(folder: string): [title: string, text: string] {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { name: string; version: string; license?: string };
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && LICENSE_FILES.test(entry.name)).map((entry) => entry.name).toSorted();
  const texts = files.map((file) => readFileSync(path.join(folder, file), "utf8").trim());
  if (!files.some((file) => /^(licen[cs]e|copying)/i.test(file))) {
    if (license === undefined) throw new Error(`${name} ${version} is shipped and names no license; leave it out, or add its license to vite-license-plugin.ts`);
    texts.unshift(spdxText(license));
  }
  return [`${name} - ${version}${license ? ` (${license})` : ""}`, texts.join("\n\n")];
}

/** A license's text by its SPDX identifier. Throws where SPDX has none. */
function spdxText(identifier: string): string {
  try {
    return (require(`spdx-license-list/licenses/${identifier}.json`) as { licenseText: string }).licenseText.trim();
  } catch {
    throw new Error(`SPDX knows no license ${identifier}; add its text to vite-license-plugin.ts`);
  }
}
