/** The Python guest's entry: starts Pyodide from the family's parts and speaks the protocol. */
import { installCloudClock, machineNow, setClockOffset } from "../cloud-clock.ts";
import type { Boot, GuestContext, ToGuest } from "../guest-protocol.ts";
import { LogSender } from "../log-sender.ts";
import { listenTo, ownNow, posterOf } from "../own-platform.ts";
import { TmpSender } from "../tmp-sender.ts";
import { hideWorkerGlobals } from "../worker-globals.ts";
import type { StartedPyodide } from "./pyodide-loader.ts";
import { startPyodide } from "./pyodide-loader.ts";
import type { CreatePyodideModule, PyodideModule } from "./pyodide-types.ts";
import { PythonGuest } from "./python-guest.ts";

export const boot: Boot = (context) => {
  const { port } = context;
  installCloudClock();
  const say = posterOf(port);
  const log = new LogSender(say, machineNow);
  const tmp = new TmpSender(say, ownNow, setTimeout.bind(globalThis));
  const started = startPython(context).then((python) => {
    hideWorkerGlobals();
    hushWhenKilled(python);
    return new PythonGuest(python, (message) => log.write(message), tmp);
  });

  const answer = async (message: ToGuest): Promise<void> => {
    const guest = await started;
    const invocation = message.kind === "invoke" ? message.invocation : undefined;
    if (invocation === undefined) say({ kind: "ready" });
    log.beginPhase();
    tmp.beginPhase();
    const from = invocation === undefined ? 0 : ownNow();
    setClockOffset((message.kind === "start" ? message.spec : message.request).clockOffsetMs);
    const end = message.kind === "start" ? guest.start(message.spec) : guest.invoke(message.request);
    log.flush();
    if (end.kind === "exit" || end.kind === "crash") return say(end);
    const { exitCode, ...told } = end;
    const facts = { end: told, durationMs: ownNow() - from, memoryUsedMb: guest.memoryUsedMb() };
    if (invocation === undefined) say({ kind: "initialized", ...facts });
    else say({ kind: "result", invocation, ...facts, ...(exitCode === undefined ? {} : { exitCode }) });
  };
  listenTo(port, (data) => {
    answer(data).catch((error: unknown) => {
      // Pyodide itself broke (its memory, its stack): Python is not to be trusted any more.
      log.write(`The Python process ended: ${error instanceof Error ? error.message : String(error)}`);
      log.flush();
      say({ kind: "exit", code: null });
    });
  });
};

/** Pyodide reports a process that is killed for its memory on the browser's console, as a bug of its own. */
function hushWhenKilled({ memoryLimit }: StartedPyodide): void {
  const { console: target } = globalThis;
  const report = target.error.bind(target);
  target.error = (...parts: unknown[]): void => {
    if (!memoryLimit.exceeded) report(...parts);
  };
}

async function startPython({ modules, assets }: GuestContext): Promise<StartedPyodide> {
  const wasm = need(modules, "pyodide.wasm");
  const library = need(assets, "library.zip");
  const create = await importDefault(need(assets, "pyodide.mjs"));
  const parts = { wasm, create, installLibrary: (module: PyodideModule, path: string) => installLazily(module, path, library) };
  const snapshot = modules["snapshot.wasm"];
  if (snapshot === undefined) return startPyodide(parts);
  try {
    return await startPyodide({ ...parts, snapshot });
  } catch {
    // A browser that cannot take the snapshot still runs Python, from scratch: slower to start, the same otherwise.
    return startPyodide(parts);
  }
}

async function importDefault(script: Blob): Promise<CreatePyodideModule> {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return ((await import(/* @vite-ignore */ url)) as { default: CreatePyodideModule }).default;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A file whose bytes are read when Python first asks: after a snapshot, most functions never do. */
function installLazily({ FS: fs }: PyodideModule, path: string, blob: Blob): void {
  fs.writeFile(path, new Uint8Array(0));
  const { node } = fs.lookupPath(path);
  let bytes: Uint8Array | undefined;
  Object.defineProperties(node, {
    usedBytes: { value: blob.size },
    contents: { get: () => (bytes ??= new Uint8Array(new FileReaderSync().readAsArrayBuffer(blob))) },
  });
}

function need<Value>(values: Readonly<Record<string, Value>>, name: string): Value {
  const value = values[name];
  if (value === undefined) throw new Error(`The Python runtime came without ${name}`);
  return value;
}

