import type { NodeTimers } from "./timers.ts";

/** A global that is loaded when somebody first looks at it. */
export function lazyGlobal(name: string, load: () => unknown): void {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => {
      const value = (load() as Record<string, unknown>)[name];
      Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
      return value;
    },
    set: (value: unknown) => {
      Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
    },
  });
}

/** The way to wait for the next task. The browser's own scheduler is the quickest; where there is none, an immediate. */
export function taskEnd(timers: NodeTimers): () => Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { postTask?: (task: () => void) => Promise<unknown> } };
  const postTask = scheduler?.postTask?.bind(scheduler);
  if (postTask !== undefined) return () => postTask(() => undefined);
  return () => new Promise((resolve) => timers.setImmediate(resolve));
}
