import type { NodeTimers } from "../timers.ts";

interface TimerOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

/** `node:timers/promises`. */
export function createTimersPromises(timers: NodeTimers): unknown {
  const wait = <Value>(delayMs?: number, value?: Value, options: TimerOptions = {}): Promise<Value | undefined> =>
    new Promise((resolve, reject) => {
      const { signal } = options;
      if (signal?.aborted) return reject(aborted(signal));
      const timer = timers.setTimeout(() => {
        signal?.removeEventListener("abort", stop);
        resolve(value);
      }, delayMs);
      const stop = (): void => {
        timers.clearTimeout(timer);
        if (signal) reject(aborted(signal));
      };
      if (options.ref === false) timer.unref();
      signal?.addEventListener("abort", stop, { once: true });
    });
  const immediate = <Value>(value?: Value): Promise<Value | undefined> =>
    new Promise((resolve) => timers.setImmediate(() => resolve(value)));
  return {
    setTimeout: wait,
    setImmediate: immediate,
    setInterval: async function* <Value>(delayMs?: number, value?: Value, options: TimerOptions = {}) {
      for (;;) yield await wait(delayMs, value, options);
    },
    scheduler: { wait: (delayMs: number, options?: TimerOptions) => wait(delayMs, undefined, options), yield: immediate },
  };
}

function aborted(signal: AbortSignal): Error {
  return Object.assign(new Error("The operation was aborted", { cause: signal.reason }), {
    name: "AbortError",
    code: "ABORT_ERR",
  });
}
