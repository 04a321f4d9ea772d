/**
 * The sandboxed frame's whole script (opaque origin, no network unless its CSP says so). It starts one Worker per
 * execution environment, compiles WebAssembly once for all of them, and ends Workers when the host asks for it: its own
 * thread is idle, so that it hears the host while a handler spins. Learner's code never runs here.
 */
import type { FrameMessage, FromFrame } from "./frame-protocol.ts";
import { chooseWay, type EnvironmentWorker, type InnerBoot, startInnerWorker, type StartWorker } from "./frame-workers.ts";

interface Family {
  readonly guest: Blob;
  readonly modules: Readonly<Record<string, WebAssembly.Module>>;
  readonly assets: Readonly<Record<string, Blob>>;
}

const families = new Map<string, Promise<Family>>();
/** Environments asked for: a Worker, or "starting" while the family is still being compiled. */
const environments = new Map<string, EnvironmentWorker | "starting">();

async function compile(message: Extract<FrameMessage, { kind: "family" }>): Promise<Family> {
  const modules: Record<string, WebAssembly.Module> = {};
  for (const [name, blob] of Object.entries(message.modules))
    modules[name] = await WebAssembly.compile(await blob.arrayBuffer());
  return { guest: message.guest, modules, assets: message.assets };
}

async function start(
  message: Extract<FrameMessage, { kind: "start" }>,
  way: Promise<StartWorker>,
  report: (message: FromFrame) => void,
): Promise<void> {
  const { environment } = message;
  const fail = (reason: string): void => {
    environments.delete(environment);
    report({ kind: "worker-failed", environment, reason });
  };
  environments.set(environment, "starting");
  try {
    const family = await families.get(message.family);
    if (family === undefined) return fail(`The files of ${message.family} never arrived`);
    const startWorker = await way;
    if (!environments.has(environment)) return;
    environments.set(environment, startWorker(environment, { ...family, port: message.port }, fail));
  } catch (error) {
    fail(String(error));
  }
}

function serve(port: MessagePort): void {
  const report = (message: FromFrame): void => port.postMessage(message);
  const way = chooseWay();
  port.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
    if (data.kind === "family") {
      const family = compile(data);
      family.catch(() => undefined);
      families.set(data.family, family);
    } else if (data.kind === "start") {
      void start(data, way, report);
    } else if (data.kind === "ping") {
      report({ kind: "pong" });
    } else {
      const worker = environments.get(data.environment);
      environments.delete(data.environment);
      if (worker !== undefined && worker !== "starting") worker.terminate();
    }
  };
}

let connected = false;
const page = (globalThis as unknown as { readonly parent: unknown }).parent;

addEventListener("message", ({ data, ports, source }: MessageEvent<InnerBoot | null>) => {
  const [port] = ports;
  // Opened without the sandbox this would be a window of the console's own origin, to be told by any site what to run there.
  if (globalThis.origin !== "null") return;
  // The first word is the parent's: a window that opened the page could speak to its frames too.
  if (port === undefined || source !== page || connected) return;
  connected = true;
  if (data === null) serve(port);
  else startInnerWorker(data);
});
