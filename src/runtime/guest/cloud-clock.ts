/**
 * What learner's code reads as the time: the cloud's, which runs ahead of the machine's after a fast-forward. `Date` is all
 * there is to change: Python's `time.time()` and the modification times of files read it as well.
 */

/** The machine's own time, epoch ms, whatever is made of `Date` later. */
export const machineNow: () => number = Date.now.bind(Date);

let offsetMs = 0;

/** Sets how far the cloud's time is ahead of the machine's, in ms. */
export function setClockOffset(ms: number): void {
  offsetMs = ms;
}

/** Makes `Date` tell the cloud's time. Once, before any of the learner's code runs. */
export function installCloudClock(): void {
  const Machine = globalThis.Date;
  const now = (): number => machineNow() + offsetMs;
  Machine.now = now;
  const Cloud = new Proxy(Machine, {
    construct: (target, args: unknown[], newTarget: DateConstructor) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    apply: () => new Machine(now()).toString(),
  });
  Object.defineProperty(Machine.prototype, "constructor", { value: Cloud, writable: true, configurable: true });
  Object.defineProperty(globalThis, "Date", { value: Cloud, writable: true, configurable: true });
}
