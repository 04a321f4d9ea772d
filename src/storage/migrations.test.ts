import "fake-indexeddb/auto";
import { openDB } from "idb";
import { expect, test } from "vitest";
import { MIGRATIONS, migrate, STORED_VERSION } from "./migrations.ts";
import { STORES, type StoredShape } from "./stored-shape.ts";

test("the stored version is the number of steps", () => {
  expect(STORED_VERSION).toBe(MIGRATIONS.length);
});

test("step 0 → 1 makes every store, with its keys and the order of replies", async () => {
  const database = await openDB<StoredShape>("step-1", 1, { upgrade: (opened, from, _to, transaction) => migrate(opened, transaction, from) });
  expect([...database.objectStoreNames].sort()).toEqual([...STORES].sort());
  const transaction = database.transaction(STORES);
  expect(transaction.objectStore("rows").keyPath).toEqual(["scope", "table", "key"]);
  expect(transaction.objectStore("replies").keyPath).toBe("requestId");
  expect([...transaction.objectStore("replies").indexNames]).toEqual(["order"]);
  expect(transaction.objectStore("code").keyPath).toBeNull();
  database.close();
});
