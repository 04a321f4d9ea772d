import { expect, test } from "vitest";
import type { FromGuest } from "./guest-protocol.ts";
import { LOG_CAP_PER_PHASE, LOG_LINE_OVERHEAD } from "./guest-protocol.ts";
import { LogSender } from "./log-sender.ts";

function sender() {
  const sent: FromGuest[] = [];
  const logs = new LogSender((message: FromGuest) => void sent.push(message), () => 7);
  return { logs, sent, lines: () => sent.flatMap((message) => (message.kind === "logs" ? message.lines : [])) };
}

test("the first lines leave at once: a handler that then spins has been heard", () => {
  const { logs, sent } = sender();
  logs.write("a");
  logs.write("b");
  expect(sent).toEqual([
    { kind: "logs", lines: [{ timestamp: 7, message: "a" }] },
    { kind: "logs", lines: [{ timestamp: 7, message: "b" }] },
  ]);
});

test("a flood leaves in groups, in order, and stops at the host's cap", () => {
  const { logs, sent, lines } = sender();
  for (let line = 0; line < 100_000; line += 1) logs.write(`line ${line} ${"x".repeat(50)}`);
  logs.flush();
  expect(sent.length).toBeLessThan(500);
  const units = lines().reduce((sum, line) => sum + line.message.length + LOG_LINE_OVERHEAD, 0);
  expect(units).toBeGreaterThan(LOG_CAP_PER_PHASE);
  expect(units).toBeLessThan(LOG_CAP_PER_PHASE * 1.1);
  expect(lines().findIndex((line, index) => !line.message.startsWith(`line ${index} `))).toBe(-1);
});

test("a flood that never yields leaves up to the line beyond the cap: the host knows that it was cut, though nobody flushes", () => {
  const { logs, lines } = sender();
  for (let line = 0; line < 10_000; line += 1) logs.write("x".repeat(286));
  expect(lines().length * (286 + LOG_LINE_OVERHEAD)).toBeGreaterThan(LOG_CAP_PER_PHASE);
});

test("one endless line is cut just beyond the cap", () => {
  const { logs, lines } = sender();
  logs.write("x".repeat(LOG_CAP_PER_PHASE * 3));
  expect(lines()[0]?.message.length).toBe(LOG_CAP_PER_PHASE + 1);
});

test("a new phase may speak again", () => {
  const { logs, lines } = sender();
  logs.write("x".repeat(LOG_CAP_PER_PHASE * 3));
  logs.write("unheard");
  logs.beginPhase();
  logs.write("heard");
  expect(lines().at(-1)?.message).toBe("heard");
});
