/** Python under Lambda's rules, whoever carries the messages: `main.ts` in a Worker, the tests in Node. */
import { type GuestEnd, type GuestInvocation, type GuestSpec, PAYLOAD_SENT } from "../guest-protocol.ts";
import type { TmpSender } from "../tmp-sender.ts";
import { lockFileSystem } from "./file-system.ts";
import { LineOutput } from "./output.ts";
import type { StartedPyodide } from "./pyodide-loader.ts";
import type { PyProxy } from "./pyodide-types.ts";
import { makeSleep } from "./sleep.ts";
import { zoneFile, zoneNames } from "./time-zones.ts";
import { sendRequest } from "./http.ts";

/** How a phase ended, or that the "process" did: by itself, or killed because it wanted too much memory. */
export type PythonEnd =
  | (GuestEnd & { /** The end was told, and the process is over. */ readonly exitCode?: number })
  | { readonly kind: "exit"; readonly code: number | null }
  | { readonly kind: "crash"; readonly reason: string };

const TASK_ROOT = "/var/task";
const MEGABYTE = 1024 * 1024;
/** It becomes a part of a log line. */
const ERROR_TYPE_SENT = 1024;
/** 128 and the signal: how a process of Linux ends whose stack overflowed. */
const SEGMENTATION_FAULT = 139;

export class PythonGuest {
  readonly #python: StartedPyodide;
  readonly #bootstrap: PyProxy;
  readonly #outputs: readonly LineOutput[];
  readonly #send: (message: string) => void;
  readonly #tmp: TmpSender;
  #invoke: PyProxy | undefined;
  #memoryMb = Number.POSITIVE_INFINITY;
  #requestId = "";

  /** `send` takes one log event; `tmp` what changes under `/tmp`. */
  constructor(python: StartedPyodide, send: (message: string) => void, tmp: TmpSender) {
    // Nothing is heard of a process that was killed, least of all Pyodide's own report of it.
    const sendAlive = (message: string): void => {
      if (!python.memoryLimit.exceeded) send(message);
    };
    const out = new LineOutput(sendAlive);
    const err = new LineOutput(sendAlive);
    python.pyodide.setStdin({ read: () => 0 });
    python.pyodide.setStdout({ write: out.write });
    python.pyodide.setStderr({ write: err.write });
    // WebKit ends a Worker only while it runs JavaScript. With a buffer, Python's loop calls JavaScript now and then, so that it can be ended.
    python.pyodide.setInterruptBuffer(new Uint8Array(1));
    this.#python = python;
    this.#bootstrap = python.module.API.importlib.import_module("lambdarium.bootstrap");
    this.#outputs = [out, err];
    this.#tmp = tmp;
    this.#send = (message) => {
      this.#flush();
      sendAlive(message);
    };
  }

  /** Fills `/var/task` and imports the handler's module. */
  start(spec: GuestSpec): PythonEnd {
    const { FS: fs } = this.#python.module;
    fs.mkdirTree(TASK_ROOT);
    for (const [path, bytes] of spec.files) {
      const full = `${TASK_ROOT}/${path}`;
      fs.mkdirTree(full.slice(0, full.lastIndexOf("/")));
      // The bytes came in a message of ours: no copy needed.
      fs.writeFile(full, bytes, { canOwn: true });
      const mode = spec.unreadable?.get(path);
      if (mode !== undefined) fs.chmod(full, mode);
    }
    lockFileSystem(fs, spec.ephemeralStorageMb * MEGABYTE, spec.tmp, this.#tmp);
    this.#python.memoryLimit.bytes = spec.memoryMb * MEGABYTE;
    this.#memoryMb = spec.memoryMb;
    this.#invoke = this.#bootstrap["invoke"] as PyProxy;
    const told = JSON.stringify({ handler: spec.handler, variables: spec.variables });
    const request = spec.network ? sendRequest : undefined;
    this.#python.clock.setZone(spec.variables["TZ"] ?? "");
    return this.#run(() => (this.#bootstrap["start"] as PyProxy)(told, this.#sleep(), this.#send, request, zoneFile, zoneNames));
  }

  invoke(request: GuestInvocation): PythonEnd {
    this.#requestId = request.requestId;
    const event = decoder.decode(request.payload);
    return this.#run(() =>
      this.#invoke?.(event, request.requestId, request.invokedFunctionArn, request.traceId, request.clientContext ?? "", request.deadline + request.clockOffsetMs),
    );
  }

  /**
   * Size of the WebAssembly memory, in whole MB: Python's heap, stack and data. It never shrinks, and grows by more
   * than is asked for, so that it could be a little beyond the function's memory: it is cut there.
   */
  memoryUsedMb(): number {
    return Math.min(this.#memoryMb, Math.ceil(this.#python.module.HEAP8.length / MEGABYTE));
  }

  #run(phase: () => unknown): PythonEnd {
    try {
      return endOf(phase());
    } catch (error) {
      if (this.#python.memoryLimit.exceeded) return { kind: "crash", reason: `More than ${this.#memoryMb} MB of memory were needed` };
      if (error instanceof RangeError) return this.#stackOverflow();
      // `os._exit(n)` leaves Python without unwinding it.
      const status = (error as { status?: unknown }).status;
      if (typeof status === "number") return { kind: "exit", code: status };
      throw error;
    } finally {
      this.#flush();
      this.#tmp.flush();
    }
  }

  /** A thread that rests hears no timer: what waits to be told is told before. */
  #sleep(): (milliseconds: number) => void {
    const sleep = makeSleep();
    return (milliseconds) => {
      this.#tmp.flush();
      sleep(milliseconds);
    };
  }

  /**
   * The browser's stack ended before Python's count of frames did: recursion through C code (`__repr__`, `map` …). AWS
   * answers a RecursionError and goes on; here Python was cut off in the middle and cannot be used again.
   */
  #stackOverflow(): PythonEnd {
    const message = "maximum recursion depth exceeded";
    this.#send(`[ERROR] RecursionError: ${message}\nTraceback (most recent call last):`);
    const error = { errorMessage: message, errorType: "RecursionError", requestId: this.#requestId, stackTrace: [] };
    return { kind: "error", errorType: error.errorType, payload: encode(JSON.stringify(error)), exitCode: SEGMENTATION_FAULT };
  }

  #flush(): void {
    for (const output of this.#outputs) output.flush();
  }
}

/** Reads bootstrap.py's answer. */
function endOf(answer: unknown): PythonEnd {
  if (typeof answer !== "string") return { kind: "ok", payload: bytesOf(answer as PyProxy) };
  const rest = answer.slice(1);
  if (answer.startsWith("=")) return { kind: "ok", payload: encode(rest) };
  if (answer.startsWith(".")) return { kind: "exit", code: Number(rest) };
  const newline = rest.indexOf("\n");
  return { kind: "error", errorType: rest.slice(0, Math.min(newline, ERROR_TYPE_SENT)), payload: encode(rest.slice(newline + 1)) };
}

function bytesOf(proxy: PyProxy): Uint8Array {
  const buffer = (proxy["getBuffer"] as (type: string) => { data: Uint8Array; release(): void })("u8");
  const bytes = buffer.data.slice(0, PAYLOAD_SENT);
  buffer.release();
  proxy.destroy();
  return bytes;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** What is too large whatever it says is not encoded: only its size is looked at. */
const encode = (text: string): Uint8Array => (text.length >= PAYLOAD_SENT ? new Uint8Array(PAYLOAD_SENT) : encoder.encode(text));
