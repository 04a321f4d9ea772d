import { expect, test } from "vitest";
import { TMP_TOLD_BYTES, type TmpChange, type TmpEntry } from "./guest-protocol.ts";
import { TmpSender, type TmpState } from "./tmp-sender.ts";

/** A sender over files that the test holds, by path; what it says, and the run that it put off. */
function sender(files: Map<string, Uint8Array | "folder">, left: readonly TmpEntry[] = []) {
  const said: (readonly TmpChange[])[] = [];
  const later: (() => void)[] = [];
  const clock = { now: 0 };
  const tmp = new TmpSender((message) => message.kind === "tmp" && said.push(message.changes), () => clock.now, (run) => later.push(run));
  tmp.watch((path): TmpState | null => {
    const file = files.get(path);
    if (file === undefined) return null;
    const facts = { mode: 0o644, mtimeMs: 7 };
    return file === "folder" ? { path, kind: "folder", ...facts } : { kind: "file", ...facts, size: file.length, slice: (from, to) => file.slice(from, to) };
  }, left);
  return { tmp, said, later, clock };
}

const file = { kind: "file", mode: 0o644, mtimeMs: 7 };
const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

test("a write leaves at once, with the bytes that were written and no more", () => {
  const { tmp, said } = sender(new Map([["x", bytes(1, 2, 3, 4)]]), [{ path: "x", kind: "file", mode: 0o644, mtimeMs: 1, bytes: bytes(1, 0, 0, 4) }]);
  tmp.wrote("x", 1, 3);
  expect(said).toEqual([[{ ...file, path: "x", size: 4, at: 1, bytes: bytes(2, 3) }]]);
});

test("a new file waits for its first bytes; what is nothing any more is told as nothing", () => {
  const files = new Map([["x", bytes(1)]]);
  const { tmp, said } = sender(files);
  tmp.replaced("x");
  expect(said).toEqual([]);
  tmp.wrote("x", 0, 1);
  files.clear();
  tmp.replaced("x");
  tmp.settle();
  expect(said).toEqual([[{ ...file, path: "x", size: 1, at: 0, bytes: bytes(1) }], [{ path: "x", kind: "none" }]]);
});

test("a folder is told before what is in it, and brings nothing along of what stood there", () => {
  const { tmp, said } = sender(new Map<string, Uint8Array | "folder">([["a/x", bytes(1)], ["a", "folder"]]));
  tmp.replaced("a/x");
  tmp.replaced("a");
  tmp.settle();
  expect(said.flat().map(({ path, kind }) => `${path} ${kind}`)).toEqual(["a none", "a folder", "a/x file"]);
});

test("growth is told with the bytes that fill it, before what was changed inside", () => {
  const { tmp, said } = sender(new Map([["x", bytes(9, 1, 1, 1, 2, 2)]]));
  for (let count = 0; count < 50; count += 1) tmp.wrote("other", 0, 0);
  tmp.wrote("x", 1, 4);
  tmp.wrote("x", 0, 1);
  tmp.wrote("x", 4, 6);
  tmp.flush();
  expect(said.at(-1)).toEqual([{ ...file, path: "x", size: 6, at: 0, bytes: bytes(9, 1, 1, 1, 2, 2) }]);
});

test("many writes gather after the first fifty messages, a fifth of a second long", () => {
  const { tmp, said, later, clock } = sender(new Map([["x", bytes(1)]]));
  for (let count = 0; count < 10_000; count += 1) tmp.wrote("x", 0, 1);
  expect(said).toHaveLength(50);
  expect(later).toHaveLength(1);
  later[0]?.();
  expect(said).toHaveLength(51);
  clock.now = 200;
  tmp.wrote("x", 0, 1);
  expect(said).toHaveLength(52);
  tmp.beginPhase();
  tmp.wrote("x", 0, 1);
  expect(said).toHaveLength(53);
});

test("files that are large and written again and again leave at a pace that the host can follow", () => {
  const { tmp, said, clock } = sender(new Map([["x", new Uint8Array(10 * 2 ** 20)]]));
  const sizes = (): number => said.flat().reduce((sum, change) => sum + (change.kind === "file" ? change.bytes.length : 0), 0);
  for (let count = 0; count < 100; count += 1) tmp.wrote("x", 0, 10 * 2 ** 20);
  expect(sizes()).toBe(20 * 2 ** 20);
  for (clock.now = 0; clock.now < 1000; clock.now += 1) tmp.wrote("x", 0, 10 * 2 ** 20);
  expect(sizes()).toBeLessThan(84 * 2 ** 20);
});

test("a file beyond what is kept of one environment is not told, and told whole once there is room", () => {
  const [half, more] = [TMP_TOLD_BYTES / 2, TMP_TOLD_BYTES / 2 + 1];
  const files = new Map([["a", new Uint8Array(half)], ["b", new Uint8Array(more)]]);
  const { tmp, said } = sender(files);
  tmp.wrote("a", 0, half);
  tmp.wrote("b", 0, more);
  tmp.flush();
  expect(said.flat().map(({ path, kind }) => `${path} ${kind}`)).toEqual(["a file", "b none"]);
  files.delete("a");
  tmp.replaced("a");
  tmp.wrote("b", 0, 1);
  tmp.flush();
  const [gone, whole] = said.flat().slice(2);
  expect(gone).toEqual({ path: "a", kind: "none" });
  expect(whole?.kind === "file" && whole.bytes.length).toBe(more);
});

test("a folder whose permissions change keeps what is in it: of its files still only the changed bytes are told", () => {
  const files = new Map<string, Uint8Array | "folder">([["a", "folder"], ["a/x", bytes(1, 2)]]);
  const { tmp, said } = sender(files, [{ path: "a/x", kind: "file", mode: 0o644, mtimeMs: 1, bytes: bytes(1, 0) }]);
  tmp.touched("a");
  tmp.wrote("a/x", 1, 2);
  expect(said.flat()).toEqual([{ path: "a", kind: "folder", mode: 0o644, mtimeMs: 7 }, { ...file, path: "a/x", size: 2, at: 1, bytes: bytes(2) }]);
});

test("where nothing is noted, nothing is said", () => {
  const { tmp, said } = sender(new Map());
  tmp.settle();
  tmp.flush();
  expect(said).toEqual([]);
});
