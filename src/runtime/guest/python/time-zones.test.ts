import * as fc from "fast-check";
import { expect, test } from "vitest";
import { TimeZone, zoneFile, zoneNames } from "./time-zones.ts";

const epochMs = fc.integer({ min: Date.UTC(1971, 0, 1) / 1000, max: Date.UTC(2049, 0, 1) / 1000 }).map((second) => second * 1000);

/** Reads a TZif file back as zoneinfo would: the type of the last change at or before the instant. */
function offsetIn(file: Uint8Array, instantMs: number): number {
  const view = new DataView(file.buffer);
  const [times, types] = [view.getUint32(44 + 32), view.getUint32(44 + 36)];
  let type = 0;
  for (let index = 0; index < times; index++)
    if (Number(view.getBigInt64(88 + index * 8)) * 1000 <= instantMs) type = view.getUint8(88 + times * 8 + index);
  expect(type).toBeLessThan(types);
  return view.getInt32(88 + times * 9 + type * 6);
}

test("a zone's file gives the browser's offset at any second", () => {
  const files = new Map<string, Uint8Array | undefined>();
  const names = fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Africa/Casablanca", "Australia/Lord_Howe", "UTC");
  fc.assert(
    fc.property(names, epochMs, (name, instant) => {
      if (!files.has(name)) files.set(name, zoneFile(name));
      expect(offsetIn(files.get(name) ?? new Uint8Array(), instant)).toBe(new TimeZone(name).at(instant).offset);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test("a change of the clock is found to the second", () => {
  expect(new TimeZone("Europe/Berlin").changes(Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1))).toEqual([
    Date.UTC(2026, 2, 29, 1),
    Date.UTC(2026, 9, 25, 1),
  ]);
});

test("a name that nobody knows has no file", () => {
  expect(zoneFile("Middle/Earth")).toBeUndefined();
  expect(zoneNames()).toContain("Asia/Tokyo");
});
