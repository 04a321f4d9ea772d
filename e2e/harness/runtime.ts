/** The page's half of the runtime harness: the sandbox, and a Worker in the place of the cloud. */
import { createSandboxHost } from "#runtime/sandbox-frame.ts";
import type { Call, RuntimeHarness } from "./runtime-calls.ts";

const cloud = new Worker(new URL("./runtime-cloud.ts", import.meta.url), { type: "module" });
const sandbox = new MessageChannel();
createSandboxHost().attach(sandbox.port1);

let calls = 0;
const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
cloud.onmessage = ({ data }) => {
  const call = waiting.get(data.call);
  waiting.delete(data.call);
  if (data.error === undefined) call?.resolve(data.value as never);
  else call?.reject(new Error(data.error));
};
cloud.postMessage(sandbox.port2, [sandbox.port2]);

const ask = <Answer>(call: Call): Promise<Answer> =>
  new Promise((resolve, reject) => {
    calls += 1;
    waiting.set(calls, { resolve, reject });
    cloud.postMessage({ number: calls, call });
  });

const harness: RuntimeHarness = {
  start: (call) => ask({ kind: "start", call }),
  invoke: (call) => ask({ kind: "invoke", call }),
  terminate: (id) => ask({ kind: "terminate", id }),
};
Object.assign(window, { runtime: harness });
// What a hostile handler would like to reach.
localStorage.setItem("console-secret", "the console's own");
new BroadcastChannel("lambdarium").onmessage = () => Object.assign(window, { heard: true });
