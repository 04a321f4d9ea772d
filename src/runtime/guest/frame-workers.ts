/**
 * The two ways in which the sandboxed frame starts the Worker of one execution environment. Each Worker is alone in an opaque origin:
 *
 * - a `data:` Worker (Chromium, Firefox);
 * - where a `data:` Worker can neither import nor read a blob (WebKit), a frame inside the frame with one `blob:` Worker in it.
 *   Chromium starts no `blob:` Worker there and takes no compiled WebAssembly into such a frame, hence two ways.
 */
import type { BootMessage } from "./boot.ts";
import { BOOTSTRAP } from "./boot.ts";

/** A started Worker. `terminate` ends whatever runs in it. */
export interface EnvironmentWorker {
  terminate(): void;
}

/** Starts a Worker; `fail` is told once if the Worker could not start or threw. */
export type StartWorker = (name: string, boot: BootMessage, fail: (reason: string) => void) => EnvironmentWorker;

/** What the frame says to a frame inside it. */
export interface InnerBoot {
  readonly kind: "worker";
  readonly name: string;
  readonly boot: BootMessage;
}

interface InnerFrame {
  readonly contentWindow: { postMessage(message: InnerBoot, origin: string, transfer: Transferable[]): void } | null;
  srcdoc: string;
  setAttribute(name: string, value: string): void;
  addEventListener(type: "load", listener: () => void, options: { once: true }): void;
  remove(): void;
}

/** The document of a frame, as far as it is used here: this folder is compiled without the DOM. */
interface FrameDocument {
  readonly documentElement: { append(frame: InnerFrame): void };
  createElement(name: "iframe"): InnerFrame;
  querySelector(selector: string): { readonly outerHTML: string };
}

const { document, parent } = globalThis as unknown as {
  readonly document: FrameDocument;
  readonly parent: { postMessage(message: string, origin: string): void };
};

const dataUrl = (script: string): string => `data:text/javascript,${encodeURIComponent(script)}`;
const WORKER_URL = dataUrl(BOOTSTRAP);
const FAILED = "The Worker could not start";

/** Runs in a Worker of its own, before any learner's code. */
const PROBE = `onmessage = ({ data }) =>
  import(URL.createObjectURL(new Blob([""], { type: "text/javascript" })))
    .then(() => new Response(data).text())
    .then(() => postMessage(true), () => postMessage(false));`;

/** Finds the way that this browser allows by trying: no name of a browser is asked for. */
export async function chooseWay(): Promise<StartWorker> {
  return (await dataWorkersReadBlobs()) ? startDataWorker : startFramedWorker;
}

function dataWorkersReadBlobs(): Promise<boolean> {
  return new Promise((resolve) => {
    const worker = new Worker(dataUrl(PROBE), { type: "module" });
    const end = (able: boolean): void => {
      worker.terminate();
      resolve(able);
    };
    worker.onmessage = ({ data }) => end(data === true);
    worker.onerror = (event) => {
      event.preventDefault();
      end(false);
    };
    worker.postMessage(new Blob(["x"]));
  });
}

const startDataWorker: StartWorker = (name, boot, fail) => startWorker(WORKER_URL, name, boot, fail);

function startWorker(url: string, name: string, boot: BootMessage, fail: (reason: string) => void): EnvironmentWorker {
  const worker = new Worker(url, { type: "module", name });
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    fail(event.message || FAILED);
  };
  worker.postMessage(boot, [boot.port]);
  return worker;
}

/** The inner frame has the policy and the script of this one. The script knows by its first message which of the two it is. */
const startFramedWorker: StartWorker = (name, boot, fail) => {
  const frame = document.createElement("iframe");
  const hear = (event: MessageEvent): void => {
    if (event.source === null || (event.source as unknown) !== frame.contentWindow) return;
    end();
    fail(String(event.data));
  };
  const end = (): void => {
    removeEventListener("message", hear);
    frame.remove();
  };
  addEventListener("message", hear);
  frame.setAttribute("sandbox", "allow-scripts");
  frame.srcdoc = `<!doctype html>${document.querySelector("meta[http-equiv]").outerHTML}${document.querySelector("script").outerHTML}`;
  frame.addEventListener("load", () => frame.contentWindow?.postMessage({ kind: "worker", name, boot }, "*", [boot.port]), { once: true });
  document.documentElement.append(frame);
  return { terminate: end };
};

/** What the script does in an inner frame: starts its one Worker, and tells the outer frame if that fails. */
export function startInnerWorker({ name, boot }: InnerBoot): void {
  const url = URL.createObjectURL(new Blob([BOOTSTRAP], { type: "text/javascript" }));
  startWorker(url, name, boot, (reason) => parent.postMessage(reason, "*"));
}
