import { THROTTLED, type Way } from "#simulation/starvation-callers.ts";

/** One request of a caller that was carried out for real, or would have been. */
export type Sample =
  /** The handler returned; `ms` from sending to the answer. */
  | { readonly kind: "answered"; readonly ms: number }
  /** The handler failed; the time it took counts all the same. */
  | { readonly kind: "failed"; readonly ms: number; readonly errorType: string }
  /** The scene throttled the request that this one stands for: nothing ran. */
  | { readonly kind: "throttled" }
  /** Lambda itself refused it, or there was no answer: the account's own concurrency, a missing function. */
  | { readonly kind: "refused"; readonly error: string };

/** Samples that are kept, and that the scene's durations are drawn from. */
export const KEPT_SAMPLES = 30;

/** Samples with one more; the oldest goes. */
export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  return [...samples, sample].slice(-KEPT_SAMPLES);
}

/** How long the handler ran each time that it did, ms. */
export function durationsOf(samples: readonly Sample[]): number[] {
  return samples.flatMap((sample) => ("ms" in sample ? [sample.ms] : []));
}

/** What the client on its way sees of a sample: load balancers and API Gateway hide what went wrong. */
export function sampleWords(way: Way, sample: Sample): string {
  switch (sample.kind) {
    case "answered":
      return `200, after ${milliseconds(sample.ms)}`;
    case "failed":
      return `${way === "sdk" ? `200 with FunctionError (${sample.errorType})` : `502 (${sample.errorType})`}, after ${milliseconds(sample.ms)}`;
    case "throttled":
      return `${THROTTLED[way].status}: throttled in the scene, so the handler did not run`;
    case "refused":
      return `not run: ${sample.error}`;
  }
}

/** `1,012 ms`. */
export function milliseconds(ms: number): string {
  return `${Math.round(ms).toLocaleString("en")} ms`;
}
