import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { clearLocalStore, readDraft, writeDraft } from "../local-store.ts";
import { draftStore } from "./draft-store.ts";
import { bytesOf } from "./working-copy.ts";

const SCOPE = "123456789012/us-east-1";
const changes = (text: string) => new Map([["a.py", bytesOf(text)]]);
const kept = async (name: string) => (await readDraft(SCOPE, name))?.changes;

test("an edit is seen at once and kept when the page is left", async () => {
  const store = draftStore(SCOPE, "orders");
  await vi.waitFor(() => expect(store.get().loaded).toBe(true));
  store.set({ baseSha256: "base", changes: changes("edited") });
  expect(store.get().draft?.changes).toEqual(changes("edited"));
  store.flush();
  await vi.waitFor(async () => expect(await kept("orders")).toEqual(changes("edited")));
});

test("a draft without changes is no draft, and nothing is kept of it", async () => {
  const store = draftStore(SCOPE, "orders");
  store.set({ baseSha256: "base", changes: new Map() });
  expect(store.get().draft).toBeUndefined();
  store.flush();
  await vi.waitFor(async () => expect(await kept("orders")).toBeUndefined());
});

test("what another tab wrote is taken over", async () => {
  const store = draftStore(SCOPE, "shared");
  await vi.waitFor(() => expect(store.get().loaded).toBe(true));
  await writeDraft({ scope: SCOPE, functionName: "shared", baseSha256: "base", changes: changes("theirs"), editedAt: 1 });
  await vi.waitFor(() => expect(store.get().draft?.changes).toEqual(changes("theirs")));
});

test("an edit that is not kept yet wins over what another tab wrote", async () => {
  const store = draftStore(SCOPE, "race");
  await vi.waitFor(() => expect(store.get().loaded).toBe(true));
  store.set({ baseSha256: "base", changes: changes("mine") });
  await store.reload();
  expect(store.get().draft?.changes).toEqual(changes("mine"));
  store.flush();
});

test("after Reset account there is no draft", async () => {
  const store = draftStore(SCOPE, "reset");
  store.set({ baseSha256: "base", changes: changes("x") });
  store.flush();
  await vi.waitFor(async () => expect(await kept("reset")).toEqual(changes("x")));
  await clearLocalStore();
  await vi.waitFor(() => expect(store.get().draft).toBeUndefined());
});
