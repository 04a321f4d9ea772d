import { describe, expect, test } from "vitest";
import { formatOf, resolveImport, resolveRequire } from "./resolve.ts";
import { TaskFiles } from "./task-files.ts";

function packageOf(files: Record<string, string>): TaskFiles {
  const encoder = new TextEncoder();
  return new TaskFiles(new Map(Object.entries(files).map(([name, text]) => [name, encoder.encode(text)])));
}

function required(files: TaskFiles, specifier: string, from = "/var/task/index.js"): string {
  const found = resolveRequire(files, specifier, from, [from]);
  return found.kind === "file" ? found.path : `node:${found.name}`;
}

function imported(files: TaskFiles, specifier: string, from = "/var/task/index.mjs"): string {
  const found = resolveImport(files, specifier, from);
  return found.kind === "file" ? found.path : `node:${found.name}`;
}

describe("files that the function's user may not read", () => {
  const encoder = new TextEncoder();
  const files = new TaskFiles(new Map([["index.js", encoder.encode("1")], ["package.json", encoder.encode('{"type":"module"}')]]), new Map([["index.js", 0o600], ["package.json", 0]]));

  test("are found, and refused with Linux's error", () => {
    expect(required(files, "./index")).toBe("/var/task/index.js");
    expect(() => files.text("/var/task/index.js")).toThrow(
      expect.objectContaining({ message: "EACCES: permission denied, open '/var/task/index.js'", code: "EACCES", errno: -13, syscall: "open", path: "/var/task/index.js" }),
    );
  });

  test("do not count as a package.json", () => {
    expect(formatOf(files, "/var/task/index.js")).not.toBe("module");
  });
});

describe("require", () => {
  const files = packageOf({
    "index.js": "",
    "lib/tool.js": "",
    "lib/data.json": "{}",
    "lib/part/index.js": "",
    "node_modules/plain/package.json": '{"main":"out/main"}',
    "node_modules/plain/out/main.js": "",
    "node_modules/plain/extra.js": "",
    "node_modules/@scope/pkg/index.js": "",
    "lib/node_modules/plain/index.js": "",
  });

  test.each([
    ["./lib/tool", "/var/task/lib/tool.js"],
    ["./lib/data", "/var/task/lib/data.json"],
    ["./lib/part", "/var/task/lib/part/index.js"],
    ["plain", "/var/task/node_modules/plain/out/main.js"],
    ["plain/extra", "/var/task/node_modules/plain/extra.js"],
    ["@scope/pkg", "/var/task/node_modules/@scope/pkg/index.js"],
    ["fs", "node:fs"],
    ["node:fs/promises", "node:fs/promises"],
  ])("finds %s as Node.js does", (specifier, path) => {
    expect(required(files, specifier)).toBe(path);
  });

  test("the nearest node_modules wins", () => {
    expect(required(files, "plain", "/var/task/lib/tool.js")).toBe("/var/task/lib/node_modules/plain/index.js");
  });

  test("what is missing is told with the stack of who asked", () => {
    expect(() => resolveRequire(files, "axios", "/var/task/lib/tool.js", ["/var/task/lib/tool.js", "/var/task/index.js"])).toThrow(
      "Cannot find module 'axios'\nRequire stack:\n- /var/task/lib/tool.js\n- /var/task/index.js",
    );
  });
});

describe("package.json exports", () => {
  const files = packageOf({
    "package.json": '{"name":"me","exports":{"./own":"./own.js"},"imports":{"#inner":"./inner.js","#dep":"dep"}}',
    "own.js": "",
    "inner.js": "",
    "node_modules/dep/package.json": JSON.stringify({
      exports: {
        ".": { import: "./esm.mjs", require: "./cjs.cjs" },
        "./features/*": "./src/*.js",
        "./features/private/*": null,
        "./node": { browser: "./wrong.js", node: "./right.js", default: "./wrong.js" },
      },
    }),
    "node_modules/dep/esm.mjs": "",
    "node_modules/dep/cjs.cjs": "",
    "node_modules/dep/src/a.js": "",
    "node_modules/dep/src/private/b.js": "",
    "node_modules/dep/right.js": "",
    "node_modules/dep/hidden.js": "",
  });

  test("the condition is that of whoever asks", () => {
    expect(required(files, "dep")).toBe("/var/task/node_modules/dep/cjs.cjs");
    expect(imported(files, "dep")).toBe("/var/task/node_modules/dep/esm.mjs");
  });

  test("patterns fill in, the most specific one wins, null forbids", () => {
    expect(imported(files, "dep/features/a")).toBe("/var/task/node_modules/dep/src/a.js");
    expect(() => imported(files, "dep/features/private/b")).toThrow(/is not defined by "exports"/);
  });

  test("a Worker counts as Node.js, not as a browser", () => {
    expect(imported(files, "dep/node")).toBe("/var/task/node_modules/dep/right.js");
  });

  test("a file that is not exported stays out of reach", () => {
    expect(() => required(files, "dep/hidden.js")).toThrow("Package subpath './hidden.js' is not defined by \"exports\"");
  });

  test("a package reaches itself by name, and its imports by #", () => {
    expect(imported(files, "me/own")).toBe("/var/task/own.js");
    expect(imported(files, "#inner")).toBe("/var/task/inner.js");
    expect(required(files, "#dep")).toBe("/var/task/node_modules/dep/cjs.cjs");
    expect(() => imported(files, "#nothing")).toThrow('Package import specifier "#nothing" is not defined');
  });
});

describe("import", () => {
  const files = packageOf({ "index.mjs": "", "a.mjs": "", "dir/index.js": "", "with space.mjs": "" });

  test("no extension is guessed", () => {
    expect(imported(files, "./a.mjs")).toBe("/var/task/a.mjs");
    expect(() => imported(files, "./a")).toThrow("Cannot find module '/var/task/a' imported from /var/task/index.mjs");
    expect(() => imported(files, "./dir")).toThrow("Directory import '/var/task/dir' is not supported");
  });

  test("file URLs and encoded names are paths, other schemes are refused", () => {
    expect(imported(files, "file:///var/task/a.mjs")).toBe("/var/task/a.mjs");
    expect(imported(files, "./with%20space.mjs")).toBe("/var/task/with space.mjs");
    expect(() => imported(files, "https://example.com/x.js")).toThrow("Received protocol 'https:'");
  });

  test("a missing package is told as Node.js tells it", () => {
    expect(() => imported(files, "axios")).toThrow("Cannot find package 'axios' imported from /var/task/index.mjs");
  });

  test("no path leads out of the package", () => {
    expect(() => imported(files, "../../../etc/passwd")).toThrow("Cannot find module '/etc/passwd'");
  });
});

test.each([
  ["/var/task/a.mjs", "module"],
  ["/var/task/a.cjs", "commonjs"],
  ["/var/task/a.js", "commonjs"],
  ["/var/task/a.json", "json"],
  ["/var/task/esm/a.js", "module"],
  ["/var/task/esm/node_modules/x/a.js", "commonjs"],
] as const)("%s is read as %s", (path, format) => {
  const files = packageOf({ "esm/package.json": '{"type":"module"}', "esm/a.js": "", "a.js": "" });
  expect(formatOf(files, path)).toBe(format);
});
