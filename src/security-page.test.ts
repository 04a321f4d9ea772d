import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.join(import.meta.dirname, "..");
const page = readFileSync(path.join(ROOT, "SECURITY.md"), "utf8");
const named = [...page.matchAll(/`([^`\s]+\.(?:tsx?|md))`/g)].map((match) => match[1]!);

test("every file that SECURITY.md names exists", () => {
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});

test("every way in that SECURITY.md lists has a test file", () => {
  const ways = page.slice(page.indexOf("| way in |"), page.indexOf("\nEvery browser test")).split("\n").slice(2).filter((line) => line.startsWith("|"));
  expect(ways.length).toBeGreaterThanOrEqual(8);
  for (const way of ways) expect(way.split("|").at(-2)).toMatch(/`[^`]+\.(test|spec)\.ts`/);
});
