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
      return { payload: end.payload, errorType: end.errorType, environmentLives: end.exitCode === undefined };
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
      return isOutOfMemory(end)
        ? gone("Runtime.OutOfMemory", `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`)
        : gone("Runtime.ExitError", `RequestId: ${requestId} Error: Runtime exited with error: ${end.reason}`);
  }
}

/** Whether the process was ended for its memory, and not because this browser failed it in another way. */
export function isOutOfMemory(end: PhaseEnd): boolean {
  return end.kind === "crash" && /memory/i.test(end.reason);
}

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
