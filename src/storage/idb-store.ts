import { openDB, type IDBPDatabase, type IDBPTransaction } from "idb";
import type { Commit, StoredRow } from "#control-plane/ports.ts";
import type { Settings } from "#services/settings.ts";
import { KEPT_REPLIES, type ClosableStore, type StoreOptions } from "./closable-store.ts";
import { browserTimer, CommitQueue } from "./commit-queue.ts";
import { migrate, STORED_VERSION } from "./migrations.ts";
import { StoreFailure, storeFailure } from "./store-failure.ts";
import { STORES, type StoredShape } from "./stored-shape.ts";

type Database = IDBPDatabase<StoredShape>;
type WriteTransaction = IDBPTransaction<StoredShape, typeof STORES, "readwrite">;

/**
 * Opens the account kept in IndexedDB and begins a new epoch: from now on the commits of every store opened earlier,
 * in any tab, are refused. Rejects with a {@link StoreFailure}: `blocked`, `newer-database`, `full` or `broken`.
 */
export async function openIdbStore(name: string, options: StoreOptions = {}): Promise<ClosableStore> {
  try {
    const database = await openDatabase(name, options);
    const transaction = database.transaction(["meta", "replies"], "readwrite", { durability: "strict" });
    const epoch = Number((await transaction.objectStore("meta").get("epoch")) ?? 0) + 1;
    await transaction.objectStore("meta").put(epoch, "epoch");
    const known = await transaction.objectStore("meta").get("account");
    const account = typeof known === "string" ? known : crypto.randomUUID();
    await transaction.objectStore("meta").put(account, "account");
    const replies = await transaction.objectStore("replies").getAllKeys();
    const last = await transaction.objectStore("replies").index("order").openKeyCursor(null, "prev");
    const lastOrder = last?.key ?? 0;
    await transaction.done;
    return new IdbStore(database, { epoch, account, replies: new Set(replies), lastOrder }, options);
  } catch (error) {
    throw storeFailure(error, true);
  }
}

function openDatabase(name: string, { onProblem }: StoreOptions): Promise<Database> {
  return new Promise((resolve, reject) => {
    const database = openDB<StoredShape>(name, STORED_VERSION, {
      upgrade: (opened, from, _to, transaction) => migrate(opened, transaction, from),
      // An older tab lets go by itself (see `blocking`); one that does not must be closed by hand.
      blocked: () =>
        reject(
          new StoreFailure("blocked", {
            what: "Another tab runs an older version of this page and holds the storage.",
            wayOut: "Close all other tabs of this page and try again.",
          }),
        ),
      blocking: (_current, wanted, event) => {
        (event.target as IDBDatabase).close();
        onProblem?.(
          wanted === null
            ? new StoreFailure("broken", { what: "Another tab deleted what this browser keeps for the page.", wayOut: "Reload the page to start anew." })
            : new StoreFailure("newer-database"),
        );
      },
      terminated: () =>
        onProblem?.(
          new StoreFailure("broken", {
            what: "The browser took the page's storage away: site data was cleared, or the disk failed.",
            wayOut: "Reload the page. If site data was cleared, the account starts empty.",
          }),
        ),
    });
    database.then(resolve, reject);
  });
}

class IdbStore implements ClosableStore {
  readonly #database: Database;
  readonly epoch: number;
  readonly account: string;
  /** Ids of the kept replies, so that a request nobody sent before costs no read. May name a few already dropped. */
  readonly #replies: Set<string>;
  #lastOrder: number;
  readonly #queue: CommitQueue;
  readonly #onProblem: (problem: StoreFailure) => void;

  constructor(database: Database, opened: { epoch: number; account: string; replies: Set<string>; lastOrder: number }, options: StoreOptions) {
    const { epoch, account, replies, lastOrder } = opened;
    this.#database = database;
    this.epoch = epoch;
    this.account = account;
    this.#replies = replies;
    this.#lastOrder = lastOrder;
    this.#onProblem = options.onProblem ?? (() => undefined);
    this.#queue = new CommitQueue(options.later ?? browserTimer, () => void this.#flush());
  }

