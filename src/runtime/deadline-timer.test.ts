import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DeadlineTimer } from "./deadline-timer.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a deadline comes when it is due, and once", () => {
  const timer = new DeadlineTimer();
  const action = vi.fn<() => void>();
  timer.set(500, action);
  vi.advanceTimersByTime(499);
  expect(action).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(action).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(10_000);
  expect(action).toHaveBeenCalledOnce();
});

test("a deadline that is set again moves, to later and to sooner", () => {
  const timer = new DeadlineTimer();
  const first = vi.fn<() => void>();
  const second = vi.fn<() => void>();
  timer.set(500, first);
  vi.advanceTimersByTime(400);
  timer.set(500, second);
  vi.advanceTimersByTime(499);
  expect(second).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(second).toHaveBeenCalledOnce();
  timer.set(60_000, first);
  timer.set(10, second);
  vi.advanceTimersByTime(10);
  expect(second).toHaveBeenCalledTimes(2);
  expect(first).not.toHaveBeenCalled();
});

test("a thousand settings cost the browser one timer, and none is left after the last was called off", () => {
  const timer = new DeadlineTimer();
  const started = vi.spyOn(globalThis, "setTimeout");
  for (let call = 0; call < 1000; call += 1) {
    timer.set(3000, () => expect.unreachable("the deadline was called off"));
    vi.advanceTimersByTime(1);
    timer.clear();
  }
  expect(started).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10_000);
  expect(vi.getTimerCount()).toBe(0);
});

test("after dispose nothing is left of it", () => {
  const timer = new DeadlineTimer();
  timer.set(500, () => expect.unreachable("the timer was disposed of"));
  timer.dispose();
  expect(vi.getTimerCount()).toBe(0);
});
