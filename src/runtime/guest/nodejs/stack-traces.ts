/**
 * Stack traces in the form that Node.js has, whichever engine ran the code.
 *
 * - V8 (Chromium) writes that form itself.
 * - SpiderMonkey (Firefox) writes lines `name@address:line:column` and no first line with the message.
 * - JavaScriptCore (WebKit) writes the same, but ignores `sourceURL`: a module has its blob's address, evaluated code has none.
 */

/** Address of a module's blob → what Node.js calls the file. */
const names = new Map<string, string>();
const RUNTIME = "file:///var/runtime/index.mjs";

const FRAME = /^([^@]*)@(.*:\d+:\d+|\[native code\]|)$/u;
const EVALUATED = /^(.*) line (\d+) > (?:eval|Function):(\d+:\d+)$/u;
const BLOB = /blob:[^\s:)]*/gu;
const UNNAMED = new Set(["module code", "global code", "anonymous"]);

/** Says what the module at a blob's address is called in traces: a `file:` URL, or `node:…`. */
export function nameSource(address: string, name: string): void {
  names.set(address, name);
}

/** An error's `stack` in Node.js's form; as it is if it is no text, or no engine's trace. */
export function stackOf(error: Error): unknown {
  const stack: unknown = error.stack;
  return typeof stack === "string" ? nodeStack(stack, headOf(error)) : stack;
}

/** Gives an error, and the errors that it was caused by or holds, a `stack` in Node.js's form: for whatever prints errors. */
export function showStack(error: Error, seen = new Set<Error>()): void {
  if (seen.has(error)) return;
  seen.add(error);
  const value = stackOf(error);
  if (value !== error.stack) Reflect.defineProperty(error, "stack", { value, writable: true, configurable: true, enumerable: false });
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  for (const inner of [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])]) if (inner instanceof Error) showStack(inner, seen);
}

/** Where `stack` is an accessor of all errors (Firefox), learner's code reads Node.js's form too. */
export function installNodeStacks(): void {
  const accessor: { get?: (this: Error) => unknown } | undefined = Object.getOwnPropertyDescriptor(Error.prototype, "stack");
  const get = accessor?.get;
  if (get === undefined) return;
  const errors = Error.prototype;
  Object.defineProperty(errors, "stack", {
    ...accessor,
    get(this: Error) {
      const stack: unknown = Reflect.apply(get, this, []);
      return typeof stack === "string" ? nodeStack(stack, headOf(this)) : stack;
    },
  });
}

/** A trace of any engine, under this first line. What is no engine's trace (a library wrote it) stays as it is. */
export function nodeStack(stack: string, head: string): string {
  if (stack === head || stack.startsWith(`${head}\n`) || /^\s+at /mu.test(stack)) return stack.replace(BLOB, (address) => names.get(address) ?? address);
  const frames = stack.split("\n").filter((line) => line !== "");
  const shown = frames.map(nodeFrame);
  return shown.includes(undefined) ? stack : [head, ...shown].join("\n");
}

function nodeFrame(line: string): string | undefined {
  const [, given, place] = FRAME.exec(line) ?? [];
  if (given === undefined || place === undefined) return undefined;
  const evaluated = EVALUATED.exec(place);
  if (evaluated !== null) return `    at eval (eval at <anonymous> (${(evaluated[1] ?? "").replace(BLOB, nameOf)}:${evaluated[2]}), <anonymous>:${evaluated[3]})`;
  const where = place === "" || place === "[native code]" ? "<anonymous>" : place.replace(BLOB, nameOf);
  const name = nameIn(given);
  return name === "" ? `    at ${where}` : `    at ${name} (${where})`;
}

/** Firefox says in which function another lies (`handler/inner`), and ends what has no name of its own with `<`. */
function nameIn(given: string): string {
  const [, asynchronous = "", full = ""] = /^(async[ *])?(.*)$/u.exec(given) ?? [];
  const name = full.slice(full.lastIndexOf("/") + 1);
  if (name === "eval code") return "eval";
  if (name === "" || name.endsWith("<") || UNNAMED.has(name)) return "";
  return asynchronous === "" ? name : `async ${name}`;
}

/** A blob that no module of the function was made of is the runtime's own. */
function nameOf(address: string): string {
  return names.get(address) ?? RUNTIME;
}

/** V8's first line: what `Error.prototype.toString` says. */
function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}
