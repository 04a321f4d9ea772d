import { expect, test } from "vitest";
import { objectKey, uploadProblem, versioningText } from "./objects.ts";

test("a file's key is its folder and its name", () => {
  expect(objectKey("", "cat.jpg")).toBe("cat.jpg");
  expect(objectKey("uploads/", "cat.jpg")).toBe("uploads/cat.jpg");
  expect(objectKey(" uploads ", "cat.jpg")).toBe("uploads/cat.jpg");
});

test("a file above 256 MB is refused with its size, a key above 1,024 bytes with the way out", () => {
  expect(uploadProblem({ name: "a", size: 256 * 1024 * 1024 }, "")).toBeUndefined();
  expect(uploadProblem({ name: "a.bin", size: 257 * 1024 * 1024 }, "")).toMatch(/a\.bin has 257\.0 MB/);
  expect(uploadProblem({ name: "ä".repeat(512), size: 1 }, "x")).toMatch(/Shorten/);
});

test("a bucket with versions says what its list leaves out, one that never had them says nothing", () => {
  expect([versioningText("Enabled"), versioningText("Suspended"), versioningText(undefined)]).toEqual([expect.stringMatching(/^Versioning is enabled/), expect.stringMatching(/^Versioning is suspended/), undefined]);
});
