/**
 * What keeps Node.js's event loop alive, as far as a browser lets it be counted: timers and the promises of the
 * platform's asynchronous functions. It serves three rules: a handler whose promise can never settle is reported
 * (`Runtime.NodeJsExit`) instead of waiting for the time-out, a callback's answer waits for an empty loop
 * (`callbackWaitsForEmptyEventLoop`), and a callback handler that never calls back answers `null`.
 *
 * What is not counted (an exotic API's promise) would look idle; so that nothing is reported before the loop has been
 * quiet for {@link QUIET_MS}. A handler that waits on such a promise for longer than that is reported wrongly.
 */
import { QUIET_MS } from "../guest-protocol.ts";

/** Where too early does no harm: a callback has answered, and only what it left behind is waited for. */
export const SETTLED_MS = 5;

type AnyFunction = (this: unknown, ...parts: unknown[]) => unknown;

export class Liveness {
  readonly #setTimeout = globalThis.setTimeout.bind(globalThis);
  readonly #now = performance.now.bind(performance);
  #pending = 0;
  #watch: { readonly callback: () => void; readonly quietMs: number } | null = null;
  /** By `#now`: when the loop was last seen to become empty, or the watch began. */
  #emptySince = 0;
  /** One timer serves many invocations: it is left to fire, and then looks how long the loop has been empty. */
  #timer = { due: Infinity };
  /** When the silence began that {@link whenQuiet} last reported; `null` when it reported none. */
  quietSince: number | null = null;

  /** Something began that will come back; call what is returned, once, when it did. */
  begin(): () => void {
    this.#pending += 1;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.#pending -= 1;
      this.#look();
    };
  }

  /** Calls back once the loop has been empty for `quietMs`; a later call replaces the earlier one, `null` ends it. */
  whenQuiet(callback: (() => void) | null, quietMs: number = QUIET_MS): void {
    this.#watch = callback === null ? null : { callback, quietMs };
    this.#look();
  }

  #look(): void {
    if (this.#watch === null || this.#pending > 0) return;
    this.#emptySince = this.#now();
    const { quietMs } = this.#watch;
    if (this.#timer.due > this.#emptySince + quietMs) this.#wait(quietMs);
  }

  #wait(ms: number): void {
    const timer = { due: this.#now() + ms };
    this.#timer = timer;
    this.#setTimeout(() => {
      // A shorter wait has taken its place.
      if (this.#timer !== timer) return;
      this.#timer = { due: Infinity };
      const watch = this.#watch;
      if (watch === null || this.#pending > 0) return;
      const left = this.#emptySince + watch.quietMs - this.#now();
      if (left > 0) return this.#wait(Math.ceil(left));
      this.#watch = null;
      this.quietSince = this.#emptySince;
      watch.callback();
    }, ms);
  }

  /** Counts the promises that a method returns. */
  count(owner: object | undefined, ...names: string[]): void {
    for (const name of names) {
      const original: unknown = owner === undefined ? undefined : Reflect.get(owner, name);
      if (owner === undefined || typeof original !== "function") continue;
      const begin = (): (() => void) => this.begin();
      const counted: AnyFunction = function (...parts) {
        const result: unknown = Reflect.apply(original, this, parts);
        if (result instanceof Promise) {
          const end = begin();
          result.then(end, end);
        }
        return result;
      };
      Object.defineProperty(counted, "name", { value: name });
      Object.defineProperty(owner, name, { value: counted, configurable: true, writable: true });
    }
  }
}

/** `for await` reads a stream past the methods above. */
function countIterators(liveness: Liveness): void {
  const streams = ReadableStream.prototype as unknown as Record<PropertyKey, unknown>;
  const original = streams["values"];
  if (typeof original !== "function") return;
  const values: AnyFunction = function (...parts) {
    const iterator = Reflect.apply(original, this, parts) as object;
    liveness.count(iterator, "next", "return");
    return iterator;
  };
  for (const name of ["values", Symbol.asyncIterator])
    Object.defineProperty(streams, name, { value: values, configurable: true, writable: true });
}

/** Counts the asynchronous functions of a Worker that handlers use. */
export function countPlatform(liveness: Liveness): void {
  liveness.count(globalThis, "fetch", "createImageBitmap");
  for (const type of [Response, Request, Blob])
    liveness.count(type.prototype, "arrayBuffer", "blob", "bytes", "formData", "json", "text");
  liveness.count(ReadableStreamDefaultReader.prototype, "read", "cancel");
  liveness.count(ReadableStream.prototype, "pipeTo");
  countIterators(liveness);
  liveness.count(WritableStreamDefaultWriter.prototype, "write", "close");
  liveness.count(WebAssembly, "compile", "instantiate", "compileStreaming", "instantiateStreaming");
  liveness.count(
    globalThis.crypto?.subtle === undefined ? undefined : SubtleCrypto.prototype,
    ..."decrypt deriveBits deriveKey digest encrypt exportKey generateKey importKey sign unwrapKey verify wrapKey".split(" "),
  );
}
