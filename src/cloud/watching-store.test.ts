import { expect, test } from "vitest";
import { emptyDisk, openMemoryStore } from "#storage/memory-store.ts";
import { watchingStore } from "./watching-store.ts";

test("a lost leadership is told before the caller's promise rejects, whichever write finds it", async () => {
  const disk = emptyDisk();
  const store = openMemoryStore(disk);
  const told: string[] = [];
  const watched = watchingStore(store, { onLost: ({ problem }) => told.push(problem), onSettings: () => told.push("settings") });
  await watched.saveSettings({ pendingMs: 0 });
  expect(told).toEqual(["settings"]);
  openMemoryStore(disk);
  for (const work of [() => watched.commit({ scope: "s", changes: [] }), () => watched.saveSettings({}), () => watched.reset()]) {
    told.length = 0;
    await work().catch(() => told.push("rejected"));
    expect(told).toEqual(["lost-leadership", "rejected"]);
  }
});
