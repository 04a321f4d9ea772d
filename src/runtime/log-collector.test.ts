import { expect, test } from "vitest";
import { LOG_CAP_PER_PHASE } from "./guest/guest-protocol.ts";
import { LogCollector } from "./log-collector.ts";

const NOW = 1_795_422_688_000;

function collector() {
  return { logs: new LogCollector(() => NOW) };
}

test("a guest's times are kept where they can be true", () => {
  const { logs } = collector();
  logs.add([{ timestamp: NOW - 5000, message: "a" }]);
  expect(logs.take()).toEqual([{ timestamp: NOW - 5000, message: "a" }]);
});

test.each([1e300, -1e300, 8.64e15 + 1, NOW * 3, 0])("a time that cannot be (%d) is now", (timestamp) => {
  const { logs } = collector();
  logs.add([{ timestamp, message: "forged" }]);
  expect(logs.take()).toEqual([{ timestamp: NOW, message: "forged" }]);
});

test("millions of empty lines are cut too, once, with a line that says so", () => {
  const { logs } = collector();
  const lines = Array.from({ length: 10_000 }, () => ({ timestamp: NOW, message: "" }));
  for (let group = 0; group < 100; group += 1) logs.add(lines);
  const kept = logs.take();
  expect(kept.length).toBeLessThan(LOG_CAP_PER_PHASE / 26 + 2);
  expect(kept.at(-1)?.message).toMatch(/was cut here/u);
  expect(kept.filter((line) => line.message.includes("cut here"))).toHaveLength(1);
});

test("the next phase begins anew", () => {
  const { logs } = collector();
  logs.add([{ timestamp: NOW, message: "x".repeat(LOG_CAP_PER_PHASE * 2) }]);
  expect(logs.take()).toHaveLength(2);
  logs.add([{ timestamp: NOW, message: "next" }]);
  expect(logs.take().map((line) => line.message)).toEqual(["next"]);
});
