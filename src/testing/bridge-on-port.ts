import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket } from "ws";
import { connectBridge, type BridgeClient, type BridgeStanding } from "#bridge/bridge-client.ts";
import { BridgeServer } from "#bridge/bridge-server.ts";
import { standBefore } from "#bridge/front-door.ts";
import { RawConnection, type RawAnswer } from "./raw-http.ts";

export type Serve = Parameters<typeof connectBridge>[0]["serve"];

interface TabOptions {
  /** The browser profile whose account the tab leads. */
  readonly account?: string;
  /** Whether handlers may use the network. */
  readonly network?: boolean;
}

/** A tab, and what it was told of its standing with terminals, in order. */
export interface TestTab extends BridgeClient {
  readonly told: readonly BridgeStanding[];
}

/** The bridge in front of a server that stands for Vite: whatever reaches it is answered "the page", with a header of its own. */
export class BridgeOnPort {
  readonly server: Server;
  readonly port: number;
  readonly #bridge: BridgeServer;
  readonly #tabs: BridgeClient[] = [];

  private constructor(server: Server, bridge: BridgeServer) {
    this.server = server;
    this.#bridge = bridge;
    ({ port: this.port } = server.address() as AddressInfo);
  }

  static async start(): Promise<BridgeOnPort> {
    const bridge = new BridgeServer();
    const server = createServer((_request, response) => void response.setHeader("access-control-allow-origin", "*").end("the page"));
    standBefore(server, bridge);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new BridgeOnPort(server, bridge);
  }

  /** A tab at `localhost` that answers terminals; connected when it resolves. */
  openTab(serve: Serve, { account = "one", network = false }: TabOptions = {}): Promise<TestTab> {
    const origin = `http://localhost:${this.port}`;
    // The browser names the page's origin by itself.
    const connect = (url: string, protocols: string[]): never => new WebSocket(url.replace("localhost", "127.0.0.1"), protocols, { origin, headers: { host: `localhost:${this.port}` } }) as never;
    const told: BridgeStanding[] = [];
    return new Promise((resolve) => {
      const onStanding = (standing: BridgeStanding): void => {
        told.push(standing);
        if (standing.connected) resolve({ ...tab, told });
      };
      const tab = connectBridge({ origin, account, serve, connect, network: () => network, onStanding });
      this.#tabs.push(tab);
    });
  }

  /** A request's text; what is not said is a terminal's plain GET. */
  text(target: string, lines: readonly string[] = [], { method = "GET", body = "" } = {}): string {
    return [`${method} ${target} HTTP/1.1`, `host: localhost:${this.port}`, ...lines, "", body].join("\r\n");
  }

  /** Sends one request, letters as bytes, and closes after its answer. */
  async ask(target: string, lines?: readonly string[], more?: { method?: string; body?: string }): Promise<RawAnswer> {
    const connection = new RawConnection(this.port).send(this.text(target, lines, more));
    try {
      return await connection.answer({ bodyless: more?.method === "HEAD" });
    } finally {
      connection.socket.destroy();
    }
  }

  async stop(): Promise<void> {
    for (const tab of this.#tabs) tab.close();
    this.#bridge.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
