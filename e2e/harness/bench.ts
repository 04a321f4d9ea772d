/** The page behind `npm run bench`: measures in the browser what `e2e/bench` puts into its table. */
import type { InCloud, InCloudCall } from "./in-cloud-calls.ts";
import { createSandboxHost } from "#runtime/sandbox-frame.ts";
import * as sdk from "./sdk-measures.ts";

/** Starts a Worker with a control plane on a memory store, and the frames its handlers run in. */
function startInCloud(): InCloud {
  const worker = new Worker(new URL("./in-cloud.ts", import.meta.url), { type: "module" });
  const answers = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  worker.addEventListener("message", ({ data }: MessageEvent<{ id: number; value: never; error?: string }>) => {
    const waiting = answers.get(data.id);
    if (data.error === undefined) waiting?.resolve(data.value);
    else waiting?.reject(new Error(data.error));
  });
  const channel = new MessageChannel();
  createSandboxHost().attach(channel.port1);
  worker.postMessage({ sandboxPort: channel.port2 }, [channel.port2]);
  let lastId = 0;
  const call = (method: InCloudCall["method"], args: readonly unknown[]): Promise<never> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      answers.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, method, args });
    });
  return {
    warm: (...args) => call("warm", args),
    coldNodejs: (...args) => call("coldNodejs", args),
    coldPython: (...args) => call("coldPython", args),
  };
}

declare global {
  interface Window {
    readonly bench: { readonly startInCloud: typeof startInCloud; readonly sdk: typeof sdk };
  }
}

Object.assign(window, { bench: { startInCloud, sdk } });
