import type { SendWireRequest } from "#aws-api/sdk-request-handler.ts";

interface NetworkPanel {
  readonly send: SendWireRequest;
  readonly stop: () => void;
}

/** MSW and what belongs to it are fetched when somebody first wants to see the calls. */
async function startPanel(direct: SendWireRequest): Promise<NetworkPanel> {
  const { startNetworkPanel } = await import("#aws-api/network-panel.ts");
  return startNetworkPanel(direct, document.baseURI);
}

/** The way of the SDK's calls to the cloud: by message, or through a service worker so that the browser shows them. */
export class CallRoute {
  readonly #direct: SendWireRequest;
  readonly #start: (direct: SendWireRequest) => Promise<NetworkPanel>;
  #panel: NetworkPanel | undefined;
  /** Changes of mind happen one after the other: a start is never overtaken by the stop that follows it. */
  #last: Promise<void> = Promise.resolve();

  constructor(direct: SendWireRequest, start = startPanel) {
    this.#direct = direct;
    this.#start = start;
  }

  send(request: Parameters<SendWireRequest>[0]): ReturnType<SendWireRequest> {
    return (this.#panel?.send ?? this.#direct)(request);
  }

  show(shown: boolean): Promise<void> {
    const done = this.#last.then(() => this.#change(shown));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #change(shown: boolean): Promise<void> {
    if (shown === (this.#panel !== undefined)) return;
    if (shown) {
      this.#panel = await this.#start(this.#direct);
    } else {
      this.#panel?.stop();
      this.#panel = undefined;
    }
  }
}
