import { expect, test } from "vitest";
import type { RuntimeProgress } from "./protocol.ts";
import { watchRuntimeProgress } from "./runtime-progress.ts";

test("a download of many chunks is told once a percent at most, its end always", () => {
  const told: RuntimeProgress[] = [];
  const watch = watchRuntimeProgress((progress) => told.push(progress));
  for (let loadedBytes = 1; loadedBytes <= 10_000; loadedBytes++) watch({ family: "python", loadedBytes, totalBytes: 10_000, file: "pyodide.asm.wasm" });
  expect(told.length).toBeLessThanOrEqual(101);
  expect(told.at(-1)).toEqual({ family: "python", stage: "pyodide.asm.wasm", loadedBytes: 10_000, totalBytes: 10_000, done: true });
  expect(told.filter(({ done }) => done).length).toBe(1);
});

test("a download that fails ends its message, and the next attempt is told from its start", () => {
  const told: RuntimeProgress[] = [];
  const watch = watchRuntimeProgress((progress) => told.push(progress));
  const at = { family: "python", totalBytes: 100, file: "pyodide.asm.wasm" } as const;
  watch({ ...at, loadedBytes: 0 });
  watch({ ...at, loadedBytes: 40 });
  watch({ ...at, loadedBytes: 40, failed: true });
  watch({ ...at, loadedBytes: 0 });
  expect(told.map(({ loadedBytes, done }) => [loadedBytes, done])).toEqual([[0, false], [40, false], [40, true], [0, false]]);
});
