import { expect, test } from "vitest";
import { versionOfStream } from "./log-line.ts";

test("a stream's name holds its version", () => {
  expect(versionOfStream("2026/11/23/[2]0123456789abcdef0123456789abcdef")).toBe("2");
  expect(versionOfStream("2026/11/23/[$LATEST]0123")).toBe("$LATEST");
});
