import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.ts";

/** Run by the server and by no browser. */
const NOT_SHIPPED = ["ws"];
/** Types alone: nothing of it is left in JavaScript. */
const TYPES_ONLY = ["@smithy/types"];

test("licenses.md names every package and part that the site ships, each with a license", async ({ page }) => {
  // The server gives its files to browsers alone: whatever else asks for a path means the AWS API.
  await page.goto("./");
  const text = await page.evaluate(async () => (await fetch("licenses.md")).text());
  const entries = new Map(text.split(/^## /m).slice(1).map((entry) => [entry.slice(0, entry.indexOf(" - ")), entry.slice(entry.indexOf("\n")).trim()]));

  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
  const owed = Object.keys(dependencies).filter((name) => ![...NOT_SHIPPED, ...TYPES_ONLY].includes(name) && name !== "pyodide");
  expect(owed.filter((name) => !entries.has(name))).toEqual([]);
  for (const part of ["Pyodide", "CPython and its standard library", "Open Sans", "SQLite"]) expect(entries.has(part), part).toBe(true);
  for (const [name, license] of entries) expect(license.length, `the license of ${name}`).toBeGreaterThan(100);
  expect(entries.get("Open Sans")).toContain("SIL OPEN FONT LICENSE");
  expect(entries.get("Pyodide")).toContain("Mozilla Public License");
});
