import { describe, expect, test } from "vitest";
import { emptyDisk, openMemoryStore } from "./memory-store.ts";
import { storeContract } from "./store-contract.ts";

describe("the store in memory", () => {
  storeContract({ test, expect }, async () => {
    const disk = emptyDisk();
    return { open: async (options) => openMemoryStore(disk, options) };
  });
});
