/** Node.js's timers over the browser's: objects with `ref`, `unref` and `refresh`, and `setImmediate`. */
import type { Liveness } from "./liveness.ts";

type Callback = (...parts: unknown[]) => void;

export interface NodeTimers {
  readonly setTimeout: (callback: Callback, delayMs?: number, ...parts: unknown[]) => Timeout;
  readonly setInterval: (callback: Callback, delayMs?: number, ...parts: unknown[]) => Timeout;
  readonly setImmediate: (callback: Callback, ...parts: unknown[]) => Immediate;
  readonly clearTimeout: (timer?: unknown) => void;
  readonly clearInterval: (timer?: unknown) => void;
  readonly clearImmediate: (immediate?: unknown) => void;
}

/** The browser's own, before anybody else is here. */
export const native = {
  setTimeout: globalThis.setTimeout.bind(globalThis),
  setInterval: globalThis.setInterval.bind(globalThis),
  clear: globalThis.clearTimeout.bind(globalThis),
};

export class Timeout {
  readonly #repeat: boolean;
  readonly #delayMs: number;
  readonly #run: () => void;
  readonly #liveness: Liveness;
  #id = 0;
  #end: (() => void) | null = null;
  #counted = true;
  #active = false;

  constructor(liveness: Liveness, repeat: boolean, delayMs: number, run: () => void) {
    this.#liveness = liveness;
    this.#repeat = repeat;
    // Node.js reads everything outside 1 … 2^31 − 1 as 1.
    this.#delayMs = delayMs >= 1 && delayMs <= 2 ** 31 - 1 ? Math.trunc(delayMs) : 1;
    this.#run = run;
    this.refresh();
  }

  refresh(): this {
    this.close();
    this.#active = true;
    if (this.#counted) this.#end = this.#liveness.begin();
    const start = this.#repeat ? native.setInterval : native.setTimeout;
    this.#id = start(() => {
      if (this.#repeat) return this.#run();
      try {
        this.#run();
      } finally {
        this.close();
      }
    }, this.#delayMs);
    timeouts.set(this.#id, this);
    return this;
  }

  unref(): this {
    this.#counted = false;
    this.#end?.();
    this.#end = null;
    return this;
  }

  ref(): this {
    if (this.#active && !this.#counted) this.#end = this.#liveness.begin();
    this.#counted = true;
    return this;
  }

  hasRef(): boolean {
    return this.#counted;
  }

  close(): this {
    native.clear(this.#id);
    timeouts.delete(this.#id);
    this.#active = false;
    this.#end?.();
    this.#end = null;
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }
}

/** By the number that a timer turns into, which `clearTimeout` takes too. */
const timeouts = new Map<number, Timeout>();

export class Immediate {
  readonly end: () => void;
  cancelled = false;
  constructor(end: () => void) {
    this.end = end;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    this.end();
    return this;
  }
  hasRef(): boolean {
    return !this.cancelled;
  }
}

export function createTimers(liveness: Liveness): NodeTimers {
  const clear = (timer?: unknown): void => {
    if (timer instanceof Timeout) timer.close();
    else if (typeof timer === "number" || typeof timer === "string") timeouts.get(Number(timer))?.close();
  };
  const waiting: Array<() => void> = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => waiting.shift()?.();
  const nextTask = channel.port2.postMessage.bind(channel.port2);
  return {
    setTimeout: (callback, delayMs = 1, ...parts) =>
      new Timeout(liveness, false, delayMs, checked(callback, parts)),
    setInterval: (callback, delayMs = 1, ...parts) =>
      new Timeout(liveness, true, delayMs, checked(callback, parts)),
    setImmediate: (callback, ...parts) => {
      const run = checked(callback, parts);
      const immediate = new Immediate(liveness.begin());
      waiting.push(() => {
        if (immediate.cancelled) return;
        try {
          run();
        } finally {
          immediate.end();
        }
      });
      nextTask(null);
      return immediate;
    },
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: (immediate) => {
      if (!(immediate instanceof Immediate)) return;
      immediate.cancelled = true;
      immediate.end();
    },
  };
}

function checked(callback: Callback, parts: unknown[]): () => void {
  if (typeof callback !== "function")
    throw Object.assign(new TypeError('The "callback" argument must be of type function.'), {
      code: "ERR_INVALID_ARG_TYPE",
    });
  return () => callback(...parts);
}
