/**
 * Node.js's BroadcastChannel, which reaches the channels of its own process. The browser's cannot stand in for it: in Chromium 147
 * (no longer in 156) the `data:` Workers of one frame hear each other on it, so that one function could speak to another's environment.
 *
 * https://nodejs.org/api/worker_threads.html#class-broadcastchannel-extends-eventtarget
 */
const channels = new Map<string, Set<BroadcastChannel>>();

type Listener = ((event: MessageEvent) => void) | null;

export class BroadcastChannel extends EventTarget {
  readonly name: string;
  readonly #pipe = new MessageChannel();
  readonly #listeners = new Map<string, Listener>();

  constructor(name: unknown) {
    super();
    this.name = String(name);
    const { port2 } = this.#pipe;
    port2.onmessage = port2.onmessageerror = ({ type, data }: MessageEvent) => this.dispatchEvent(new MessageEvent(type, { data }));
    const peers = channels.get(this.name);
    if (peers) peers.add(this);
    else channels.set(this.name, new Set([this]));
  }

  get onmessage(): Listener {
    return this.#listeners.get("message") ?? null;
  }

  set onmessage(listener: Listener) {
    this.#listen("message", listener);
  }

  get onmessageerror(): Listener {
    return this.#listeners.get("messageerror") ?? null;
  }

  set onmessageerror(listener: Listener) {
    this.#listen("messageerror", listener);
  }

  /** Sends a copy to every other open channel of this name. Throws `DataCloneError` for what cannot be copied, `InvalidStateError` after `close`. */
  postMessage(message: unknown): void {
    const peers = channels.get(this.name);
    if (!peers?.has(this)) throw new DOMException("BroadcastChannel is closed.", "InvalidStateError");
    const copy: unknown = structuredClone(message);
    for (const peer of peers) if (peer !== this) peer.#pipe.port1.postMessage(copy);
  }

  /** Hears and says nothing any more. */
  close(): void {
    const peers = channels.get(this.name);
    peers?.delete(this);
    if (peers?.size === 0) channels.delete(this.name);
    this.#pipe.port2.close();
  }

  /** Whether an open channel keeps the process running is all that this changes in Node.js; the environment decides that here. */
  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  #listen(type: string, listener: Listener): void {
    const before = this.#listeners.get(type);
    if (before) this.removeEventListener(type, before as EventListener);
    this.#listeners.set(type, typeof listener === "function" ? listener : null);
    if (typeof listener === "function") this.addEventListener(type, listener as EventListener);
  }
}
