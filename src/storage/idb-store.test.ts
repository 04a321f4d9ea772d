import "fake-indexeddb/auto";
import fc from "fast-check";
import { openDB } from "idb";
import { describe, expect, test } from "vitest";
import type { Commit, StoreError } from "#control-plane/ports.ts";
import { openIdbStore } from "./idb-store.ts";
import { emptyDisk, openMemoryStore } from "./memory-store.ts";
import { STORED_VERSION } from "./migrations.ts";
import { counter, rowsAsText, storeContract } from "./store-contract.ts";

let places = 0;
const newName = (): string => `place-${++places}`;

describe("the store in IndexedDB", () => {
  storeContract({ test, expect }, async () => {
    const name = newName();
    return { open: (options) => openIdbStore(name, options) };
  });

  test("a database written by a newer version is refused with what happened and the way out", async () => {
    const name = newName();
    (await openDB(name, STORED_VERSION + 1)).close();
    const error = await openIdbStore(name).catch((thrown: StoreError) => thrown);
    expect(error).toMatchObject({ problem: "newer-database" });
    expect((error as Error).message).toContain("newer version of Lambdarium");
    expect((error as Error).message).toContain("Reload the page");
  });

  test("an older tab lets a newer version take the database, and says so", async () => {
    const name = newName();
    const problems: string[] = [];
    const older = await openIdbStore(name, { onProblem: ({ problem }) => problems.push(problem) });
    (await openDB(name, STORED_VERSION + 1)).close();
    expect(problems).toEqual(["newer-database"]);
    await expect(older.commit({ scope: "s", changes: [counter("a", 1)] })).rejects.toMatchObject({ problem: "broken" });
  });

  test("a database deleted by another tab is reported, not silently written anew", async () => {
    const name = newName();
    const problems: string[] = [];
    await openIdbStore(name, { onProblem: ({ message }) => problems.push(message) });
    await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
    expect(problems[0]).toContain("Another tab deleted");
  });

  test("whatever is committed, queued, reopened or reset, both stores keep the same", async () => {
    const key = fc.constantFrom("a", "b", "c");
    const change = fc.oneof(
      fc.tuple(key, fc.nat(9)).map(([name, last]) => counter(name, last)),
      key.map((name) => ({ table: "lambda.version-counters" as const, key: name, value: null })),
    );
    const commit: fc.Arbitrary<Commit> = fc.record({
      scope: fc.constantFrom("1/r", "2/r"),
      changes: fc.array(change, { maxLength: 4 }),
      code: fc.constantFrom(new Map<string, Uint8Array>(), new Map([["x", new Uint8Array([1])]]), new Map([["y", new Uint8Array([2])]])),
      forgetCode: fc.constantFrom([], ["x"], ["y"]),
    });
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom("commit" as const, "commitSoon" as const), commit }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("reopen" as const, "reset" as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const name = newName();
        const disk = emptyDisk();
        const later = () => () => undefined;
        const open = () => Promise.all([openIdbStore(name, { later }), Promise.resolve(openMemoryStore(disk, { later }))]);
        let stores = await open();
        for (const one of steps) {
          for (const store of stores) {
            if (one.kind === "commit") await store.commit(one.commit);
            else if (one.kind === "commitSoon") store.commitSoon(one.commit);
            else if (one.kind === "reset") await store.reset();
            else await store.close();
          }
          if (one.kind === "reopen") stores = await open();
        }
        for (const store of stores) await store.close();
        const [real, model] = await open();
        expect(rowsAsText((await real.load()).rows)).toEqual(rowsAsText((await model.load()).rows));
        for (const sha256 of ["x", "y"]) expect(await real.code(sha256)).toEqual(await model.code(sha256));
        await real.close();
      }),
      { numRuns: 60 },
    );
  });
});
