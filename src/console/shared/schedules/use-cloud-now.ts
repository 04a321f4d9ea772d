import type { ClockView } from "#services/lambda/views.ts";
import { useSimulatorQuery } from "../../aws/simulator.ts";

/** The cloud's time: the wall clock, and as much further as simulated time has been moved on. Epoch ms. */
export function useCloudNow(): () => number {
  const offset = useSimulatorQuery<ClockView>("clock").data?.offsetMs ?? 0;
  return () => Date.now() + offset;
}
