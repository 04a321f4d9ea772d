import type { LambdaClient } from "@aws-sdk/client-lambda";
import { useEffect, useState } from "react";
import type { Starvation } from "#simulation/starvation.ts";
import { useCloud } from "../aws/cloud-context.tsx";
import { invokeForTest } from "../shared/testing/invocation.ts";
import { durationsOf, withSample, type Sample } from "./sampling.ts";

/** Between two real requests of a caller: a handful of handlers at a time is what any browser can run. */
const PAUSE_MS = 1000;

/** How many requests of a caller were run for real, and the newest of them. */
export interface Samples {
  readonly count: number;
  readonly newest: readonly Sample[];
}

const NONE: Samples = { count: 0, newest: [] };

/**
 * Runs one request of a caller after the other for real while the scene runs: the next one that the scene admits invokes
 * `functionName` through the API. What the handler took becomes the duration of all the modelled ones.
 */
export function useSamples(scene: Starvation, caller: number, functionName: string | null, running: boolean): Samples {
  const { lambda } = useCloud();
  const [kept, setKept] = useState<{ readonly of: string | null; readonly samples: Samples }>({ of: null, samples: NONE });
  // Another function's samples say nothing of this one.
  const samples = kept.of === functionName ? kept.samples : NONE;

  useEffect(() => scene.setDurations(caller, durationsOf(samples.newest)), [scene, caller, samples]);

  useEffect(() => {
    if (functionName === null || !running) return undefined;
    const ended = new AbortController();
    let pause: ReturnType<typeof setTimeout> | undefined;
    const take = (sample: Sample): void => {
      if (ended.signal.aborted) return;
      setKept(({ of, samples: before }) => {
        const { count, newest } = of === functionName ? before : NONE;
        return { of: functionName, samples: { count: count + ("ms" in sample ? 1 : 0), newest: withSample(newest, sample) } };
      });
      pause = setTimeout(next, PAUSE_MS);
    };
    const next = (): void =>
      scene.watchNext(caller, (admitted) => {
        if (!admitted) return take({ kind: "throttled" });
        void invoke(lambda, functionName, ended.signal).then(take);
      });
    next();
    return () => {
      ended.abort();
      clearTimeout(pause);
      scene.watchNext(caller, null);
    };
  }, [scene, caller, functionName, running, lambda]);
  return samples;
}

/** Never rejects. What counts is the handler's own time, as REPORT tells it: the scene models the start of an environment by itself. */
async function invoke(lambda: LambdaClient, name: string, signal: AbortSignal): Promise<Sample> {
  const from = performance.now();
  const outcome = await invokeForTest(lambda, { name, qualifier: undefined, body: "{}" }, signal);
  if (outcome.kind === "refused") return { kind: "refused", error: `${outcome.error.name}: ${outcome.error.message}` };
  // A log of more than 4 KB may have pushed the REPORT line out of what Invoke tells.
  const ms = outcome.kind === "answered" ? (outcome.report?.durationMs ?? performance.now() - from) : performance.now() - from;
  const failed = outcome.kind === "answered" && outcome.functionError !== undefined;
  return failed ? { kind: "failed", ms, errorType: outcome.report?.errorType ?? "Unhandled" } : { kind: "answered", ms };
}
