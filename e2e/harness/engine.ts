/** The page behind the engine's figures: it starts a Worker and asks it to measure. */
import type { EngineSamples } from "./engine-worker.ts";

/** Runs so many rounds of so many requests each, of the rules and of the bare loop in turn. */
function measure(rounds: number, requests: number): Promise<EngineSamples> {
  const worker = new Worker(new URL("./engine-worker.ts", import.meta.url), { type: "module" });
  return new Promise<EngineSamples>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<EngineSamples>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage({ rounds, requests });
  }).finally(() => worker.terminate());
}

declare global {
  interface Window {
    readonly engine: { readonly measure: typeof measure };
  }
}

Object.assign(window, { engine: { measure } });
