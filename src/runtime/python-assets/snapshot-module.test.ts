import * as fc from "fast-check";
import { expect, test } from "vitest";
import { snapshotFacts, writePages } from "../guest/python/snapshot.ts";
import { snapshotModule } from "./snapshot-module.ts";

const PAGE = 65536;

test("writing a snapshot's pages over a fresh memory gives the memory that was taken", () => {
  const islands = fc.array(fc.tuple(fc.nat(2 * PAGE - 1), fc.uint8Array({ maxLength: 300 })), { maxLength: 20 });
  fc.assert(
    fc.property(islands, fc.uint8Array({ maxLength: 500 }), (taken, fresh) => {
      const memory = new Uint8Array(2 * PAGE);
      for (const [at, bytes] of taken) memory.set(bytes.slice(0, memory.length - at), at);
      // A fresh instance has written its beginning, and nothing beyond.
      const target = new WebAssembly.Memory({ initial: 2 });
      new Uint8Array(target.buffer).set(fresh);
      const facts = { bytes: memory.length, pyodide: { keys: ["ü"] } };
      const module = new WebAssembly.Module(new Uint8Array(snapshotModule(memory, fresh.length, facts)));
      writePages(module, target);
      expect(Buffer.compare(new Uint8Array(target.buffer), memory)).toBe(0);
      expect(snapshotFacts(module)).toEqual(facts);
    }),
  );
});
