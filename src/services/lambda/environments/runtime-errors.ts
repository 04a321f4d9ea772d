import { utf8 } from "../../bytes.ts";
import type { PhaseEnd } from "./phase.ts";

/** Longest response of a synchronous invocation, in bytes: 6 MB and a little, as AWS's own message counts it. */
export const MAX_RESPONSE_BYTES = 6_291_556;

/** What the caller of a synchronous invocation gets. */
export interface Answer {
  readonly payload: Uint8Array;
  /** Null: the function succeeded. Else the `errorType` of the payload. */
  readonly errorType: string | null;
  /** What becomes of the environment: it serves on, has to start a new process, or is gone. */
  readonly environment: "kept" | "reset" | "lost";
}

/**
 * The answer for the end of a phase. Errors that the runtime caught carry its own payload; those that the platform
 * sees (time-out, exit, out of memory, a response too large) are made here, in AWS's words of November 2025.
 */
export function answerOf(end: PhaseEnd, requestId: string, timeoutMs: number): Answer {
  switch (end.kind) {
    case "ok":
      return isTooLarge(end.payload) ? RESPONSE_TOO_LARGE : { payload: end.payload, errorType: null, environment: "kept" };
    case "error":
      if (isTooLarge(end.payload)) return { ...RESPONSE_TOO_LARGE, environment: end.exitCode === undefined ? "kept" : "reset" };
      return { payload: end.payload, errorType: end.errorType, environment: end.exitCode === undefined ? "kept" : "reset" };
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
        ? gone("Runtime.OutOfMemory", `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`, end.lost)
        : gone("Runtime.ExitError", `RequestId: ${requestId} Error: Runtime exited with error: ${end.reason}`, end.lost);
  }
}

/** Whether the process was ended for its memory, and not because this browser failed it in another way. */
export function isOutOfMemory(end: PhaseEnd): boolean {
  return end.kind === "crash" && end.memory === true;
}

/** The type of the error for a response, or an error, that is too large. */
export const TOO_LARGE = "Function.ResponseSizeTooLarge";

/** Whether a payload is beyond what a synchronous invocation may answer. */
export function isTooLarge(payload: Uint8Array): boolean {
  return payload.length > MAX_RESPONSE_BYTES;
}

const RESPONSE_TOO_LARGE: Answer = {
  payload: utf8(
    JSON.stringify({
      errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
      errorType: TOO_LARGE,
    }),
  ),
  errorType: TOO_LARGE,
  environment: "kept",
};

/** The process is gone; `lost`: the environment with it. */
function gone(errorType: string, errorMessage: string, lost = false): Answer {
  return { payload: utf8(JSON.stringify({ errorType, errorMessage })), errorType, environment: lost ? "lost" : "reset" };
}
