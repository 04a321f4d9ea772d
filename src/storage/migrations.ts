import type { IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { Scope, StoredRow } from "#control-plane/ports.ts";
import { checksumOf } from "#services/s3/checksums.ts";
import { TABLE_VERSIONS, type TableName } from "#services/tables.ts";
import type { StoredShape } from "./stored-shape.ts";

type Names = StoreNames<StoredShape>[];

/** One step, from the version before it. Runs inside the browser's upgrade transaction: all steps are kept, or none. */
export type Migration = (database: IDBPDatabase<StoredShape>, transaction: IDBPTransaction<StoredShape, Names, "versionchange">) => void | Promise<void>;

/**
 * What to do for a version, from the one before it. Never edit a step that was released: add one, and its test. A version that
 * only brings a table (`TABLE_VERSIONS`) has no step: rows need no shape of their own.
 */
export const MIGRATIONS: Readonly<Record<number, Migration>> = {
  // The first shape.
  1: (database) => {
    database.createObjectStore("rows", { keyPath: ["scope", "table", "key"] });
    database.createObjectStore("code");
    database.createObjectStore("replies", { keyPath: "requestId" }).createIndex("order", "order");
    database.createObjectStore("meta");
  },
  // Provisioned concurrency may be spread over two versions: what serves is kept by version.
  2: (_database, transaction) =>
    rewriteRows(transaction, "lambda.provisioned", ({ allocated, servingVersion, ...rest }) => ({
      ...rest,
      serving: typeof servingVersion === "string" && Number(allocated) > 0 ? { [servingVersion]: allocated } : {},
      preparedFrom: rest["requestedAt"],
      heldVersion: null,
    })),
  // Objects have versions, and their bytes lie in rows of their own (versions 3 and 4 brought the tables).
  5: async (_database, transaction) => {
    const bodies: StoredRow[] = [];
    await rewriteRows(transaction, "s3.objects", ({ bucket, key, body, eTag, contentType, metadata, lastModified }, scope) => {
      const bytes = body instanceof Uint8Array ? body : new Uint8Array();
      const blob = `${String(bucket)}|${String(key)}`;
      if (bytes.length > 0) bodies.push({ scope, table: "s3.blobs", key: blob, value: { bytes } });
      return {
        bucket,
        key,
        versions: [
          {
            versionId: "null", lastModified, eTag, size: bytes.length, pieces: bytes.length > 0 ? [{ blob, size: bytes.length }] : [],
            checksum: { algorithm: "CRC64NVME", value: checksumOf("CRC64NVME", [bytes]), type: "FULL_OBJECT" },
            attributes: { headers: { ContentType: contentType }, metadata, tags: {} },
          },
        ],
      };
    });
    for (const row of bodies) await transaction.objectStore("rows").put(row);
  },
};

/** The version of the stored shape that this code reads and writes: it rises with each step and with each new table. */
export const STORED_VERSION = Math.max(...Object.keys(MIGRATIONS).map(Number), ...Object.values(TABLE_VERSIONS));

/** Replaces each record of a table, which may have any older shape, by what `rewrite` makes of it. */
async function rewriteRows(
  transaction: IDBPTransaction<StoredShape, Names, "versionchange">,
  table: TableName,
  rewrite: (old: Readonly<Record<string, unknown>>, scope: Scope) => object,
): Promise<void> {
  const rows = transaction.objectStore("rows");
  // Keys alone first: the rows of other tables (logs above all) may be many.
  for (const key of await rows.getAllKeys()) {
    if (key[1] !== table) continue;
    const row: { readonly value: object } | undefined = await rows.get(key);
    if (!row) continue;
    // The old shape has no type any more, and the new one is what the step says.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    await rows.put({ ...row, value: rewrite(row.value as Record<string, unknown>, key[0]) } as StoredRow);
  }
}

/** Brings a database from `from` to the newest version, one step after the other; a step that fails undoes all of them. */
export function migrate(
  database: IDBPDatabase<StoredShape>,
  transaction: IDBPTransaction<StoredShape, Names, "versionchange">,
  from: number,
): void {
  const run = async (): Promise<void> => {
    for (let version = from + 1; version <= STORED_VERSION; version++) await MIGRATIONS[version]?.(database, transaction);
  };
  run().catch(() => transaction.abort());
}
