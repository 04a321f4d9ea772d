/** A browser as the smoke drives it. Each call ends in bounded time, or rejects. */
export interface BrowserDriver {
  /** The engine and its version, as the browser tells them. */
  readonly version: string;
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page; it sees its argument (plain data) and globals only, and answers plain data. */
  evaluate<Argument, Result>(script: (argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result>;
  /** A pointer's click on the first element of a CSS selector. */
  click(selector: string): Promise<void>;
  /** Types into the first element of a CSS selector, key by key. */
  type(selector: string, text: string): Promise<void>;
  /** Ends the browser and everything it started. */
  close(): Promise<void>;
}
