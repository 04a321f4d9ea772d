import { afterEach, expect, test } from "vitest";
import { installCloudClock, machineNow, setClockOffset } from "./cloud-clock.ts";

const DAY = 86_400_000;
const Machine = Date;
const { now } = Date;

afterEach(() => {
  Machine.now = now;
  Machine.prototype.constructor = Machine;
  globalThis.Date = Machine;
  setClockOffset(0);
});

test("Date tells the cloud's time in every form it has, and the machine's stays known", () => {
  installCloudClock();
  setClockOffset(DAY);
  const wall = machineNow();
  expect(Math.abs(Date.now() - wall - DAY)).toBeLessThan(1000);
  expect(Math.abs(new Date().getTime() - wall - DAY)).toBeLessThan(1000);
  // oxlint-disable-next-line unicorn/new-for-builtins -- what this form gives is what is tested
  expect(Math.abs(Machine.parse(Date()) - wall - DAY)).toBeLessThan(2000);
  setClockOffset(0);
  expect(Math.abs(Date.now() - machineNow())).toBeLessThan(1000);
});

test("Date is the same as ever otherwise: given instants, statics, subclasses, instances", () => {
  installCloudClock();
  setClockOffset(DAY);
  expect(new Date(5).getTime()).toBe(5);
  expect(new Date(2026, 0, 2).getDate()).toBe(2);
  expect(Date.UTC(1970, 0, 2)).toBe(DAY);
  expect(new Date() instanceof Date).toBe(true);
  expect(new Date().constructor).toBe(Date);
  class Later extends Date {}
  expect(new Later(7)).toBeInstanceOf(Later);
  expect(Math.abs(new Later().getTime() - machineNow() - DAY)).toBeLessThan(1000);
  expect(structuredClone(new Date(9)).getTime()).toBe(9);
});
