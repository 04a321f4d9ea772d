import { expect, test } from "vitest";
import { isJavaScriptCores } from "./engine-notice.ts";

test("an error tells its engine by the properties of its own", () => {
  // As Chromium 156, Firefox ESR 153 and WebKitGTK 2.50.6 list them.
  const withOwn = (...names: string[]): object => Object.fromEntries(names.map((name) => [name, ""]));
  expect(isJavaScriptCores(withOwn("stack", "message"))).toBe(false);
  expect(isJavaScriptCores(withOwn("fileName", "lineNumber", "columnNumber", "message"))).toBe(false);
  expect(isJavaScriptCores(withOwn("message", "line", "column", "sourceURL", "stack"))).toBe(true);
  expect(isJavaScriptCores(new Error("V8"))).toBe(false);
});
