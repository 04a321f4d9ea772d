import { expect, test } from "vitest";
import { missingFeatures } from "./missing-features.ts";

const all = { isSecureContext: true, Worker: {}, BroadcastChannel: {}, indexedDB: {}, navigator: { locks: {} }, crypto: { subtle: {} } };

test("a current browser on localhost or https lacks nothing", () => {
  expect(missingFeatures(all, false)).toBeUndefined();
});

test("plain http from another computer is named as such, with the way out", () => {
  const plain = { ...all, isSecureContext: false, navigator: {}, crypto: {} };
  expect(missingFeatures(plain, false)).toMatchObject({ phase: "failed", problem: "insecure-context", wayOut: expect.stringContaining("http://localhost") as string });
  expect(missingFeatures(plain, true)).toMatchObject({ problem: "insecure-context" });
});

test("a browser without storage is told so, and can go on keeping nothing", () => {
  const { indexedDB: _, ...rest } = all;
  expect(missingFeatures(rest, false)).toMatchObject({ phase: "failed", problem: "blocked" });
  expect(missingFeatures({ ...rest, navigator: {} }, true)).toBeUndefined();
});

test("an old browser is told what it lacks", () => {
  const { BroadcastChannel: _, ...rest } = all;
  expect(missingFeatures(rest, false)).toMatchObject({ phase: "failed", message: expect.stringContaining("BroadcastChannel") as string });
  // Over https, a browser without locks is old: the address is not to blame.
  expect(missingFeatures({ ...all, navigator: {} }, false)).toMatchObject({ problem: "worker-failed", message: "This browser has no Web Locks, which the cloud in the tab needs." });
});
