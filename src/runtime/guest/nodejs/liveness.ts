/**
 * What keeps Node.js's event loop alive, as far as a browser lets it be counted: timers and the promises of the
 * platform's asynchronous functions. It serves three rules: a handler whose promise can never settle is reported
 * (`Runtime.NodeJsExit`) instead of waiting for the time-out, a callback's answer waits for an empty loop
 * (`callbackWaitsForEmptyEventLoop`), and a callback handler that never calls back answers `null`.
 *
 * What is not counted (an exotic API's promise) would look idle; so that nothing is reported before the loop has been
 * quiet for {@link QUIET_MS}. A handler that waits on such a promise for longer than that is reported wrongly.
 */
export const QUIET_MS = 250;

type AnyFunction = (this: unknown, ...parts: unknown[]) => unknown;

export class Liveness {
  readonly #setTimeout = globalThis.setTimeout.bind(globalThis);
  readonly #clearTimeout = globalThis.clearTimeout.bind(globalThis);
  #pending = 0;
  #emptySince = performance.now();
  /** When the silence began that {@link whenQuiet} last reported; `null` when it reported none. */
  quietSince: number | null = null;
  #watch: { callback: () => void; timer: number | undefined } | null = null;

  /** Something began that will come back; call what is returned, once, when it did. */
  begin(): () => void {
    this.#pending += 1;
    if (this.#watch !== null) this.#clearTimeout(this.#watch.timer);
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.#pending -= 1;
      this.#emptySince = performance.now();
      this.#look();
    };
  }

  /** Calls back once the loop has been empty for a while; a later call replaces the earlier one, `null` ends it. */
  whenQuiet(callback: (() => void) | null): void {
    if (this.#watch !== null) this.#clearTimeout(this.#watch.timer);
    this.#watch = callback === null ? null : { callback, timer: undefined };
    if (callback !== null) this.#emptySince = performance.now();
    this.#look();
  }

  #look(): void {
    const watch = this.#watch;
    if (watch === null || this.#pending > 0) return;
    this.#clearTimeout(watch.timer);
    watch.timer = this.#setTimeout(() => {
      if (this.#watch !== watch || this.#pending > 0) return;
      this.#watch = null;
      this.quietSince = this.#emptySince;
      watch.callback();
    }, QUIET_MS);
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

/** Counts the asynchronous functions of a Worker that handlers use. */
export function countPlatform(liveness: Liveness): void {
  liveness.count(globalThis, "fetch", "createImageBitmap");
  for (const type of [Response, Request, Blob])
    liveness.count(type.prototype, "arrayBuffer", "blob", "bytes", "formData", "json", "text");
  liveness.count(ReadableStreamDefaultReader.prototype, "read", "cancel");
  liveness.count(ReadableStream.prototype, "pipeTo");
  liveness.count(WritableStreamDefaultWriter.prototype, "write", "close");
  liveness.count(WebAssembly, "compile", "instantiate", "compileStreaming", "instantiateStreaming");
  liveness.count(
    globalThis.crypto?.subtle === undefined ? undefined : SubtleCrypto.prototype,
    ..."decrypt deriveBits deriveKey digest encrypt exportKey generateKey importKey sign unwrapKey verify wrapKey".split(" "),
  );
}
