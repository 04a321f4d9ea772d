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
