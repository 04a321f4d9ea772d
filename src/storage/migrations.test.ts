import "fake-indexeddb/auto";
import { openDB } from "idb";
import { expect, test } from "vitest";
import { TABLE_NAMES, TABLE_VERSIONS } from "#services/tables.ts";
import { MIGRATIONS, migrate, STORED_VERSION } from "./migrations.ts";
import { STORES, type StoredShape } from "./stored-shape.ts";

const FIRST_TABLES = [
  "lambda.functions", "lambda.versions", "lambda.aliases", "lambda.version-counters", "lambda.concurrency", "lambda.provisioned",
  "lambda.event-invoke-configs", "lambda.recursion", "lambda.policies", "lambda.event-source-mappings", "lambda.async-events",
  "logs.groups", "logs.streams", "logs.events", "sqs.queues", "sqs.messages", "sns.topics", "sns.subscriptions", "s3.buckets",
  "s3.objects", "scheduler.schedules", "events.buses", "events.rules", "cloudwatch.datapoints", "cloudwatch.alarms", "autoscaling.targets",
  "autoscaling.policies", "autoscaling.scheduled-actions", "autoscaling.activities", "quotas.requests", "quotas.applied",
  "apigateway.http-apis", "apigateway.rest-apis", "elbv2.load-balancers", "elbv2.target-groups", "elbv2.listeners", "elbv2.rules",
];

test("each version after the first two has one reason, a step or a new table, so that the version rises with each", () => {
  const steps = Object.keys(MIGRATIONS).map(Number);
  const tables = Object.values(TABLE_VERSIONS).filter((version) => version > 2);
  expect([...steps, ...tables].sort((a, b) => a - b)).toEqual(Array.from({ length: STORED_VERSION }, (_, index) => index + 1));
});

test("the tables of version 1 are these, and no table that came later says so", () => {
  expect(TABLE_NAMES.filter((name) => TABLE_VERSIONS[name] <= 2)).toEqual(FIRST_TABLES);
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

test("step 1 → 2 keeps by version what provisioned concurrency serves, and leaves all other rows as they are", async () => {
  const old = { functionName: "orders", requested: 5, status: "READY", requestedAt: 7, readyAt: 8, lastModified: 8 };
  const rows = [
    { scope: "1/r", table: "lambda.provisioned", key: "orders:live", value: { ...old, qualifier: "live", allocated: 5, servingVersion: "3" } },
    { scope: "1/r", table: "lambda.provisioned", key: "orders:new", value: { ...old, qualifier: "new", status: "IN_PROGRESS", readyAt: null, allocated: 0, servingVersion: null } },
    { scope: "1/r", table: "lambda.concurrency", key: "orders", value: { functionName: "orders", reserved: 9 } },
  ];
  // As version 1 wrote it, through an untyped door.
  const before = await openDB("step-2", 1, { upgrade: (opened) => MIGRATIONS[1]!(opened as never, null as never) as void });
  for (const row of rows) await before.put("rows", row);
  before.close();

  const database = await openDB<StoredShape>("step-2", 2, { upgrade: (opened, from, _to, transaction) => migrate(opened, transaction, from) });
  const kept = await database.getAll("rows");
  expect(Object.fromEntries(kept.map(({ key, value }) => [key, value]))).toEqual({
    orders: { functionName: "orders", reserved: 9 },
    "orders:live": { ...old, qualifier: "live", serving: { 3: 5 }, preparedFrom: 7, heldVersion: null },
    "orders:new": { ...old, qualifier: "new", status: "IN_PROGRESS", readyAt: null, serving: {}, preparedFrom: 7, heldVersion: null },
  });
  database.close();
});

test("step 4 → 5 gives an object its one version, and its bytes a row of their own", async () => {
  const old = { bucket: "photos", eTag: "e", contentType: "text/plain", metadata: { who: "me" }, lastModified: 7 };
  const before = await openDB("step-5", 4, { upgrade: (opened) => MIGRATIONS[1]!(opened as never, null as never) as void });
  await before.put("rows", { scope: "1/r", table: "s3.objects", key: "photos|a", value: { ...old, key: "a", body: Uint8Array.of(1, 2, 3) } });
  await before.put("rows", { scope: "1/r", table: "s3.objects", key: "photos|empty", value: { ...old, key: "empty", body: new Uint8Array() } });
  await before.put("rows", { scope: "1/r", table: "s3.buckets", key: "photos", value: { name: "photos", createdAt: 1, notification: {} } });
  before.close();

  const database = await openDB<StoredShape>("step-5", 5, { upgrade: (opened, from, _to, transaction) => migrate(opened, transaction, from) });
  const kept = await database.getAll("rows");
  const version = { versionId: "null", lastModified: 7, eTag: "e", attributes: { headers: { ContentType: "text/plain" }, metadata: { who: "me" }, tags: {} } };
  expect(Object.fromEntries(kept.map(({ table, key, value }) => [`${table} ${key}`, value]))).toEqual({
    "s3.blobs photos|a": { bytes: Uint8Array.of(1, 2, 3) },
    "s3.buckets photos": { name: "photos", createdAt: 1, notification: {} },
    "s3.objects photos|a": { bucket: "photos", key: "a", versions: [{ ...version, size: 3, pieces: [{ blob: "photos|a", size: 3 }], checksum: { algorithm: "CRC64NVME", type: "FULL_OBJECT", value: expect.any(String) } }] },
    "s3.objects photos|empty": { bucket: "photos", key: "empty", versions: [{ ...version, size: 0, pieces: [], checksum: { algorithm: "CRC64NVME", type: "FULL_OBJECT", value: "AAAAAAAAAAA=" } }] },
  });
  database.close();
});
