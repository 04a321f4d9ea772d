import type { FrameMessage, FromFrame } from "./guest/frame-protocol.ts";
import type { LoadedFamily } from "./guest-files.ts";
import type { ToSandboxHost } from "./protocol.ts";

/**
 * A handler that takes all the memory there is takes the frame's process with it, and no event says so: while
 * environments live the frame is asked, and one that leaves this many questions unanswered is gone.
 */
const PING_EVERY_MS = 2000;
const UNANSWERED_PINGS = 5;

/** Told the reason when one Worker ended by itself. */
type OnFailure = (reason: string) => void;

/** One sandboxed frame, as the cloud Worker reaches it: past the page, over a port of its own. */
export class FrameLink {
  readonly #port: MessagePort;
  readonly #families = new Set<string>();
  readonly #onFailure = new Map<string, OnFailure>();
  readonly #closeFrame: () => void;
  readonly #onLost: (environments: string[]) => void;
  #unanswered = 0;
  #heart: ReturnType<typeof setInterval> | undefined;
  /** Set once the frame is gone; the next start opens another. */
  closed = false;

  /** `onLost` is told which environments were in it when the frame's whole process has ended. */
  constructor(sandboxPort: Pick<MessagePort, "postMessage">, frame: string, network: boolean, onLost: (environments: string[]) => void) {
    this.#onLost = onLost;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<FromFrame>) => {
      this.#unanswered = 0;
      if (data.kind === "pong") return;
      const fail = this.#onFailure.get(data.environment);
      this.#onFailure.delete(data.environment);
      fail?.(data.reason);
    };
    this.#closeFrame = () => {
      const close: ToSandboxHost = { kind: "close-frame", frame };
      sandboxPort.postMessage(close);
    };
    const open: ToSandboxHost = { kind: "open-frame", frame, network, port: port2 };
    sandboxPort.postMessage(open, [port2]);
  }

  /** Starts a Worker of a family and hands it its port; `onFailure` is told if the Worker dies by itself. */
  start(family: string, files: LoadedFamily, environment: string, port: MessagePort, onFailure: OnFailure): void {
    if (!this.#families.has(family)) {
      this.#families.add(family);
      this.#send({ kind: "family", family, ...files });
    }
    this.#onFailure.set(environment, onFailure);
    this.#heart ??= setInterval(() => this.#ping(), PING_EVERY_MS);
    this.#send({ kind: "start", family, environment, port }, [port]);
  }

  terminate(environment: string): void {
    this.#onFailure.delete(environment);
    this.#send({ kind: "terminate", environment });
    if (this.#onFailure.size === 0) this.#rest();
  }

  #ping(): void {
    if (this.#unanswered >= UNANSWERED_PINGS) return this.#close();
    this.#unanswered += 1;
    this.#send({ kind: "ping" });
  }

  #rest(): void {
    clearInterval(this.#heart);
    this.#heart = undefined;
    this.#unanswered = 0;
  }

  #send(message: FrameMessage, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  /** The frame's process ended: so did every Worker in it. */
  #close(): void {
    this.closed = true;
    this.#rest();
    this.#closeFrame();
    const environments = [...this.#onFailure.keys()];
    this.#onFailure.clear();
    this.#onLost(environments);
  }
}
