import type * as nodeFs from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { TmpMirror } from "../../../tmp-mirror.ts";
import type { GuestSpec, TmpEntry } from "../../guest-protocol.ts";
import { TmpSender } from "../../tmp-sender.ts";
import { createFs } from "./fs-module.ts";

type Fs = typeof nodeFs;

/** Node.js's `fs` with a `/tmp` of 4 kB, whose changes come to the mirror as fast as they are made. */
function start(mirror: TmpMirror, left: readonly TmpEntry[] = []): { fs: Fs; tmp: TmpSender } {
  const tmp = new TmpSender((message) => message.kind === "tmp" && mirror.apply(structuredClone(message.changes)), () => 0, () => undefined);
  const spec = { files: new Map(), ephemeralStorageMb: 4 / 1024, tmp: left } as unknown as GuestSpec;
  return { fs: createFs(spec, tmp) as Fs, tmp };
}

function tree(fs: Fs, folder = "/tmp"): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of fs.readdirSync(folder)) {
    const path = `${folder}/${name}`;
    const stats = fs.lstatSync(path);
    const facts = `${(stats.mode & 0o7777).toString(8)} ${stats.mtimeMs}`;
    if (stats.isSymbolicLink()) found[path] = `-> ${fs.readlinkSync(path)}`;
    else if (stats.isDirectory()) Object.assign(found, { [path]: facts }, tree(fs, path));
    else found[path] = `${facts} ${fs.readFileSync(path).toString("hex")}`;
  }
  return found;
}

const path = fc.constantFrom("a", "b", "a/x", "a/y", "a/b", "a/b/x", "b/x").map((one) => `/tmp/${one}`);
const text = fc.string({ maxLength: 600 });
const step = fc.oneof(
  fc.record({ do: fc.constant("writeFileSync" as const), with: fc.tuple(path, text) }),
  fc.record({ do: fc.constant("appendFileSync" as const), with: fc.tuple(path, text) }),
  fc.record({ do: fc.constant("truncateSync" as const), with: fc.tuple(path, fc.nat(900)) }),
  fc.record({ do: fc.constant("mkdirSync" as const), with: fc.tuple(path) }),
  fc.record({ do: fc.constant("rmSync" as const), with: fc.tuple(path, fc.constant({ recursive: true })) }),
  fc.record({ do: fc.constant("unlinkSync" as const), with: fc.tuple(path) }),
  fc.record({ do: fc.constant("renameSync" as const), with: fc.tuple(path, path) }),
  fc.record({ do: fc.constant("copyFileSync" as const), with: fc.tuple(path, path) }),
  fc.record({ do: fc.constant("symlinkSync" as const), with: fc.tuple(fc.constantFrom("a", "/tmp/b/x"), path) }),
  fc.record({ do: fc.constant("chmodSync" as const), with: fc.tuple(path, fc.constantFrom(0o700, 0o777)) }),
  fc.record({ do: fc.constant("utimesSync" as const), with: fc.tuple(path, fc.constant(5), fc.constant(7)) }),
  fc.record({ do: fc.constant("patch" as const), with: fc.tuple(path, text, fc.nat(900)) }),
);

test("whatever is done in /tmp, the next process finds the same files, folders, links, permissions and times", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const mirror = new TmpMirror(4096);
      const { fs, tmp } = start(mirror);
      for (const one of steps) {
        try {
          if (one.do === "patch") {
            const descriptor = fs.openSync(one.with[0], "r+");
            fs.writeSync(descriptor, one.with[1], one.with[2]);
            fs.closeSync(descriptor);
          } else (fs[one.do] as (...parts: unknown[]) => void)(...one.with);
        } catch (error) {
          // What Node.js would refuse too: no such file, not a folder, no space left.
          if (!(error instanceof Error && "code" in error)) throw error;
        }
      }
      // The times of the folders around a change are told with the next change there.
      for (const name of fs.readdirSync("/tmp", { recursive: true }) as string[]) tmp.touched(name);
      tmp.flush();
      expect(tree(start(new TmpMirror(4096), mirror.entries()).fs)).toEqual(tree(fs));
    }),
    { numRuns: 300 },
  );
});

test("a synchronous call has been told when it returns", () => {
  const mirror = new TmpMirror(4096);
  const { fs } = start(mirror);
  const names = (): string[] => mirror.entries().map((entry) => entry.path);
  fs.mkdirSync("/tmp/a");
  fs.writeFileSync("/tmp/a/x", "1");
  expect(names()).toEqual(["a", "a/x"]);
  fs.closeSync(fs.openSync("/tmp/empty", "w"));
  expect(names()).toContain("empty");
  fs.renameSync("/tmp/a", "/tmp/b");
  expect(names()).toEqual(expect.arrayContaining(["b", "b/x"]));
  expect(names()).not.toContain("a");
  fs.rmSync("/tmp/b", { recursive: true });
  expect(names()).toEqual(["empty"]);
});

test("a folder is not moved into itself", () => {
  const { fs } = start(new TmpMirror(4096));
  fs.mkdirSync("/tmp/a/b", { recursive: true });
  expect(() => fs.renameSync("/tmp/a", "/tmp/a/b/a")).toThrow("EINVAL");
  expect(fs.readdirSync("/tmp/a")).toEqual(["b"]);
});

test("what an earlier process left counts against the ephemeral storage", () => {
  const mirror = new TmpMirror(4096);
  start(mirror).fs.writeFileSync("/tmp/x", "x".repeat(3000));
  const { fs } = start(new TmpMirror(4096), mirror.entries());
  expect(() => fs.writeFileSync("/tmp/y", "y".repeat(2000))).toThrow("ENOSPC");
  fs.writeFileSync("/tmp/y", "y".repeat(1000));
});

test("a folder that shuts its files away is put back shut, and what cannot be put back keeps no handler from starting", () => {
  const mirror = new TmpMirror(4096);
  const { fs } = start(mirror);
  fs.mkdirSync("/tmp/a");
  fs.writeFileSync("/tmp/a/x", "1");
  fs.chmodSync("/tmp/a/x", 0o640);
  fs.chmodSync("/tmp/a", 0o600);
  const orphan: TmpEntry = { path: "nowhere/y", kind: "file", mode: 0o644, mtimeMs: 1, bytes: new Uint8Array(1) };
  const { fs: again } = start(new TmpMirror(4096), [...mirror.entries(), orphan]);
  expect(again.statSync("/tmp/a").mode & 0o7777).toBe(0o600);
  again.chmodSync("/tmp/a", 0o700);
  expect(again.statSync("/tmp/a/x").mode & 0o7777).toBe(0o640);
});
