import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { starterCode, starterZip } from "./starter-code.ts";

test("the package holds the file that the handler names, and nothing else", () => {
  for (const family of ["python", "nodejs"] as const) {
    const starter = starterCode(family);
    const files = unzipSync(starterZip(starter));
    expect(Object.keys(files)).toEqual([starter.fileName]);
    expect(starter.fileName.split(".")[0]).toBe(starter.handler.split(".")[0]);
    const source = strFromU8(files[starter.fileName]!);
    expect(source).toContain(starter.handler.split(".")[1]!);
    expect(source).toContain("Hello from Lambda!");
  }
});

test("the same starter gives the same bytes, so that equal packages are kept once", () => {
  expect(starterZip(starterCode("python"))).toEqual(starterZip(starterCode("python")));
});
