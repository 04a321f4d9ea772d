import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";
import type * as LocalStore from "./local-store.ts";

const SCOPE = "123456789012/us-east-1";
const draft = (functionName: string, text: string): LocalStore.DraftRecord => ({
  scope: SCOPE,
  functionName,
  baseSha256: "base",
  changes: new Map([["a.py", new TextEncoder().encode(text)], ["gone.py", null]]),
  editedAt: 1,
});
const event = (functionName: string, name: string): LocalStore.TestEventRecord => ({ scope: SCOPE, functionName, name, body: "{}", savedAt: 1 });

/** The module as a page that was just opened has it; what the browser keeps stays. */
async function openPage(): Promise<typeof LocalStore> {
  vi.resetModules();
  return import("./local-store.ts");
}

beforeEach(() => {
  vi.unstubAllGlobals();
  globalThis.indexedDB = new IDBFactory();
});

test("a draft outlives the page, deleted files and bytes included", async () => {
  await (await openPage()).writeDraft(draft("orders", "edited"));
  expect(await (await openPage()).readDraft(SCOPE, "orders")).toEqual(draft("orders", "edited"));
});

test("an event belongs to one function of one scope; a list of them is by name", async () => {
  const store = await openPage();
  for (const record of [event("orders", "b"), event("orders", "a"), event("orders-2", "c"), { ...event("orders", "d"), scope: "123456789012/eu-west-1" }]) await store.writeTestEvent(record);
  expect((await store.readTestEvents(SCOPE, "orders")).map(({ name }) => name)).toEqual(["a", "b"]);
});

test("what a deleted function had goes with it, and nothing else", async () => {
  const store = await openPage();
  await store.writeDraft(draft("orders", "x"));
  await store.writeDraft(draft("orders-2", "x"));
  await store.writeTestEvent(event("orders", "a"));
  await store.writeTestEvent(event("orders-2", "a"));
  await store.forgetFunctionLocally(SCOPE, "orders");
  expect([await store.readDraft(SCOPE, "orders"), await store.readTestEvents(SCOPE, "orders")]).toEqual([undefined, []]);
  expect([await store.readDraft(SCOPE, "orders-2"), await store.readTestEvents(SCOPE, "orders-2")]).toEqual([draft("orders-2", "x"), [event("orders-2", "a")]]);
});

test("clearing forgets everything, tells who listens, and the store works on", async () => {
  const store = await openPage();
  await store.writeDraft(draft("orders", "x"));
  const heard: LocalStore.LocalChange[] = [];
  store.onLocalChange((change) => void heard.push(change));
  await store.clearLocalStore();
  expect(heard).toEqual([{ kind: "all" }]);
  expect(await store.readDraft(SCOPE, "orders")).toBeUndefined();
  await store.writeDraft(draft("orders", "y"));
  expect(await store.readDraft(SCOPE, "orders")).toEqual(draft("orders", "y"));
});

test("where the browser refuses to keep data, everything works for the life of the page", async () => {
  vi.stubGlobal("indexedDB", { open: () => { throw new DOMException("denied", "SecurityError"); }, deleteDatabase: () => { throw new DOMException("denied", "SecurityError"); } });
  const store = await openPage();
  await store.writeDraft(draft("orders", "x"));
  await store.writeTestEvent(event("orders", "a"));
  expect(await store.readDraft(SCOPE, "orders")).toEqual(draft("orders", "x"));
  expect(await store.readTestEvents(SCOPE, "orders")).toEqual([event("orders", "a")]);
  expect(store.keepsLocally()).toBe(false);
  await store.forgetFunctionLocally(SCOPE, "orders");
  expect(await store.readTestEvents(SCOPE, "orders")).toEqual([]);
});
