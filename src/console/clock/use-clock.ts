import { useEffect, useRef, useState } from "react";
import type { ClockMode, ClockView } from "#services/clock-view.ts";
import { useCloudStatus } from "../aws/cloud-context.tsx";
import { useSimulatorMutation, useSimulatorQuery } from "../aws/simulator.ts";
import { flash } from "../shared/flash.tsx";
import { distance } from "../shared/distance.ts";
import { differs } from "./clock-words.ts";

/** The clock as the cloud told it last, simulated time as it goes on from there (epoch ms), and the ways to turn it. */
export function useClock() {
  const ready = useCloudStatus().phase === "ready";
  // The cloud says when the clock was turned; its next timer changes silently.
  const { data: view, dataUpdatedAt } = useSimulatorQuery<ClockView>("clock", {}, { enabled: ready, refetchInterval: 5000 });
  useStopMessage(view);
  const wall = useSeconds(view !== undefined && (differs(view) || view.mode === "fast-forward"));
  const mode = useSimulatorMutation(async (call, wanted: ClockMode) => {
    await call("PUT", "clock", { mode: wanted });
  });
  const next = useSimulatorMutation(async (call, before: ClockView) => {
    const after = (await call("POST", "clock/next-event")) as ClockView;
    return { ahead: after.offsetMs - before.offsetMs, event: before.nextEvent };
  });
  return {
    view,
    now: view === undefined ? wall : view.now + Math.max(0, wall - dataUpdatedAt),
    setMode: (wanted: ClockMode) => mode.mutate(wanted, { onError: (error) => flash.failure("The clock could not be turned", error) }),
    nextEvent: () =>
      view &&
      next.mutate(view, {
        onSuccess: ({ ahead, event }) =>
          flash.success(ahead > 0 ? `The clock moved ahead by ${distance(ahead)}${event === null ? "" : ` to: ${event}`}.` : "The clock stays: a handler runs, and its time cannot be skipped."),
        onError: (error) => flash.failure("The clock could not move to the next event", error),
      }),
  };
}

/** Says it when fast-forward has ended by itself: nobody asked for that. */
function useStopMessage(view: ClockView | undefined): void {
  const known = useRef<number | null>(undefined);
  const stoppedAt = view?.stoppedAt;
  useEffect(() => {
    if (stoppedAt === undefined) return;
    // What happened before this page looked is no news.
    if (known.current !== undefined && stoppedAt !== null && stoppedAt !== known.current) {
      flash.info("Fast-forward has skipped a day and stopped: what waits next lies further ahead. Choose it again to go on, or Next event for one step.");
    }
    known.current = stoppedAt;
  }, [stoppedAt]);
}

/** Epoch ms of the wall clock; renewed each second while somebody needs it. */
function useSeconds(needed: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!needed) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [needed]);
  return now;
}
