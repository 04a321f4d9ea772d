import type { PhaseEnd } from "#control-plane/ports.ts";

type Crash = Extract<PhaseEnd, { kind: "crash" }>;

/**
 * How a phase ended whose Worker went down with the process that all environments share. The browser does not tell why it
 * ended that process: as good as always because a handler took its memory, and it does not tell whose. Where only one
 * handler was running, it was that one's; where several were, none of them is accused. `running` counts them all.
 */
export function lostProcessEnd(running: number): Crash {
  const lost = { kind: "crash", lost: true } as const;
  if (running <= 1) return { ...lost, memory: true, reason: "The browser ended the process of the execution environments" };
  return {
    ...lost,
    reason: `the browser ended the process that all execution environments share. ${running} functions were running in it, and one of them probably used up its memory`,
  };
}
