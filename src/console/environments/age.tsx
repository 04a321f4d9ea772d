import type { EnvironmentView } from "#services/lambda/environments/environment-views.ts";
import { useTickingNow } from "../aws/cloud-now.ts";
import { distance } from "../shared/distance.ts";

/** How old an environment is, or how long it lived. Only this text is drawn again each second, not the table around it. */
export function Age({ environment: { createdAt, endedAt } }: { environment: Pick<EnvironmentView, "createdAt" | "endedAt"> }) {
  return endedAt === null ? <GrowingAge since={createdAt} /> : distance(endedAt - createdAt);
}

function GrowingAge({ since }: { since: number }) {
  return distance(Math.max(0, useTickingNow(1000) - since));
}
