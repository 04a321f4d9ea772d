/** The world outside the pure layers, as ports: the machine's clock, timer, ids and chance. */
import type { Alarm, Chance, Ids, MachineClock } from "#control-plane/ports.ts";
import { randomStream, type RandomStream } from "#engine/random-stream.ts";
import { randomIds } from "./random-ids.ts";

export const machineClock: MachineClock = { now: () => Date.now(), elapsed: () => performance.now() };

/** The longest wait that `setTimeout` knows; a later instant is approached in steps. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A Worker's timers are not slowed down when the page is hidden. */
export function workerAlarm(clock: MachineClock): Alarm {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (due: number, wake: () => void): void => {
    const left = due - clock.elapsed();
    if (left > LONGEST_TIMER_MS) timer = setTimeout(() => wait(due, wake), LONGEST_TIMER_MS);
    // A timer may fire a fraction of a millisecond early; the instant must have come when it wakes.
    else timer = setTimeout(() => (clock.elapsed() < due ? wait(due, wake) : wake()), Math.max(0, left));
  };
  return {
    set(instant, wake) {
      clearTimeout(timer);
      if (instant !== null) wait(clock.elapsed() + instant - clock.now(), wake);
    },
  };
}

export const browserIds: Ids = randomIds();

/** Named streams of one seed, drawn fresh for each leader. */
export function browserChance(seed: string = crypto.randomUUID()): Chance {
  const streams = new Map<string, RandomStream>();
  return {
    next: (name) => {
      let stream = streams.get(name);
      if (!stream) streams.set(name, (stream = randomStream(seed, name)));
      return stream.next();
    },
  };
}
