import { expect, test } from "vitest";
import { randomIds } from "./random-ids.ts";

test("ids have the form of version 4, and of ten thousand no two are the same", () => {
  const random = randomIds();
  const uuids = Array.from({ length: 10_000 }, () => random.uuid());
  expect(uuids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  expect(new Set(uuids).size).toBe(uuids.length);
  const others = Array.from({ length: 10_000 }, () => random.hex32());
  expect(others.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
  expect(new Set(others).size).toBe(others.length);
});

test("random bytes are drawn once for 256 ids, and then anew", () => {
  let draws = 0;
  const random = randomIds((block) => block.fill(++draws));
  const ids = Array.from({ length: 257 }, () => random.hex32());
  expect(draws).toBe(2);
  expect(new Set(ids)).toEqual(new Set(["01".repeat(16), "02".repeat(16)]));
});
