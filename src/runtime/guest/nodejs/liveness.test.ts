import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { QUIET_MS } from "../guest-protocol.ts";
import { Liveness, SETTLED_MS } from "./liveness.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("an empty loop is told after the silence, with the instant it began", () => {
  const liveness = new Liveness();
  const told = vi.fn<() => void>();
  const begun = performance.now();
  liveness.whenQuiet(told);
  vi.advanceTimersByTime(QUIET_MS - 1);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(told).toHaveBeenCalledOnce();
  expect(liveness.quietSince).toBeCloseTo(begun, 0);
});

test("what is pending holds it back, and the silence counts from its end", () => {
  const liveness = new Liveness();
  const told = vi.fn<() => void>();
  const end = liveness.begin();
  liveness.whenQuiet(told);
  vi.advanceTimersByTime(60_000);
  expect(told).not.toHaveBeenCalled();
  end();
  end();
  vi.advanceTimersByTime(QUIET_MS - 1);
  const again = liveness.begin();
  again();
  vi.advanceTimersByTime(QUIET_MS - 1);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(told).toHaveBeenCalledOnce();
});

test("a watch that was ended or replaced is silent; a shorter one does not wait for the longer", () => {
  const liveness = new Liveness();
  const first = vi.fn<() => void>();
  const second = vi.fn<() => void>();
  liveness.whenQuiet(first);
  liveness.whenQuiet(second, SETTLED_MS);
  vi.advanceTimersByTime(SETTLED_MS + 1);
  expect(second).toHaveBeenCalledOnce();
  liveness.whenQuiet(first);
  liveness.whenQuiet(null);
  vi.advanceTimersByTime(60_000);
  expect(first).not.toHaveBeenCalled();
});

test("a counted method's promise is pending until it settles", async () => {
  const liveness = new Liveness();
  let settle = (): void => undefined;
  const owner = { read: () => new Promise<void>((resolve) => (settle = resolve)) };
  liveness.count(owner, "read", "absent");
  const told = vi.fn<() => void>();
  const reading = owner.read();
  liveness.whenQuiet(told);
  vi.advanceTimersByTime(60_000);
  expect(told).not.toHaveBeenCalled();
  settle();
  await reading;
  await vi.advanceTimersByTimeAsync(QUIET_MS + 1);
  expect(told).toHaveBeenCalledOnce();
});
