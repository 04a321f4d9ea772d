import { expect, test } from "vitest";
import { entryImportedByChunk } from "./vite-worker-entry-plugin.ts";

const chunk = (fileName: string, isEntry: boolean, imports: string[] = [], dynamicImports: string[] = []) => ({ fileName, isEntry, imports, dynamicImports });

test("a chunk that imports a Worker's entry, at once or later, fails the build", () => {
  const entry = chunk("worker.js", true, ["shared.js"], ["metrics.js"]);
  expect(entryImportedByChunk([entry, chunk("metrics.js", false, ["worker.js"])])).toBe("metrics.js imports worker.js, the entry of a Worker: WebKit would evaluate that file twice.");
  expect(entryImportedByChunk([entry, chunk("metrics.js", false, [], ["worker.js"])])).toContain("metrics.js imports worker.js");
});

test("chunks that share other chunks with the entry pass", () => {
  expect(entryImportedByChunk([chunk("worker.js", true, ["shared.js"], ["metrics.js"]), chunk("metrics.js", false, ["shared.js"]), chunk("shared.js", false)])).toBeUndefined();
});
