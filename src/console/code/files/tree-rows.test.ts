import { expect, test } from "vitest";
import { firstFile, treeRows } from "./tree-rows.ts";

const show = (paths: string[], collapsed: string[] = []) => treeRows(paths, new Set(collapsed)).map(({ path, level }) => `${"  ".repeat(level - 1)}${path}`);

test("folders come before files, both by name, and folders exist by what they hold", () => {
  expect(show(["z.py", "a.py", "lib/deep/x.py", "lib/b.py", "empty/"])).toEqual([
    "empty/",
    "lib/",
    "  lib/deep/",
    "    lib/deep/x.py",
    "  lib/b.py",
    "a.py",
    "z.py",
  ]);
});

test("a folder that the archive lists itself is still one row", () => {
  expect(show(["lib/", "lib/a.py", "lib/sub/"])).toEqual(["lib/", "  lib/sub/", "  lib/a.py"]);
});

test("what is in a collapsed folder is hidden; places among siblings are told", () => {
  expect(show(["lib/a.py", "b.py"], ["lib/"])).toEqual(["lib/", "b.py"]);
  expect(treeRows(["a", "b"], new Set()).map(({ position, siblings }) => [position, siblings])).toEqual([[1, 2], [2, 2]]);
});

test("the file of the handler opens first", () => {
  expect(firstFile(["a.py", "lambda_function.py"], "lambda_function.lambda_handler")).toBe("lambda_function.py");
  expect(firstFile(["index.mjs", "a.mjs"], "index.handler")).toBe("index.mjs");
  expect(firstFile(["a.py", "src/app.py"], "src/app.handler")).toBe("src/app.py");
  expect(firstFile(["pkg/app.py", "a.py"], "pkg.app.handler")).toBe("pkg/app.py");
  expect(firstFile(["b.txt", "a.txt"], undefined)).toBe("a.txt");
  expect(firstFile(["empty/"], "x.y")).toBeUndefined();
});
