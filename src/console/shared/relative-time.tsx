import { useSyncExternalStore } from "react";
import { useClockOffset } from "../aws/cloud-now.ts";
import { absoluteTime, relativeTime } from "./times.ts";

const STEP_MS = 15_000;

/** `5 minutes ago` on the cloud's clock, growing older while it is looked at; the exact instant as its tooltip. */
export function RelativeTime({ instant }: { instant: string | Date | undefined }) {
  const now = useSyncExternalStore(everyStep, coarseNow) + useClockOffset();
  return <span title={absoluteTime(instant)}>{relativeTime(instant, now)}</span>;
}

function everyStep(listener: () => void): () => void {
  const timer = setInterval(listener, STEP_MS);
  return () => clearInterval(timer);
}

/** The same number within a step, as a snapshot must be. */
function coarseNow(): number {
  return Math.ceil(Date.now() / STEP_MS) * STEP_MS;
}
