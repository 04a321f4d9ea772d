/**
 * The sandboxed frame's whole script (opaque origin, no network unless its CSP says so). It starts one Worker an
 * execution environment, compiles WebAssembly once for all of them, and ends Workers on the host's word: its own
 * thread is idle, so that the word is heard while a handler spins. Learner's code never runs here.
 */
import type { BootMessage } from "./boot.ts";
import { BOOTSTRAP } from "./boot.ts";
import type { FrameMessage, FromFrame } from "./frame-protocol.ts";

interface Family {
  readonly guest: Blob;
  readonly modules: Readonly<Record<string, WebAssembly.Module>>;
  readonly assets: Readonly<Record<string, Blob>>;
}

const WORKER_URL = `data:text/javascript,${encodeURIComponent(BOOTSTRAP)}`;

const families = new Map<string, Promise<Family>>();
/** Environments asked for: a Worker, or "starting" while the family is still being compiled. */
const environments = new Map<string, Worker | "starting">();

async function compile(message: Extract<FrameMessage, { kind: "family" }>): Promise<Family> {
  const modules: Record<string, WebAssembly.Module> = {};
  for (const [name, blob] of Object.entries(message.modules))
    modules[name] = await WebAssembly.compile(await blob.arrayBuffer());
  return { guest: message.guest, modules, assets: message.assets };
}

async function start(
  message: Extract<FrameMessage, { kind: "start" }>,
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
    if (!environments.has(environment)) return;
    const worker = new Worker(WORKER_URL, { type: "module", name: environment });
    environments.set(environment, worker);
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      fail(event.message || "The Worker could not start");
    };
    const boot: BootMessage = { ...family, port: message.port };
    worker.postMessage(boot, [message.port]);
  } catch (error) {
    fail(String(error));
  }
}

let connected = false;
const page = (globalThis as unknown as { readonly parent: unknown }).parent;

addEventListener(
  "message",
  (event) => {
    const [port] = event.ports;
    // The first word is the page's: a window that opened the page could speak to its frames too.
    if (port === undefined || event.source !== page || connected) return;
    connected = true;
    const report = (message: FromFrame): void => port.postMessage(message);
    port.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
      if (data.kind === "family") {
        const family = compile(data);
        family.catch(() => undefined);
        families.set(data.family, family);
      } else if (data.kind === "start") {
        void start(data, report);
      } else if (data.kind === "ping") {
        report({ kind: "pong" });
      } else {
        const worker = environments.get(data.environment);
        environments.delete(data.environment);
        if (worker instanceof Worker) worker.terminate();
      }
    };
  },
);
