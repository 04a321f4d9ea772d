import { expect, test } from "vitest";
import { objectKey, uploadProblem } from "./objects.ts";

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
