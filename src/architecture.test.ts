import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/**
 * The plan of the house as a test. Which layer may import which (as `#layer/file.ts`), and which packages a layer may name.
 * A layer's own files are always allowed; `testing` and tests may import everything.
 */
const LAYERS: Record<string, { imports: string[]; packages: RegExp; typesOnly?: RegExp; pure?: boolean }> = {
  engine: { imports: [], packages: /^$/, pure: true },
  // Digests that AWS's answers hold are computed by a library that needs neither browser nor Node.
  services: { imports: ["engine"], packages: /^@noble\/hashes\//, typesOnly: /^@aws-sdk\//, pure: true },
  simulation: { imports: ["engine", "services"], packages: /^$/, typesOnly: /^@aws-sdk\//, pure: true },
  "control-plane": { imports: ["engine", "services"], packages: /^$/, typesOnly: /^@aws-sdk\//, pure: true },
  "aws-api": { imports: ["control-plane", "services"], packages: /^(@smithy\/|@aws-sdk\/|msw\b)/ },
  runtime: { imports: ["control-plane", "services"], packages: /./ },
  storage: { imports: ["control-plane", "services"], packages: /^(idb|fflate)$/ },
  bridge: { imports: ["aws-api", "control-plane"], packages: /^(ws|vite|node:)/ },
  cloud: { imports: ["engine", "services", "control-plane", "aws-api", "runtime", "storage", "bridge"], packages: /^(@smithy\/|virtual:)/ },
  // The console sees the account through the API alone; of the rules it may read the pure top-level files, to help while typing.
  console: { imports: ["cloud", "services", "simulation"], packages: /./ },
};

/** The concepts of AWS Lambda, folders of `services/lambda`, and which other ones each may import. All may import the files beside them. */
const CONCEPTS: Record<string, string[]> = {
  configuration: [],
  async: [],
  versions: ["configuration"],
  functions: ["configuration", "versions"],
  triggers: ["configuration", "versions"],
  tags: ["configuration", "triggers", "versions"],
  environments: ["configuration"],
  logs: ["environments"],
  concurrency: ["configuration", "environments"],
  provisioned: ["concurrency", "environments", "logs", "versions"],
  aliases: ["concurrency", "functions", "provisioned"],
  invoke: ["aliases", "concurrency", "environments", "provisioned", "versions"],
};
const LAMBDA = "services/lambda/";

/** Names a pure layer may not say, and what it says instead. */
const BANNED: readonly { pattern: RegExp; instead: string }[] = [
  { pattern: /\bDate\.now\b/, instead: "take `now` as an argument" },
  { pattern: /\bnew Date\(\)/, instead: "take `now` as an argument" },
  { pattern: /\bMath\.random\b/, instead: "take a draw of a named stream as an argument" },
  { pattern: /\bperformance\./, instead: "take `now` as an argument" },
  { pattern: /\bcrypto\b/, instead: "take ids and digests as arguments" },
  { pattern: /\b(setTimeout|setInterval|queueMicrotask)\(/, instead: "put an event in the engine's queue" },
];

const SRC = import.meta.dirname;

interface SourceFile {
  /** Path below src, with forward slashes. */
  readonly name: string;
  readonly text: string;
  readonly isTest: boolean;
}

const files: SourceFile[] = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
  .map((entry) => {
    const full = path.join(entry.parentPath, entry.name);
    const name = path.relative(SRC, full).split(path.sep).join("/");
    return { name, text: readFileSync(full, "utf8"), isTest: /\.test\.tsx?$/.test(name) || name.startsWith("testing/") };
  });

const product = files.filter((file) => !file.isTest);

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

function importsOf(text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const statics = [...code.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^"'`;]*?\sfrom\s+)?["']([^"'\n]+)["']/gm)].map((match) => ({
    specifier: match[2]!,
    typeOnly: match[1] !== undefined,
  }));
  const dynamics = [...code.matchAll(/\bimport\(\s*["']([^"'\n]+)["']/g)].map((match) => ({ specifier: match[1]!, typeOnly: false }));
  return [...statics, ...dynamics];
}

function layerOf(name: string): string {
  return name.includes("/") ? name.slice(0, name.indexOf("/")) : "";
}

/** The files that a file imports by relative paths, as paths below src. */
function relativeImports(file: SourceFile): string[] {
  return importsOf(file.text)
    .filter(({ specifier }) => specifier.startsWith("."))
    .map(({ specifier }) => path.posix.normalize(path.posix.join(path.posix.dirname(file.name), specifier)));
}

/** The concept of Lambda whose folder a file is in; undefined outside of all. */
function conceptOf(name: string): string | undefined {
  return name.startsWith(LAMBDA) && name.split("/").length > 3 ? name.split("/")[2] : undefined;
}

describe("the architecture", () => {
  test("imports follow the table of layers", () => {
    const wrong: string[] = [];
    for (const file of product) {
      const layer = layerOf(file.name);
      const rule = LAYERS[layer];
      if (!rule || isBuildTime(file.name)) continue;
      for (const { specifier, typeOnly } of importsOf(file.text)) {
        if (specifier.startsWith(".")) {
          const target = path.posix.normalize(path.posix.join(path.posix.dirname(file.name), specifier));
          if (layerOf(target) !== layer) wrong.push(`${file.name} reaches ${target} by a relative path; say #layer/file.ts`);
        } else if (specifier.startsWith("#")) {
          const target = specifier.slice(1, specifier.indexOf("/"));
          if (target !== layer && !rule.imports.includes(target)) wrong.push(`${file.name} imports ${specifier}; ${layer} may import ${rule.imports.join(", ") || "nothing"}`);
        } else if (!rule.packages.test(specifier) && !(typeOnly && rule.typesOnly?.test(specifier))) {
          wrong.push(`${file.name} imports the package ${specifier}${typeOnly ? " (type)" : ""}, which ${layer} may not`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("Lambda's concepts import each other by their table, which has no circle, and nothing of them is imported by the files beside them but by operations.ts", () => {
    const wrong: string[] = [];
    for (const file of product) {
      if (!file.name.startsWith(LAMBDA) || file.name === `${LAMBDA}operations.ts`) continue;
      const concept = conceptOf(file.name);
      for (const target of relativeImports(file).filter((name) => name.startsWith(LAMBDA))) {
        const other = conceptOf(target);
        if (other !== undefined && other !== concept && !(concept !== undefined && CONCEPTS[concept]!.includes(other))) wrong.push(`${file.name} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
    const found = new Set(product.filter((file) => file.name.startsWith(LAMBDA)).map((file) => conceptOf(file.name)));
    expect([...found].filter((concept) => concept !== undefined).toSorted()).toEqual(Object.keys(CONCEPTS).toSorted());
    for (const concept of Object.keys(CONCEPTS)) expect(readFileSync(path.join(SRC, LAMBDA, concept, "README.md"), "utf8"), concept).toContain("# ");
    // A circle would leave some concept unresolved.
    const resolved = new Set<string>();
    for (let before = -1; before < resolved.size; ) {
      before = resolved.size;
      for (const [concept, others] of Object.entries(CONCEPTS)) if (others.every((other) => resolved.has(other))) resolved.add(concept);
    }
    expect(resolved.size).toBe(Object.keys(CONCEPTS).length);
  });

  test("an operation of Lambda is imported by operations.ts alone", () => {
    const operations = new Set(
      product.filter(({ name, text }) => name.startsWith(LAMBDA) && /^export const \w+: Operation</m.test(text)).map(({ name }) => name),
    );
    expect(operations.size).toBeGreaterThan(35);
    const wrong = product
      .filter(({ name }) => name !== `${LAMBDA}operations.ts`)
      .flatMap((file) => [...relativeImports(file), ...importsOf(file.text).map(({ specifier }) => specifier.replace(/^#/, ""))].filter((target) => operations.has(target)).map((target) => `${file.name} imports ${target}`));
    expect(wrong).toEqual([]);
  });

  test("a layer's sub-folders are private to it, except a service's top-level files and Lambda's concepts", () => {
    const wrong: string[] = [];
    for (const file of product) {
      for (const { specifier } of importsOf(file.text)) {
        if (!specifier.startsWith("#") || layerOf(file.name) === specifier.slice(1, specifier.indexOf("/"))) continue;
        const depth = specifier.split("/").length - 1;
        if (depth > (!specifier.startsWith("#services/") ? 1 : conceptOf(specifier.slice(1)) === undefined ? 2 : 3)) wrong.push(`${file.name} imports ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("one service enters another only through a top-level file of its folder, or Lambda through a concept's", () => {
    const wrong = product
      .filter((file) => file.name.startsWith("services/"))
      .flatMap((file) =>
        relativeImports(file)
          .filter((target) => target.split("/").length > 3 && target.split("/")[1] !== file.name.split("/")[1] && conceptOf(target) === undefined)
          .map((target) => `${file.name} imports ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test("features of the console do not import each other; only the console's top-level files compose them", () => {
    const wrong: string[] = [];
    for (const file of product) {
      const [layer, feature, inner] = file.name.split("/");
      if (layer !== "console" || inner === undefined) continue;
      for (const { specifier } of importsOf(file.text)) {
        if (!specifier.startsWith(".")) continue;
        const target = path.posix.normalize(path.posix.join(path.posix.dirname(file.name), specifier)).split("/")[1];
        if (target !== feature && target !== "shared" && target !== "aws") wrong.push(`${file.name} imports ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("of the cloud the console knows only its connect file", () => {
    const wrong = product
      .filter((file) => file.name.startsWith("console/") || file.name === "main.tsx")
      .flatMap((file) => importsOf(file.text).filter(({ specifier }) => /^#cloud\/(?!connect\.ts$)/.test(specifier)).map(({ specifier }) => `${file.name} imports ${specifier}`));
    expect(wrong).toEqual([]);
  });

  test("pure layers name no clock, chance, id or timer", () => {
    const wrong: string[] = [];
    for (const file of product) {
      if (!LAYERS[layerOf(file.name)]?.pure) continue;
      const code = file.text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");
      for (const { pattern, instead } of BANNED) if (pattern.test(code)) wrong.push(`${file.name} names ${pattern.source}: ${instead}`);
    }
    expect(wrong).toEqual([]);
  });

  test("pure layers are compiled without the browser's and Node's types", () => {
    for (const [layer, { pure }] of Object.entries(LAYERS)) {
      if (!pure) continue;
      const config = JSON.parse(readFileSync(path.join(SRC, layer, "tsconfig.json"), "utf8"));
      expect(config.compilerOptions.lib, layer).toEqual(["ES2023"]);
      expect(config.compilerOptions.types ?? [], layer).toEqual([]);
    }
  });

  test("file names are kebab-case", () => {
    const wrong = files.map((file) => path.posix.basename(file.name)).filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d|generated))*\.tsx?$/.test(name));
    expect(wrong).toEqual([]);
  });

  test("no source file is longer than 400 lines", () => {
    const wrong = files.filter((file) => !file.name.includes(".generated.")).filter((file) => file.text.split("\n").length > 401).map((file) => file.name);
    expect(wrong).toEqual([]);
  });

  test("src/README.md lists the folders that exist, and each has a README", () => {
    const folders = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    const map = readFileSync(path.join(SRC, "README.md"), "utf8");
    const listed = [...map.matchAll(/^[├└]─ ([a-z-]+)\//gm)].map((match) => match[1]);
    expect(new Set(listed)).toEqual(new Set(folders));
    const lengths = folders.map((folder) => readFileSync(path.join(SRC, folder, "README.md"), "utf8").trimEnd().split("\n").length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(20);
  });
});

/** Vite plugins and asset makers: they run in Node while building and are no part of the page. */
function isBuildTime(name: string): boolean {
  return /\/vite-[a-z-]+-plugin\.ts$/.test(name) || name.startsWith("runtime/python-assets/") || name.includes("/generate-");
}
