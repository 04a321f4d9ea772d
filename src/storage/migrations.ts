import type { IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { StoredShape } from "./stored-shape.ts";

type Names = StoreNames<StoredShape>[];

/** One step, from the version before it. Runs inside the browser's upgrade transaction: all steps are kept, or none. */
export type Migration = (database: IDBPDatabase<StoredShape>, transaction: IDBPTransaction<StoredShape, Names, "versionchange">) => void | Promise<void>;

/** Step n leads from version n to version n + 1. Never edit a step that was released: add one, and its test. */
export const MIGRATIONS: readonly Migration[] = [
  // 0 → 1: the first shape.
  (database) => {
    database.createObjectStore("rows", { keyPath: ["scope", "table", "key"] });
    database.createObjectStore("code");
    database.createObjectStore("replies", { keyPath: "requestId" }).createIndex("order", "order");
    database.createObjectStore("meta");
  },
];

/** The version of the stored shape that this code reads and writes. */
export const STORED_VERSION = MIGRATIONS.length;

/** Brings a database from `from` to the newest version, one step after the other; a step that fails undoes all of them. */
export function migrate(
  database: IDBPDatabase<StoredShape>,
  transaction: IDBPTransaction<StoredShape, Names, "versionchange">,
  from: number,
): void {
  const run = async (): Promise<void> => {
    for (const step of MIGRATIONS.slice(from)) await step(database, transaction);
  };
  run().catch(() => transaction.abort());
}
