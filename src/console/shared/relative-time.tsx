import { useTickingNow } from "../aws/cloud-now.ts";
import { absoluteTime, relativeTime } from "./times.ts";

const STEP_MS = 15_000;

/** `5 minutes ago` on the cloud's clock, growing older while it is looked at; the exact instant as its tooltip. */
export function RelativeTime({ instant }: { instant: string | Date | undefined }) {
  const now = useTickingNow(STEP_MS);
  return <span title={absoluteTime(instant)}>{relativeTime(instant, now)}</span>;
}
