/**
 * `node:async_hooks`. A browser does not tell which task began which: a store lives through the synchronous part of
 * `run`, and through the whole of it when its callback is asynchronous and nothing else runs meanwhile — true within an
 * execution environment, which serves one invocation at a time, as long as the handler itself does not overlap two runs.
 */
type AnyFunction = (...parts: unknown[]) => unknown;

class AsyncLocalStorage<Store = unknown> {
  #store: Store | undefined;

  getStore(): Store | undefined {
    return this.#store;
  }

  enterWith(store: Store): void {
    this.#store = store;
  }

  disable(): void {
    this.#store = undefined;
  }

  run(store: Store, callback: AnyFunction, ...parts: unknown[]): unknown {
    return this.#during(store, callback, parts);
  }

  exit(callback: AnyFunction, ...parts: unknown[]): unknown {
    return this.#during(undefined, callback, parts);
  }

  static bind(callback: AnyFunction): AnyFunction {
    return callback;
  }

  static snapshot(): AnyFunction {
    return (callback, ...parts) => (callback as AnyFunction)(...parts);
  }

  #during(store: Store | undefined, callback: AnyFunction, parts: unknown[]): unknown {
    const before = this.#store;
    const restore = (): void => {
      this.#store = before;
    };
    this.#store = store;
    let result: unknown;
    try {
      result = callback(...parts);
    } catch (error) {
      restore();
      throw error;
    }
    if (result instanceof Promise) return result.finally(restore);
    restore();
    return result;
  }
}

class AsyncResource {
  readonly type: string;
  constructor(type: string) {
    this.type = type;
  }
  runInAsyncScope(callback: AnyFunction, self?: unknown, ...parts: unknown[]): unknown {
    return Reflect.apply(callback, self, parts);
  }
  bind(callback: AnyFunction): AnyFunction {
    return callback;
  }
  emitDestroy(): this {
    return this;
  }
  asyncId(): number {
    return 1;
  }
  triggerAsyncId(): number {
    return 0;
  }
  static bind(callback: AnyFunction): AnyFunction {
    return callback;
  }
}

const hook = {
  enable: () => hook,
  disable: () => hook,
};

export const asyncHooks = {
  AsyncLocalStorage,
  AsyncResource,
  createHook: () => hook,
  executionAsyncId: () => 1,
  triggerAsyncId: () => 0,
  executionAsyncResource: () => ({}),
};
