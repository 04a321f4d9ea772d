/** Measures Lambda's rules on the engine, beside a bare event loop under the same load, in the same Worker. */
import { TrafficExperiment } from "#simulation/traffic-experiment.ts";
import { everyRule, PINNED_RUN } from "#testing/traffic-plans.ts";
import { bareLoop } from "./bare-loop.ts";

/** Requests a second, a round each. */
export interface EngineSamples {
  readonly rules: number[];
  readonly bare: number[];
  /** Mean of invocations that ran at a time. */
  readonly meanBusy: number;
}

/** As many requests a second as the plan's callers offer, with durations that keep as many busy. */
const RATE_PER_SECOND = 2000;
const MEAN_MS = 106;

function perSecond(requests: number, work: () => void): number {
  const from = performance.now();
  work();
  return (requests * 1000) / (performance.now() - from);
}

function checkPinnedRun(): void {
  const experiment = new TrafficExperiment(everyRule(PINNED_RUN.seed));
  experiment.advance(Number.POSITIVE_INFINITY, PINNED_RUN.requests);
  if (experiment.hash !== PINNED_RUN.hash) throw new Error(`This browser's run is ${experiment.hash}, not ${PINNED_RUN.hash}`);
}

onmessage = ({ data: { rounds, requests } }: MessageEvent<{ rounds: number; requests: number }>) => {
  checkPinnedRun();
  const samples = { rules: [] as number[], bare: [] as number[], meanBusy: 0 };
  // The first round warms the compiler up and is not counted.
  for (let round = -1; round < rounds; round += 1) {
    const experiment = new TrafficExperiment(everyRule("benchmark"));
    const rules = perSecond(requests, () => experiment.advance(Number.POSITIVE_INFINITY, requests));
    const bare = perSecond(requests, () => bareLoop(requests, RATE_PER_SECOND, MEAN_MS));
    if (round < 0) continue;
    samples.rules.push(rules);
    samples.bare.push(bare);
    samples.meanBusy = experiment.meanBusy;
  }
  postMessage(samples satisfies EngineSamples);
};
