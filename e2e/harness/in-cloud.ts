/** The measuring Worker: a control plane as the cloud's Worker wires it, on a memory store and without the wire protocol. */
import { browserChance, browserIds, machineClock, workerAlarm } from "#cloud/host-ports.ts";
import { createControlPlane, type RunningControlPlane } from "#control-plane/control-plane.ts";
import type { Runtime } from "#control-plane/ports.ts";
import { FrameLink } from "#runtime/frame-link.ts";
import type { FromSandboxHost, GuestManifests } from "#runtime/protocol.ts";
import { createWorkerRuntime } from "#runtime/worker-runtime.ts";
import { isAwsError } from "#services/aws-error.ts";
import { createCodePackages } from "#storage/code-packages.ts";
import { emptyDisk, openMemoryStore } from "#storage/memory-store.ts";
import { EVENT, type MeasuredFunction, nodejsEcho, pythonEcho } from "./functions.ts";
import type { ColdSamples, InCloud, InCloudCall, WarmSamples } from "./in-cloud-calls.ts";

type Command = { readonly sandboxPort: MessagePort } | InCloudCall;

const payload = new TextEncoder().encode(EVENT);
let sandbox!: MessagePort;
let guests!: Promise<GuestManifests>;
let cloud!: Promise<RunningControlPlane>;

async function openCloud(sandboxPort: MessagePort): Promise<RunningControlPlane> {
  const runtime: Promise<Runtime> = Promise.resolve(createWorkerRuntime({ sandboxPort }));
  const heard = sandboxPort.onmessage!;
  guests = new Promise((resolve) => {
    sandboxPort.onmessage = (event: MessageEvent<FromSandboxHost>) => {
      heard.call(sandboxPort, event);
      resolve(event.data.manifests);
    };
  });
  const controlPlane = await createControlPlane({
    store: openMemoryStore(emptyDisk()),
    runtime: () => runtime,
    codePackages: createCodePackages(),
    clock: machineClock,
    ids: browserIds,
    chance: browserChance("bench"),
    alarm: workerAlarm(machineClock),
  });
  await controlPlane.simulator.changeSettings({ pendingMs: 0, updateMs: 0 });
  return controlPlane;
}

async function execute(operation: string, input: unknown): Promise<unknown> {
  const caller = { accountId: "123456789012", region: "us-east-1", requestId: browserIds.uuid() };
  const answer = await (await cloud).execute("lambda", operation, input, caller);
  if (isAwsError(answer)) throw new Error(`${operation}: ${answer.name}: ${answer.message}`);
  return answer.output;
}

async function invoke(one: MeasuredFunction): Promise<void> {
  const output = (await execute("Invoke", { FunctionName: one.FunctionName, Payload: payload })) as { Payload?: Uint8Array; FunctionError?: string };
  if (output.FunctionError !== undefined) throw new Error(`${one.FunctionName} failed: ${new TextDecoder().decode(output.Payload)}`);
}

/** Creates the function unless it is there. */
async function create(one: MeasuredFunction): Promise<void> {
  const { Functions } = (await execute("ListFunctions", {})) as { Functions: { FunctionName?: string }[] };
  if (!Functions.some(({ FunctionName }) => FunctionName === one.FunctionName)) await execute("CreateFunction", one);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function meanOf(batch: number, work: () => Promise<unknown>): Promise<number> {
  const total = await timed(async () => {
    for (let at = 0; at < batch; at += 1) await work();
  });
  return total / batch;
}

/** A Worker in a sandboxed frame that sends back what it was sent, by the way that invocations take. */
function sandboxedEcho(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const guest = new Blob(["export const boot = ({ port }) => { port.onmessage = ({ data }) => port.postMessage(data); };"], { type: "text/javascript" });
  new FrameLink(sandbox, "echo", false, () => undefined).start("echo", { guest, modules: {}, assets: {} }, "echo", port2, () => undefined);
  return port1;
}

/** Sends the event to a Worker and waits for its answer. */
function exchange(worker: Worker | MessagePort): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve();
    if (worker instanceof Worker) worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(EVENT);
  });
}

async function warm(rounds: number, batch: number): Promise<WarmSamples> {
  const samples: WarmSamples = { echo: [], sandboxEcho: [], nodejs: [], python: [] };
  const echo = new Worker(new URL("./echo.ts", import.meta.url), { type: "module" });
  const sandboxed = sandboxedEcho();
  for (const one of [nodejsEcho, pythonEcho]) await create(one);
  for (let round = -1; round < rounds; round += 1) {
    const measured = {
      echo: await meanOf(batch, () => exchange(echo)),
      sandboxEcho: await meanOf(batch, () => exchange(sandboxed)),
      nodejs: await meanOf(batch, () => invoke(nodejsEcho)),
      python: await meanOf(batch, () => invoke(pythonEcho)),
    };
    // The first round starts everything and is not counted.
    if (round < 0) continue;
    for (const name of ["echo", "sandboxEcho", "nodejs", "python"] as const) samples[name].push(measured[name]);
  }
  sandboxed.close();
  echo.terminate();
  return samples;
}

/** Invokes in a new environment: a changed configuration does not run in the old ones. */
async function coldInvoke(one: MeasuredFunction, attempt: number): Promise<number> {
  await execute("UpdateFunctionConfiguration", { FunctionName: one.FunctionName, Environment: { Variables: { ATTEMPT: String(attempt) } } });
  return timed(() => invoke(one));
}

async function plainStart(start: () => Worker): Promise<number> {
  let worker!: Worker;
  const ms = await timed(() => {
    worker = start();
    return exchange(worker);
  });
  worker.terminate();
  return ms;
}

async function cold(one: MeasuredFunction, rounds: number, start: () => Worker): Promise<ColdSamples> {
  await create(one);
  const samples: ColdSamples = { firstBaseline: await plainStart(start), first: await timed(() => invoke(one)), later: [], laterBaseline: [] };
  for (let round = 0; round < rounds; round += 1) {
    samples.laterBaseline.push(await plainStart(start));
    samples.later.push(await coldInvoke(one, round));
  }
  return samples;
}

async function coldNodejs(rounds: number): Promise<ColdSamples> {
  const guest = (await guests).nodejs?.guest;
  if (guest === undefined) throw new Error("This build has no nodejs runtime");
  const response = await fetch(guest.url);
  const text = guest.url.endsWith(".gzip") ? await new Response(response.body!.pipeThrough(new DecompressionStream("gzip"))).text() : await response.text();
  // The same bytes as a plain Worker: it runs them, then answers whatever it is sent.
  const url = URL.createObjectURL(new Blob([text, "\n;onmessage = ({ data }) => postMessage(data);"], { type: "text/javascript" }));
  return cold(nodejsEcho, rounds, () => new Worker(url, { type: "module" }));
}

async function coldPython(rounds: number): Promise<ColdSamples> {
  return cold(pythonEcho, rounds, () => new Worker(new URL("./plain-pyodide.ts", import.meta.url), { type: "module" }));
}

const methods: InCloud = { warm, coldNodejs, coldPython };

onmessage = ({ data }: MessageEvent<Command>) => {
  if ("sandboxPort" in data) {
    sandbox = data.sandboxPort;
    cloud = openCloud(sandbox);
    return;
  }
  const { id, method, args } = data;
  const work = (methods[method] as (...parts: readonly unknown[]) => Promise<unknown>)(...args);
  work.then(
    (value) => postMessage({ id, value }),
    (error: unknown) => postMessage({ id, error: String(error) }),
  );
};
