import fc from "fast-check";
import { expect, test } from "vitest";
import { pack, unpack } from "./code-archive.ts";
import { baseName, parentFolder, pathProblem } from "./file-path.ts";
import { applyChanges, bytesOf, changesBetween, describeChanges, renamed, textOf, withFile, without, type Files } from "./working-copy.ts";

const path = fc.constantFrom("a.py", "b.py", "lib/c.py", "lib/deep/d.bin", "empty/");
const files: fc.Arbitrary<Files> = fc.uniqueArray(fc.tuple(path, fc.uint8Array({ maxLength: 8 })), { selector: ([p]) => p }).map(
  (entries) => new Map(entries.map(([p, bytes]) => [p, p.endsWith("/") ? new Uint8Array() : bytes])),
);
const text = (all: Files) => Object.fromEntries([...all].map(([p, bytes]) => [p, [...bytes]]));

test("laying the difference of two sets of files over the first gives the second", () => {
  fc.assert(fc.property(files, files, (a, b) => {
    expect(text(applyChanges(a, changesBetween(a, b)))).toEqual(text(b));
  }));
});

test("files keep every byte through a zip, and the same files make the same zip", () => {
  fc.assert(
    fc.property(files, (all) => {
      expect(text(unpack(pack(all)))).toEqual(text(all));
      expect(pack(new Map([...all].toReversed()))).toEqual(pack(all));
    }),
  );
});

const base: Files = new Map([["a.py", bytesOf("a")], ["lib/b.py", bytesOf("b")], ["lib/c.bin", new Uint8Array([0, 255])]]);

test("a file written back to what the package holds is no change", () => {
  const edited = withFile(base, new Map(), "a.py", bytesOf("a!"));
  expect(describeChanges(base, edited)).toEqual([{ path: "a.py", kind: "changed" }]);
  expect(withFile(base, edited, "a.py", bytesOf("a")).size).toBe(0);
});

test("deleting a folder deletes what it holds, and forgets files that were never deployed", () => {
  const added = withFile(base, new Map(), "lib/new.py", bytesOf("new"));
  expect(describeChanges(base, without(base, added, "lib/"))).toEqual([
    { path: "lib/b.py", kind: "deleted" },
    { path: "lib/c.bin", kind: "deleted" },
  ]);
});

test("renaming a folder moves its files, binary ones too, and renaming back leaves no change", () => {
  const moved = renamed(base, new Map(), "lib/", "src/");
  expect([...applyChanges(base, moved).keys()].toSorted()).toEqual(["a.py", "src/b.py", "src/c.bin"]);
  expect(renamed(base, moved, "src/", "lib/").size).toBe(0);
});

test("bytes that are not UTF-8, or hold a NUL, are not text; a byte order mark stays", () => {
  expect(textOf(new Uint8Array([0xff, 0xfe]))).toBeUndefined();
  expect(textOf(new Uint8Array([0x61, 0]))).toBeUndefined();
  expect(bytesOf(textOf(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])) ?? "")).toEqual(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]));
});

test("a path is refused with a sentence when it leaves the package or meets an existing one", () => {
  for (const bad of ["", " ", "/a", "a//b", "../a", "a/../b", "a\\b", "a\u0000", " a", "a.py", "lib", "a.py/b"]) expect(pathProblem(bad, base.keys()), bad).toMatch(/\.$/);
  for (const good of ["new.py", "lib/new.py", "other/", "lib.py", "über.py"]) expect(pathProblem(good, base.keys()), good).toBeUndefined();
});

test("a path knows its name and its folder", () => {
  expect([baseName("a/b/c.py"), baseName("a/b/"), parentFolder("a/b/c.py"), parentFolder("a/"), parentFolder("x")]).toEqual(["c.py", "b", "a/b/", "", ""]);
});
