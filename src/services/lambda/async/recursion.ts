import type { State } from "../../tables.ts";

/** Invocations in one chain, after which the next is stopped (Developer Guide, "Recursive loop detection": approximately 16). */
const LONGEST_CHAIN = 16;

/** Whether recursive loop detection stops a function's invocation that is `depth` invocations from the chain's beginning. */
export const isStopped = (state: State, functionName: string, depth: number): boolean =>
  depth >= LONGEST_CHAIN && state["lambda.recursion"].get(functionName)?.recursiveLoop !== "Allow";
