import { expect, test } from "vitest";
import { LOG_CAP_PER_PHASE } from "./guest/guest-protocol.ts";
import { LogCollector } from "./log-collector.ts";

const NOW = 1_795_422_688_000;

/** A cloud whose clock is a day ahead of the machine's. */
function collector() {
  const ahead = NOW - Date.now();
  return { logs: new LogCollector(() => NOW), guestTime: (at: number) => at - ahead };
}

test("a guest's times become the cloud's", () => {
  const { logs, guestTime } = collector();
  logs.add([{ timestamp: guestTime(NOW - 5000), message: "a" }]);
  const [line] = logs.take();
  expect(line?.message).toBe("a");
  expect(Math.abs((line?.timestamp ?? 0) - (NOW - 5000))).toBeLessThan(1000);
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
