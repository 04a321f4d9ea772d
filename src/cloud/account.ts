import { createAwsApi } from "#aws-api/handler.ts";
import { connectBridge, NOT_CONNECTED } from "#bridge/bridge-client.ts";
import { createControlPlane } from "#control-plane/control-plane.ts";
import type { Runtime, StoreError } from "#control-plane/ports.ts";
import { createWorkerRuntime } from "#runtime/worker-runtime.ts";
import { createCodePackages } from "#storage/code-packages.ts";
import { DATABASE_NAME } from "#storage/database-name.ts";
import { openIdbStore } from "#storage/idb-store.ts";
import { emptyDisk, openMemoryStore } from "#storage/memory-store.ts";
import { browserChance, browserIds, machineClock, workerAlarm } from "./host-ports.ts";
import type { LedAccount } from "./leadership.ts";
import type { News, TabFacts } from "./protocol.ts";
import { watchRuntimeProgress } from "./runtime-progress.ts";
import { watchingStore } from "./watching-store.ts";

export interface AccountOptions extends TabFacts {
  /** The storage went away or another leader has begun: this account is no longer the one. */
  readonly lost: (problem: StoreError) => void;
  /** Asks the page for the host of sandboxed frames. */
  readonly openSandbox: () => Promise<MessagePort>;
  readonly closeSandbox: () => void;
  readonly onNews: (news: News) => void;
}

/** Wires the whole server side together, on what this browser keeps. Rejects with the store's error. */
export async function startAccount({ keepNothing, bridgeOffered, lost, openSandbox, closeSandbox, onNews }: AccountOptions): Promise<LedAccount> {
  const onProblem = (problem: StoreError): void => {
    // Logs that no longer fit are a loss the learner can live with; storage that went away is not.
    if (problem.problem !== "full") lost(problem);
  };
  const store = keepNothing ? openMemoryStore(emptyDisk(), { onProblem }) : await openIdbStore(DATABASE_NAME, { onProblem });
  const onProgress = watchRuntimeProgress((progress) => onNews({ kind: "progress", progress }));
  let runtime: Promise<Runtime> | undefined;
  const controlPlane = await createControlPlane({
    store: watchingStore(store, { onLost: lost, onSettings: () => onNews({ kind: "change", change: { scope: "*", tables: ["settings"] } }) }),
    // The frames are opened with the first invocation: a page that only looks at functions needs none.
    runtime: () => (runtime ??= openSandbox().then((sandboxPort) => createWorkerRuntime({ sandboxPort, onProgress }))),
    codePackages: createCodePackages(),
    clock: machineClock,
    ids: browserIds,
    chance: browserChance(),
    alarm: workerAlarm(machineClock),
    onChange: (scope, tables, functions) => onNews({ kind: "change", change: { scope, tables: [...tables], ...(functions && { functions: [...functions] }) } }),
  });
  const page = createAwsApi(controlPlane);
  const terminal = createAwsApi(controlPlane, { simulatorRoutes: "downloads" });
  const bridge = bridgeOffered
    ? connectBridge({ serve: (message, requestId) => terminal.serve(message, requestId), network: () => controlPlane.simulator.settings().handlerNetwork, origin: location.origin, account: store.account, onStanding: (standing) => onNews({ kind: "bridge", standing }) })
    : undefined;
  return {
    term: store.epoch,
    id: store.account,
    answer: (request, requestId) => page.answer(request, requestId),
    bridge: () => bridge?.standing() ?? NOT_CONNECTED,
    takeTerminals: () => bridge?.take(),
    stop: async () => {
      bridge?.close();
      controlPlane.close();
      closeSandbox();
      await store.close();
    },
  };
}
