import { expect, test } from "vitest";
import { LOG_CAP_PER_PHASE, LOG_LINE_CAP } from "./guest/guest-protocol.ts";
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

test("a line of more than 256 KB goes on in the next event, and no character is cut in two", () => {
  const { logs } = collector();
  const line = `${"x".repeat(LOG_LINE_CAP - 1)}😀${"y".repeat(LOG_LINE_CAP)}`;
  logs.add([{ timestamp: NOW, message: line }]);
  const parts = logs.take().map(({ message }) => message);
  expect(parts.map((part) => part.length)).toEqual([LOG_LINE_CAP - 1, LOG_LINE_CAP, 2]);
  expect(parts.join("")).toBe(line);
  expect(parts[1]!.startsWith("😀")).toBe(true);
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
  expect(logs.take().map((line) => line.message.length)).toEqual([LOG_LINE_CAP, LOG_LINE_CAP, LOG_LINE_CAP, LOG_LINE_CAP, expect.any(Number)]);
  logs.add([{ timestamp: NOW, message: "next" }]);
  expect(logs.take().map((line) => line.message)).toEqual(["next"]);
});
