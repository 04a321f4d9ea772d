import { useCallback, useSyncExternalStore } from "react";
import type { ClockView } from "#services/clock-view.ts";
import { useSimulatorQuery } from "./simulator.ts";

/** How far the cloud's time is ahead of the wall clock, ms; 0 until it is known. */
export function useClockOffset(): number {
  return useSimulatorQuery<ClockView>("clock").data?.offsetMs ?? 0;
}

/** The cloud's time: the wall clock, and as much further as simulated time has been moved on. Epoch ms. */
export function useCloudNow(): () => number {
  const offset = useClockOffset();
  return () => Date.now() + offset;
}

/** The cloud's time for what grows older while it is looked at: read again every `stepMs`, at most that much too late. Epoch ms. */
export function useTickingNow(stepMs: number): number {
  const everyStep = useCallback((listener: () => void) => {
    const timer = setInterval(listener, stepMs);
    return () => clearInterval(timer);
  }, [stepMs]);
  // The same number within a step, as a snapshot must be.
  return useSyncExternalStore(everyStep, () => Math.ceil(Date.now() / stepMs) * stepMs) + useClockOffset();
}
