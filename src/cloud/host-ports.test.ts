import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { browserChance, browserIds, workerAlarm } from "./host-ports.ts";

describe("the alarm over the Worker's timers", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const clock = { now: () => Date.now(), elapsed: () => performance.now() };

  test("wakes when the instant has come, and not before", () => {
    const wake = vi.fn<() => void>();
    workerAlarm(clock).set(Date.now() + 100, wake);
    vi.advanceTimersByTime(99);
    expect(wake).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledOnce();
  });

  test("a later call replaces the earlier instant, and null clears it", () => {
    const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const alarm = workerAlarm(clock);
    alarm.set(Date.now() + 10, first);
    alarm.set(Date.now() + 20, second);
    vi.advanceTimersByTime(50);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
    alarm.set(Date.now() + 10, second);
    alarm.set(null, second);
    vi.advanceTimersByTime(50);
    expect(second).toHaveBeenCalledOnce();
  });

  test("an instant in the past wakes at the next turn, one beyond the longest timer in its time", () => {
    const wake = vi.fn<() => void>();
    const alarm = workerAlarm(clock);
    alarm.set(Date.now() - 5, wake);
    vi.advanceTimersByTime(0);
    expect(wake).toHaveBeenCalledOnce();
    alarm.set(Date.now() + 2 ** 31 + 1000, wake);
    vi.advanceTimersByTime(2 ** 31 + 999);
    expect(wake).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledTimes(2);
  });

  test("a wall clock that is set meanwhile, back or ahead, moves no waiting", () => {
    for (const by of [-600_000, 600_000]) {
      const wake = vi.fn<() => void>();
      workerAlarm(clock).set(Date.now() + 60_000, wake);
      vi.setSystemTime(Date.now() + by);
      vi.advanceTimersByTime(59_999);
      expect(wake).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(wake).toHaveBeenCalledOnce();
    }
  });

  test("a timer that fires early waits for the rest", () => {
    const wake = vi.fn<() => void>();
    let now = 0;
    workerAlarm({ now: () => now, elapsed: () => now }).set(100, wake);
    now = 99.5;
    vi.advanceTimersByTime(100);
    expect(wake).not.toHaveBeenCalled();
    now = 100;
    vi.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledOnce();
  });
});

test("chance: one seed gives one sequence a stream, and streams do not disturb each other", () => {
  const draw = (names: string[]): number[] => {
    const chance = browserChance("seed");
    return names.map((name) => chance.next(name));
  };
  const [a1, b1, a2] = draw(["a", "b", "a"]);
  expect(draw(["a", "a", "b"])).toEqual([a1, a2, b1]);
  expect(new Set([a1, b1, a2]).size).toBe(3);
});

test("ids: a UUID, and 32 lower-case hex digits", () => {
  expect(browserIds.uuid()).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  expect(browserIds.hex32()).toMatch(/^[0-9a-f]{32}$/);
});
