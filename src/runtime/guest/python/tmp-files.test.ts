import { expect, test, vi } from "vitest";
import { startTestEnvironment, textOf } from "../../python-assets/test-environment.ts";
import { readGuestMessage } from "../../guest-messages.ts";
import { TmpMirror } from "../../tmp-mirror.ts";
import type { TmpChange } from "../guest-protocol.ts";

// A start of Python takes a fraction of a second on a quiet machine, the very first makes the snapshot.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** Runs the event's statements, then answers with all that is in /tmp: kind, permissions, time and content. */
const RUNNER = `
import os, shutil
def tree():
    found = {}
    for folder, names, files in os.walk("/tmp"):
        for name in names + files:
            path = os.path.join(folder, name)
            facts = os.lstat(path)
            if os.path.islink(path): found[path] = "-> " + os.readlink(path)
            else: found[path] = [oct(facts.st_mode), facts.st_mtime, open(path, "rb").read().hex() if os.path.isfile(path) else None]
    return found
def lambda_handler(event, context):
    names = {"os": os, "shutil": shutil}
    exec(event["run"], names)
    return names.get("result") or tree()
`;

/** What the host keeps of what was told. */
function mirrorOf(told: readonly TmpChange[]): TmpMirror {
  const mirror = new TmpMirror(1024 * 1024);
  const message = readGuestMessage(structuredClone({ kind: "tmp", changes: told }));
  if (message?.kind === "tmp") mirror.apply(message.changes);
  return mirror;
}

test("whatever is done in /tmp, the next process finds the same files, folders, links, permissions and times", async () => {
  const first = await startTestEnvironment(RUNNER);
  const run = (...lines: string[]): unknown => JSON.parse(textOf(first.invoke({ run: lines.join("\n") })));
  const found = run(
    "os.makedirs('/tmp/a/b')",
    "open('/tmp/a/b/x', 'w').write('x' * 5000)",
    "open('/tmp/empty', 'w').close()",
    "with open('/tmp/gap', 'wb') as f: f.seek(100); f.write(b'end')",
    "with open('/tmp/cut', 'w') as f: f.write('0123456789'); f.truncate(4); f.seek(8); f.write('!')",
    "open('/tmp/patched', 'w').write('hello')",
    "with open('/tmp/patched', 'r+') as f: f.write('J')",
    "os.symlink('/tmp/a/b/x', '/tmp/link')",
    "os.chmod('/tmp/empty', 0o600)",
    "os.utime('/tmp/gap', (5, 7))",
    "open('/tmp/gone', 'w').close(); os.unlink('/tmp/gone')",
    "os.makedirs('/tmp/old/deep'); open('/tmp/old/deep/y', 'w').write('y')",
    "os.rename('/tmp/old', '/tmp/new')",
    "os.makedirs('/tmp/tree/x'); shutil.rmtree('/tmp/tree')",
    "shutil.copy('/tmp/a/b/x', '/tmp/copy')",
  );
  expect(Object.keys(found as object)).toHaveLength(12);
  const second = await startTestEnvironment(RUNNER, { tmp: mirrorOf(first.told).entries() });
  const again = JSON.parse(textOf(second.invoke({ run: "" })));
  // The times of the folders around a change are told with the next change there.
  const withoutTimesOfFolders = (tree: unknown): unknown =>
    Object.fromEntries(Object.entries(tree as Record<string, [string, number, string | null]>).map(([path, one]) => [path, one[2] === null ? one[0] : one]));
  expect(withoutTimesOfFolders(again)).toEqual(withoutTimesOfFolders(found));
  expect(second.told).toEqual([]);
});

test("a folder that shuts its files away is put back shut, and what cannot be put back keeps no handler from starting", async () => {
  const first = await startTestEnvironment(RUNNER);
  first.invoke({ run: "os.makedirs('/tmp/a/b'); open('/tmp/a/b/x', 'w').write('1'); os.chmod('/tmp/a/b/x', 0o640); os.chmod('/tmp/a/b', 0o600); os.chmod('/tmp/a', 0)" });
  const orphan = { path: "nowhere/y", kind: "file", mode: 0o644, mtimeMs: 1, bytes: new Uint8Array(1) } as const;
  const second = await startTestEnvironment(RUNNER, { tmp: [...mirrorOf(first.told).entries(), orphan] });
  const modes = "result = []\nfor path in ['/tmp/a', '/tmp/a/b', '/tmp/a/b/x']:\n  result.append(oct(os.stat(path).st_mode & 0o7777)); os.chmod(path, 0o777)";
  expect(JSON.parse(textOf(second.invoke({ run: modes })))).toEqual(["0o0", "0o600", "0o640"]);
});

test("what an earlier process left counts against the ephemeral storage", async () => {
  const first = await startTestEnvironment(RUNNER);
  first.invoke({ run: "open('/tmp/x', 'wb').write(bytes(800_000))" });
  const second = await startTestEnvironment(RUNNER, { tmp: mirrorOf(first.told).entries() });
  const written = (size: number): unknown => JSON.parse(textOf(second.invoke({ run: `result = open('/tmp/y', 'wb', buffering=0).write(bytes(${size}))` })));
  expect(written(300_000)).toMatchObject({ errorType: "OSError" });
  expect(written(200_000)).toBe(200_000);
});

test("what was written and flushed is told at once; what Python still holds is not, as on any machine", async () => {
  const { invoke, told } = await startTestEnvironment(RUNNER);
  const before = (): string[] => told.flatMap((change) => (change.kind === "file" ? [new TextDecoder().decode(change.bytes)] : []));
  invoke({ run: "global held; f = open('/tmp/x', 'w'); f.write('flushed'); f.flush(); f.write('held'); os.held = f; result = 1" });
  expect(before()).toEqual(["flushed"]);
  invoke({ run: "os.held.close(); result = 1" });
  expect(before()).toEqual(["flushed", "held"]);
});