  async load(): Promise<{ rows: StoredRow[]; settings: Partial<Settings> }> {
    try {
      const [rows, settings] = await Promise.all([this.#database.getAll("rows"), this.#database.get("meta", "settings")]);
      return { rows, settings: (settings as Partial<Settings> | undefined) ?? {} };
    } catch (error) {
      throw storeFailure(error);
    }
  }

  async commit(commit: Commit): Promise<void> {
    const queued = this.#queue.take();
    try {
      await this.#apply([...queued, commit], "strict");
    } catch (error) {
      const failure = storeFailure(error);
      if (failure.problem !== "full" || queued.length === 0) throw failure;
      // Log lines that no longer fit must not stop the learner from deleting something.
      this.#onProblem(failure);
      await this.#apply([commit], "strict");
    }
  }

  commitSoon(commit: Commit): void {
    this.#queue.add(commit);
  }

  async reply(requestId: string): Promise<{ value: unknown } | undefined> {
    if (!this.#replies.has(requestId)) return undefined;
    try {
      const reply = await this.#database.get("replies", requestId);
      return reply && { value: reply.value };
    } catch (error) {
      throw storeFailure(error);
    }
  }

  async code(sha256: string): Promise<Uint8Array | undefined> {
    try {
      return await this.#database.get("code", sha256);
    } catch (error) {
      throw storeFailure(error);
    }
  }

  saveSettings(settings: Partial<Settings>): Promise<void> {
    return this.#write("strict", (transaction, requests) => {
      requests.push(transaction.objectStore("meta").put(settings, "settings"));
    });
  }

  async reset(): Promise<void> {
    this.#queue.take();
    await this.#write("strict", (transaction, requests) => {
      for (const store of ["rows", "code", "replies"] as const) requests.push(transaction.objectStore(store).clear());
    });
    this.#replies.clear();
  }

  async close(): Promise<void> {
    await this.#flush();
    this.#database.close();
  }

  async #flush(): Promise<void> {
    const queued = this.#queue.take();
    if (queued.length === 0) return;
    await this.#apply(queued, "relaxed").catch((error: unknown) => this.#onProblem(storeFailure(error)));
  }

  async #apply(commits: readonly Commit[], durability: IDBTransactionDurability): Promise<void> {
    await this.#write(durability, (transaction, requests) => {
      for (const commit of commits) this.#put(transaction, commit, requests);
    });
    for (const { reply } of commits) if (reply) this.#replies.add(reply.requestId);
  }

  #put(transaction: WriteTransaction, { scope, changes, code, forgetCode, reply }: Commit, requests: Promise<unknown>[]): void {
    const rows = transaction.objectStore("rows");
    const packages = transaction.objectStore("code");
    for (const { table, key, value } of changes) {
      requests.push(value === null ? rows.delete([scope, table, key]) : rows.put({ scope, table, key, value } as StoredRow));
    }
    for (const sha256 of forgetCode ?? []) requests.push(packages.delete(sha256));
    for (const [sha256, zip] of code ?? []) requests.push(packages.put(zip, sha256));
    if (!reply) return;
    const order = ++this.#lastOrder;
    requests.push(transaction.objectStore("replies").put({ requestId: reply.requestId, order, value: reply.value }));
    if (order % 64 === 0) requests.push(this.#dropReplies(transaction, order - KEPT_REPLIES));
  }

  async #dropReplies(transaction: WriteTransaction, upTo: number): Promise<void> {
    const replies = transaction.objectStore("replies");
    for (const requestId of await replies.index("order").getAllKeys(IDBKeyRange.upperBound(upTo))) {
      this.#replies.delete(requestId);
      await replies.delete(requestId);
    }
  }

  /** One transaction over everything, if this store's epoch is still the newest: all or nothing. */
  async #write(durability: IDBTransactionDurability, put: (transaction: WriteTransaction, requests: Promise<unknown>[]) => void): Promise<void> {
    const requests: Promise<unknown>[] = [];
    try {
      const transaction = this.#database.transaction(STORES, "readwrite", { durability });
      requests.push(transaction.done);
      try {
        if ((await transaction.objectStore("meta").get("epoch")) !== this.epoch) throw new StoreFailure("lost-leadership");
        put(transaction, requests);
      } catch (error) {
        transaction.abort();
        throw error;
      }
      await Promise.all(requests);
    } catch (error) {
      // The rest of an aborted transaction fails with it; its one cause is already in hand.
      await Promise.allSettled(requests);
      throw storeFailure(error);
    }
  }
}
