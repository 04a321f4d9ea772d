import { expect, test } from "vitest";
import { absoluteTime, relativeTime, toMs } from "./times.ts";

test("the API's instants are read whichever way the zone is written", () => {
  expect(toMs("2026-11-23T12:00:00.000+0000")).toBe(Date.UTC(2026, 10, 23, 12));
  expect(toMs("2026-11-23T12:00:00.000Z")).toBe(Date.UTC(2026, 10, 23, 12));
  expect(toMs("2026-11-23T12:00:00.000+0130")).toBe(Date.UTC(2026, 10, 23, 10, 30));
});

test("what is no instant shows as a dash", () => {
  expect([absoluteTime(undefined), absoluteTime("soon"), relativeTime("soon", 0)]).toEqual(["-", "-", "-"]);
});

test("the largest unit that fits is named", () => {
  const now = Date.UTC(2026, 10, 23, 12);
  expect(relativeTime(new Date(now - 20_000), now)).toBe("just now");
  expect(relativeTime(new Date(now - 61_000), now)).toBe("1 minute ago");
  expect(relativeTime(new Date(now - 5 * 3_600_000), now)).toBe("5 hours ago");
  expect(relativeTime(new Date(now - 86_400_000), now)).toBe("yesterday");
});
