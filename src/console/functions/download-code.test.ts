import { expect, test } from "vitest";
import { codePath } from "./download-code.ts";

test("the package is fetched from this cloud, whatever host GetFunction names", () => {
  const path = "/_lambdarium/code/47DEQpj8HBSa-_TImW5JCeuQeRkm5NMpJWZG3hSuFU";
  for (const origin of ["", "http://localhost:4173", "https://elsewhere.example"]) expect(codePath(`${origin}${path}`)).toBe(path);
});

test("a place that is none of this cloud's is refused", () => {
  for (const location of [undefined, "", "https://elsewhere.example/code.zip", "/_lambdarium/reset"]) expect(() => codePath(location)).toThrow("no place");
});
