import { describe, expect, test } from "vitest";
import type { TmpChange } from "./guest/guest-protocol.ts";
import { TmpBudget } from "./tmp-budget.ts";
import { TmpMirror } from "./tmp-mirror.ts";

const facts = { mode: 0o644, mtimeMs: 1 };
const file = (path: string, text: string, more: Partial<Extract<TmpChange, { kind: "file" }>> = {}): TmpChange => ({
  path, kind: "file", ...facts, size: text.length, at: 0, bytes: new TextEncoder().encode(text), ...more,
});
const folder = (path: string): TmpChange => ({ path, kind: "folder", mode: 0o755, mtimeMs: 1 });

function kept(mirror: TmpMirror): Record<string, string> {
  return Object.fromEntries(
    mirror.entries().map((entry) => [entry.path, entry.kind === "file" ? new TextDecoder().decode(entry.bytes) : entry.kind === "link" ? `-> ${entry.target}` : "/"]),
  );
}

describe("the mirror of /tmp", () => {
  test("keeps files, folders and links, parents first", () => {
    const mirror = new TmpMirror(1000);
    mirror.apply([folder("a"), folder("a/b"), file("a/b/x", "hello"), { path: "l", kind: "link", target: "/tmp/a" }]);
    expect(kept(mirror)).toEqual({ a: "/", "a/b": "/", "a/b/x": "hello", l: "-> /tmp/a" });
    const paths = mirror.entries().map(({ path }) => path);
    expect(paths.indexOf("a")).toBeLessThan(paths.indexOf("a/b"));
    expect(paths.indexOf("a/b")).toBeLessThan(paths.indexOf("a/b/x"));
  });

  test("takes changed bytes in, grows, shrinks, and forgets what goes with all below", () => {
    const mirror = new TmpMirror(1000);
    mirror.apply([folder("a"), file("a/x", "hello")]);
    mirror.apply([file("a/x", "J", { size: 5 }), file("a/x", " you", { size: 9, at: 5 })]);
    expect(kept(mirror)["a/x"]).toBe("Jello you");
    mirror.apply([file("a/x", "", { size: 2, at: 2 })]);
    expect(kept(mirror)["a/x"]).toBe("Je");
    mirror.apply([{ path: "a", kind: "none" }]);
    expect(kept(mirror)).toEqual({});
    mirror.apply([folder("a")]);
    expect(kept(mirror)).toEqual({ a: "/" });
  });

  test("never holds more than the ephemeral storage, and of a file that does not fit nothing", () => {
    const mirror = new TmpMirror(10);
    mirror.apply([file("x", "12345678"), file("y", "123"), file("z", "12")]);
    expect(kept(mirror)).toEqual({ x: "12345678", z: "12" });
    mirror.apply([file("x", "9", { size: 9, at: 8 })]);
    expect(kept(mirror)).toEqual({ z: "12" });
    mirror.apply([file("y", "12345678")]);
    expect(kept(mirror)).toEqual({ y: "12345678", z: "12" });
  });

  test("does not make room for bytes that nobody sent", () => {
    const mirror = new TmpMirror(1e12);
    mirror.apply([file("x", "1", { size: 5e11 }), file("y", "1", { size: 5e11, at: 5e11 - 1 }), file("z", "12", { size: 1 })]);
    expect(kept(mirror)).toEqual({});
  });

  test("several never take more together than their budget, and one that is cleared gives all of it back", () => {
    const budget = new TmpBudget(100);
    const [first, second] = [new TmpMirror(1000, budget), new TmpMirror(1000, budget)];
    first.apply([folder("a"), file("a/x", "x".repeat(70))]);
    second.apply([file("y", "y".repeat(40)), file("z", "z".repeat(30))]);
    expect(Object.keys(kept(second))).toEqual(["z"]);
    first.apply([file("a/x", "", { size: 10, at: 10 }), file("b", "b".repeat(61))]);
    expect(Object.keys(kept(first))).toEqual(["a", "a/x"]);
    first.clear();
    expect(kept(first)).toEqual({});
    second.apply([file("y", "y".repeat(70))]);
    expect(Object.keys(kept(second)).toSorted()).toEqual(["y", "z"]);
  });

  test("what has no folder to stand in, or stands below a file, is dropped", () => {
    const mirror = new TmpMirror(1000);
    mirror.apply([file("a/x", "1"), file("f", "1"), file("f/x", "1")]);
    expect(kept(mirror)).toEqual({ f: "1" });
  });

  test("a flood of names stops at a bound", () => {
    const mirror = new TmpMirror(1000);
    mirror.apply(Array.from({ length: 30_000 }, (_, index) => file(`f${index}`, "")));
    expect(mirror.entries()).toHaveLength(20_000);
    const long = new TmpMirror(1000);
    long.apply(Array.from({ length: 5000 }, (_, index) => ({ path: `l${index}`, kind: "link", target: "x".repeat(4096) })));
    expect(long.entries().length).toBeLessThan(1100);
  });
});
