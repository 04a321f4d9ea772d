import { createSandboxHost, type SandboxHost } from "#runtime/sandbox-frame.ts";
import { deleteAccountDatabase } from "./delete-database.ts";
import { missingFeatures } from "./missing-features.ts";
import type { BridgeStanding, CloudChange, CloudStatus, PageToWorker, RuntimeProgress, WireRequest, WireResponse, WorkerToPage } from "./protocol.ts";
import { Signal, Watched } from "./signal.ts";

interface Pending {
  readonly resolve: (response: WireResponse) => void;
  readonly reject: (reason: unknown) => void;
}

/** This tab's end of the cloud: owns the cloud Worker, matches answers to requests, repeats news to listeners. */
export class CloudPage {
  readonly status = new Watched<CloudStatus>({ phase: "starting" });
  readonly bridge = new Watched<BridgeStanding>({ connected: false, reached: false });
  readonly replaced = new Signal<void>();
  readonly changes = new Signal<CloudChange>();
  readonly progress = new Signal<RuntimeProgress>();
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  /** Only the leader's page holds execution environments. */
  #sandbox: SandboxHost | undefined;
  #heard = false;
  #lastId = 0;

  start(keepNothing = false): void {
    this.#stop();
    this.#heard = false;
    this.#setStatus({ phase: "starting" });
    const missing = missingFeatures(globalThis, keepNothing);
    if (missing) return this.#setStatus(missing);
    // The name shows in the browser's developer tools.
    const worker = new Worker(new URL("./cloud-worker.ts", import.meta.url), { type: "module", name: "lambdarium cloud" });
    this.#worker = worker;
    worker.addEventListener("message", (event: MessageEvent<WorkerToPage>) => this.#receive(event.data));
    // A Worker that has spoken goes on after a bug in one of its handlers; the browser's console has the details.
    worker.addEventListener("error", (event) => this.#heard || this.#workerFailed(event.message));
    this.#post({ kind: "start", facts: { bridgeOffered: offersBridge(), keepNothing } });
  }

  send({ signal, ...request }: WireRequest & { signal?: AbortSignal }): Promise<WireResponse> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const status = this.status.value;
    if (status.phase === "failed") return Promise.reject(new Error(`${status.message} ${status.wayOut}`));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const abandon = (): void => {
        // What was asked for may still happen, as at AWS; only its answer is no longer waited for.
        if (this.#pending.delete(id)) reject(signal?.reason as Error);
      };
      const settled = (): void => signal?.removeEventListener("abort", abandon);
      this.#pending.set(id, {
        resolve: (response) => (settled(), resolve(response)),
        reject: (reason) => (settled(), reject(reason)),
      });
      signal?.addEventListener("abort", abandon);
      // The body is copied, not moved: the SDK may send the same bytes again when it retries.
      this.#post({ kind: "request", id, request });
    });
  }

  takeTerminals(): void {
    this.#post({ kind: "take-terminals" });
  }

  recover(choice: "try-again" | "keep-nothing" | "delete-everything"): void {
    if (choice !== "delete-everything") return this.start(choice === "keep-nothing");
    this.#stop();
    this.#setStatus({ phase: "starting" });
    deleteAccountDatabase().then(
      () => this.start(),
      (error: Error) =>
        this.#setStatus({
          phase: "failed",
          problem: "broken",
          message: error.message,
          wayOut: "Close all other tabs of this page and try again, or clear this site's data in the browser's settings.",
        }),
    );
  }

  #receive(message: WorkerToPage): void {
    this.#heard = true;
    switch (message.kind) {
      case "response":
        this.#settle(message.id, (pending) => pending.resolve(message.response));
        break;
      case "no-response":
        this.#settle(message.id, (pending) => pending.reject(new Error(message.message)));
        break;
      case "status":
        this.#setStatus(message.status);
        break;
      case "want-sandbox": {
        const channel = new MessageChannel();
        this.#sandbox ??= createSandboxHost();
        this.#sandbox.attach(channel.port1);
        this.#worker?.postMessage({ kind: "sandbox", port: channel.port2 } satisfies PageToWorker, [channel.port2]);
        break;
      }
      case "drop-sandbox":
        this.#dropSandbox();
        break;
      case "change":
        this.changes.emit(message.change);
        break;
      case "progress":
        this.progress.emit(message.progress);
        break;
      case "bridge":
        this.bridge.set(message.standing);
        break;
      case "account-replaced":
        this.replaced.emit();
        break;
    }
  }

  #settle(id: number, how: (pending: Pending) => void): void {
    const pending = this.#pending.get(id);
    if (pending && this.#pending.delete(id)) how(pending);
  }

  #post(message: PageToWorker): void {
    this.#worker?.postMessage(message);
  }

  #setStatus(status: CloudStatus): void {
    document.documentElement.dataset["cloud"] = status.phase;
    if (status.phase === "failed") this.#rejectPending(`${status.message} ${status.wayOut}`);
    this.status.set(status);
  }

  #workerFailed(reason: string): void {
    this.#stop();
    this.#setStatus({
      phase: "failed",
      problem: "worker-failed",
      message: `The background worker that runs the cloud stopped: ${reason || "its script could not be loaded"}.`,
      wayOut: "Reload the page. Everything that was acknowledged is kept.",
    });
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#dropSandbox();
    this.#rejectPending("The cloud of this tab was restarted.");
  }

  #dropSandbox(): void {
    this.#sandbox?.close();
    this.#sandbox = undefined;
  }

  #rejectPending(message: string): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(new Error(message));
  }
}

/** Whether the server that served the page offers the bridge. A page in a frame does not take it: another site may have framed it. */
function offersBridge(): boolean {
  return window.top === window && document.querySelector('meta[name="lambdarium-bridge"]') !== null;
}
