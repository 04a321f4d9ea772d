import { type AwsError, awsError } from "#services/aws-error.ts";
import type { Timers } from "./timers.ts";
import type { Clock, Runtime } from "./ports.ts";

/** How long an invocation waits for the sandbox that runs handlers, in ms. */
export const RUNTIME_WAIT_MS = 30_000;

/** The runtime, once it is there: the page's sandbox may take a moment to come up. */
export class RuntimeConnection {
  readonly #open: () => Runtime | Promise<Runtime>;
  readonly #timers: Timers;
  readonly #clock: Clock;
  /** The last promise that kept its word: those after the first do not wait for it again. */
  #kept: { readonly promise: Promise<Runtime>; readonly runtime: Runtime } | undefined;

  constructor(open: () => Runtime | Promise<Runtime>, timers: Timers, clock: Clock) {
    this.#open = open;
    this.#timers = timers;
    this.#clock = clock;
  }

  /** The runtime, or why handlers cannot run now. */
  ready(): Runtime | Promise<Runtime | AwsError> {
    try {
      const opened = this.#open();
      if (!(opened instanceof Promise)) return opened;
      return this.#kept?.promise === opened ? this.#kept.runtime : this.#wait(opened);
    } catch (error) {
      return Promise.resolve(unavailable(error));
    }
  }

  #wait(opened: Promise<Runtime>): Promise<Runtime | AwsError> {
    return new Promise((resolve) => {
      const callOff = this.#timers.at(this.#clock.now() + RUNTIME_WAIT_MS, () =>
        resolve(unavailable(new Error(`it did not start within ${RUNTIME_WAIT_MS / 1000} seconds`))),
      );
      opened.then(
        (runtime) => {
          callOff();
          this.#kept = { promise: opened, runtime };
          resolve(runtime);
        },
        (error: unknown) => (callOff(), resolve(unavailable(error))),
      );
    });
  }
}

function unavailable(error: unknown): AwsError {
  const why = error instanceof Error ? error.message : String(error);
  return awsError("ServiceException", `The sandbox that runs handlers is not available: ${why}. Reload the page and try again.`, { Type: "Service" });
}
