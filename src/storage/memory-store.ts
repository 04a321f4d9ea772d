import type { Commit, StoredRow } from "#control-plane/ports.ts";
import type { Settings } from "#services/settings.ts";
import { KEPT_REPLIES, type ClosableStore, type StoreOptions } from "./closable-store.ts";
import { browserTimer, CommitQueue } from "./commit-queue.ts";
import { StoreFailure } from "./store-failure.ts";

/** What a memory store keeps, apart from the store, so that it can be opened again as a database can. */
export interface MemoryDisk {
  epoch: number;
  readonly account: string;
  settings: Partial<Settings>;
  readonly rows: Map<string, StoredRow>;
  readonly code: Map<string, Uint8Array>;
  readonly replies: Map<string, unknown>;
}

export function emptyDisk(): MemoryDisk {
  return { epoch: 0, account: crypto.randomUUID(), settings: {}, rows: new Map(), code: new Map(), replies: new Map() };
}

/** A store that ends with the tab: for pages that may keep nothing, and for tests. Begins a new epoch, as IndexedDB's does. */
export function openMemoryStore(disk: MemoryDisk = emptyDisk(), options: StoreOptions = {}): ClosableStore {
  const epoch = ++disk.epoch;
  const queue = new CommitQueue(options.later ?? browserTimer, flush);

  function check(): void {
    if (disk.epoch !== epoch) throw new StoreFailure("lost-leadership");
  }

  function flush(): void {
    const queued = queue.take();
    if (queued.length === 0) return;
    if (disk.epoch === epoch) queued.forEach((commit) => apply(disk, structuredClone(commit)));
    else options.onProblem?.(new StoreFailure("lost-leadership"));
  }

  return {
    epoch,
    account: disk.account,
    // Clones on both ways: a record changed after it was kept must not change what is kept.
    load: async () => structuredClone({ rows: [...disk.rows.values()], settings: disk.settings }),
    commit: async (commit) => {
      check();
      const copy = structuredClone(commit);
      flush();
      apply(disk, copy);
    },
    // Cloned when it is kept, as IndexedDB does: nobody waits for it then.
    commitSoon: (commit) => queue.add(commit),
    reply: async (requestId) => (disk.replies.has(requestId) ? { value: structuredClone(disk.replies.get(requestId)) } : undefined),
    code: async (sha256) => disk.code.get(sha256)?.slice(),
    saveSettings: async (settings) => {
      check();
      disk.settings = structuredClone(settings);
    },
    reset: async () => {
      check();
      queue.take();
      for (const table of [disk.rows, disk.code, disk.replies]) table.clear();
    },
    close: async () => flush(),
  };
}

function apply(disk: MemoryDisk, { scope, changes, code, forgetCode, reply }: Commit): void {
  for (const { table, key, value } of changes) {
    const id = JSON.stringify([scope, table, key]);
    if (value === null) disk.rows.delete(id);
    else disk.rows.set(id, { scope, table, key, value } as StoredRow);
  }
  for (const sha256 of forgetCode ?? []) disk.code.delete(sha256);
  for (const [sha256, zip] of code ?? []) disk.code.set(sha256, zip);
  if (!reply) return;
  disk.replies.delete(reply.requestId);
  disk.replies.set(reply.requestId, reply.value);
  if (disk.replies.size > KEPT_REPLIES) disk.replies.delete(disk.replies.keys().next().value!);
}
