/** How a handler is called and how it may answer: a promise, a value (24), or a callback (22). */
import type { Handler } from "./handler-name.ts";
import { type Liveness, SETTLED_MS } from "./liveness.ts";
import { runtimeError } from "./runtime-errors.ts";

const CALLBACKS_REMOVED =
  "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. " +
  "You need to modify this function to use a supported handler signature to use Node.js 24 or later. " +
  "For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.";

const NEVER_SETTLED =
  "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that " +
  "was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes";

/** Node.js 24 refuses a handler that declares a third parameter when it is loaded. */
export function refuseCallbacks(handler: Handler): void {
  if (handler.length >= 3) throw runtimeError("Runtime.CallbackHandlerDeprecated", CALLBACKS_REMOVED);
}

/** Thrown for a promise that cannot settle any more: the process would have ended. */
export function neverSettled(): Error {
  return runtimeError("Runtime.NodeJsExit", NEVER_SETTLED);
}

/** Calls the handler as Node.js 24 does: what it returns, or what that settles to. */
export async function callModern(handler: Handler, event: unknown, context: object, liveness: Liveness): Promise<unknown> {
  const result = handler(event, context);
  if (!isThenable(result)) return result;
  return whileAlive(result, liveness);
}

/** Calls the handler as Node.js 22 does, where only a promise or the callback answers. */
export async function callWithCallback(
  handler: Handler,
  event: unknown,
  context: Record<string, unknown>,
  liveness: Liveness,
): Promise<unknown> {
  let settle!: { resolve: (value: unknown) => void; reject: (error: unknown) => void };
  const answer = new Promise<unknown>((resolve, reject) => (settle = { resolve, reject }));
  let called = false;
  const callback = (error?: unknown, value?: unknown): void => {
    if (called) return;
    called = true;
    const finish = (): void => {
      if (error === undefined || error === null) settle.resolve(value);
      else settle.reject(error);
    };
    if (context["callbackWaitsForEmptyEventLoop"] === false) finish();
    else liveness.whenQuiet(finish, SETTLED_MS);
  };
  const done = (error: unknown, value?: unknown): void => {
    context["callbackWaitsForEmptyEventLoop"] = false;
    callback(error, value);
  };
  context["done"] = done;
  context["succeed"] = (value: unknown) => done(null, value);
  context["fail"] = (error: unknown) => done(error ?? "handled");
  const result = handler(event, context, callback);
  if (isThenable(result)) return whileAlive(result, liveness);
  // Nothing was returned and nobody may ever call back: an empty loop ends it with null.
  if (!called) liveness.whenQuiet(() => settle.resolve(null));
  try {
    return await answer;
  } finally {
    liveness.whenQuiet(null);
  }
}

async function whileAlive(result: PromiseLike<unknown>, liveness: Liveness): Promise<unknown> {
  try {
    return await new Promise((resolve, reject) => {
      result.then(resolve, reject);
      liveness.whenQuiet(() => reject(neverSettled()));
    });
  } finally {
    liveness.whenQuiet(null);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
