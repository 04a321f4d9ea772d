/** The world outside the pure layers, as ports: the machine's clock, timer, ids and chance. */
import type { Alarm, Chance, Clock, Ids } from "#control-plane/ports.ts";
import { randomStream, type RandomStream } from "#engine/random-stream.ts";
import { randomIds } from "./random-ids.ts";

export const machineClock: Clock = { now: () => Date.now() };

/** The longest wait that `setTimeout` knows; a later instant is approached in steps. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A Worker's timers are not slowed down when the page is hidden. */
export function workerAlarm(clock: Clock): Alarm {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const set = (instant: number | null, wake: () => void): void => {
    clearTimeout(timer);
    if (instant === null) return;
    const wait = Math.max(0, instant - clock.now());
    if (wait > LONGEST_TIMER_MS) timer = setTimeout(() => set(instant, wake), LONGEST_TIMER_MS);
    // A timer may fire a fraction of a millisecond early; the instant must have come when it wakes.
    else timer = setTimeout(() => (clock.now() < instant ? set(instant, wake) : wake()), wait);
  };
  return { set };
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
