import { afterEach, expect, test, vi } from "vitest";
import { loadFamily, type GuestProgress } from "./guest-files.ts";

afterEach(() => vi.unstubAllGlobals());

test("after one file of a runtime could not be fetched, what the others still bring is no progress: its end was told", async () => {
  let bring: () => void = () => undefined;
  const late = new ReadableStream<Uint8Array>({
    start: (controller) => {
      bring = () => (controller.enqueue(new Uint8Array(10)), controller.close());
    },
  });
  vi.stubGlobal("fetch", (url: string) => (url.endsWith("/guest.js") ? Promise.reject(new TypeError("gone")) : Promise.resolve(new Response(late))));
  const told: GuestProgress[] = [];
  const file = (name: string) => ({ name, url: `http://localhost/guests/python/${name}`, bytes: 10 });
  const loading = loadFamily("python", { guest: file("guest.js"), modules: [], assets: [file("library.zip")] }, (progress) => told.push(progress));
  await expect(loading).rejects.toThrow("guest.js could not be fetched");
  bring();
  // The stream's end, read behind the scenes.
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(told.map(({ failed }) => failed)).toEqual([undefined, true]);
});
