import { utf8 } from "../bytes.ts";
import type { PhaseEnd } from "./phase.ts";

/** Longest response of a synchronous invocation, in bytes: 6 MB and a little, as AWS's own message counts it. */
export const MAX_RESPONSE_BYTES = 6_291_556;

/** What the caller of a synchronous invocation gets. */
export interface Answer {
  readonly payload: Uint8Array;
  /** Null: the function succeeded. Else the `errorType` of the payload. */
  readonly errorType: string | null;
  /** Whether the environment can serve another request. */
  readonly environmentLives: boolean;
}

/**
 * The answer for the end of a phase. Errors that the runtime caught carry its own payload; those that the platform
 * sees (time-out, exit, out of memory, a response too large) are made here, in AWS's words of November 2025.
 */
export function answerOf(end: PhaseEnd, requestId: string, timeoutMs: number): Answer {
  switch (end.kind) {
    case "ok":
      return end.payload.length > MAX_RESPONSE_BYTES ? RESPONSE_TOO_LARGE : { payload: end.payload, errorType: null, environmentLives: true };
    case "error":
      return { payload: end.payload, errorType: end.errorType, environmentLives: !EXITS_AFTERWARDS.has(end.errorType) };
    case "timeout":
      return gone("Sandbox.Timedout", `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`);
    case "exit":
      return gone(
        "Runtime.ExitError",
        end.code === null || end.code === 0
          ? `RequestId: ${requestId} Error: Runtime exited without providing a reason`
          : `RequestId: ${requestId} Error: Runtime exited with error: exit status ${end.code}`,
      );
    default:
      return gone("Runtime.OutOfMemory", `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`);
  }
}

// Node.js reports these and then ends its process (codes 128, 129).
const EXITS_AFTERWARDS: ReadonlySet<string> = new Set(["Runtime.UnhandledPromiseRejection", "Runtime.NodeJsExit"]);

const RESPONSE_TOO_LARGE: Answer = {
  payload: utf8(
    JSON.stringify({
      errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
      errorType: "Function.ResponseSizeTooLarge",
    }),
  ),
  errorType: "Function.ResponseSizeTooLarge",
  environmentLives: true,
};

function gone(errorType: string, errorMessage: string): Answer {
  return { payload: utf8(JSON.stringify({ errorType, errorMessage })), errorType, environmentLives: false };
}
