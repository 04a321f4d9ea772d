import type { ClockView } from "#services/clock-view.ts";
import { distance } from "../shared/distance.ts";

/** Less than this is no difference that anybody could see on a clock. */
const SEEN_MS = 1000;

/** Whether simulated time must be shown, because the wall's is another. */
export function differs({ offsetMs }: Pick<ClockView, "offsetMs">): boolean {
  return Math.abs(offsetMs) >= SEEN_MS;
}

/** What comes next, and when: `in 58 s: second attempt of orders`. Nothing waits: says so. */
export function nextWords({ nextEventAt, nextEvent }: Pick<ClockView, "nextEventAt" | "nextEvent">, now: number): string {
  if (nextEventAt === null) return "Nothing is waiting for an instant";
  const when = nextEventAt <= now ? "now" : `in ${distance(nextEventAt - now)}`;
  return nextEvent === null ? `Something is due ${when}` : `${when}: ${nextEvent}`;
}

/** What the bar shows for the clock; `time` is simulated time in the reader's words. */
export function clockText(view: Pick<ClockView, "offsetMs" | "mode">, time: string): string {
  const mode = view.mode === "fast-forward" ? "Fast-forward" : "";
  if (!differs(view)) return mode || "Real time";
  return `${mode || "Simulated"}: ${time}`;
}
