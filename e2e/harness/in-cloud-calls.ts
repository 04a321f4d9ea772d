/** What the page asks of the measuring Worker. All times in ms. */
export interface InCloud {
  /**
   * Warm invocations beside a plain Worker's echo of the same event. Each sample is the mean of `batch` calls, one
   * after the other (a browser's clock is too coarse for one), and the four take turns.
   */
  warm(rounds: number, batch: number): Promise<WarmSamples>;
  /** Cold starts of the JavaScript runtime, beside a plain Worker of the same bytes. */
  coldNodejs(rounds: number): Promise<ColdSamples>;
  /** Cold starts of Python, beside a plain Worker with `loadPyodide`. */
  coldPython(rounds: number): Promise<ColdSamples>;
}

export interface WarmSamples {
  readonly echo: number[];
  /** The same echo from inside the sandbox's process: what no invocation can be faster than. */
  readonly sandboxEcho: number[];
  readonly nodejs: number[];
  readonly python: number[];
}

export interface ColdSamples {
  /** The first ones of this page: files read, WebAssembly compiled. */
  readonly first: number;
  readonly firstBaseline: number;
  /** Those after it. */
  readonly later: number[];
  readonly laterBaseline: number[];
}

export interface InCloudCall {
  readonly id: number;
  readonly method: keyof InCloud;
  readonly args: readonly never[];
}
