import type { FrameMessage, FromFrame } from "./guest/frame-protocol.ts";
import type { LoadedFamily } from "./guest-files.ts";
import type { ToSandboxHost } from "./protocol.ts";

/** One sandboxed frame, as the cloud Worker reaches it: past the page, over a port of its own. */
export class FrameLink {
  readonly #port: MessagePort;
  readonly #families = new Set<string>();
  readonly #onFailure = new Map<string, (reason: string) => void>();
  /** Set once the frame is gone; the next start opens another. */
  closed = false;

  constructor(sandboxPort: MessagePort, frame: string, network: boolean) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<FromFrame>) => {
      const fail = this.#onFailure.get(data.environment);
      this.#onFailure.delete(data.environment);
      fail?.(data.reason);
    };
    port1.addEventListener("close", () => this.#close());
    const open: ToSandboxHost = { kind: "open-frame", frame, network, port: port2 };
    sandboxPort.postMessage(open, [port2]);
  }

  /** Starts a Worker of a family and hands it its port; `onFailure` is told if the Worker dies by itself. */
  start(family: string, files: LoadedFamily, environment: string, port: MessagePort, onFailure: (reason: string) => void): void {
    if (!this.#families.has(family)) {
      this.#families.add(family);
      this.#send({ kind: "family", family, ...files });
    }
    this.#onFailure.set(environment, onFailure);
    this.#send({ kind: "start", family, environment, port }, [port]);
  }

  terminate(environment: string): void {
    this.#onFailure.delete(environment);
    this.#send({ kind: "terminate", environment });
  }

  #send(message: FrameMessage, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  /** The frame's process ended (out of memory, or the page removed it): so did every Worker in it. */
  #close(): void {
    this.closed = true;
    for (const fail of this.#onFailure.values()) fail("The browser ended the process of the execution environments");
    this.#onFailure.clear();
  }
}
