import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket } from "ws";
import { connectBridge, type BridgeClient, type BridgeStanding } from "#bridge/bridge-client.ts";
import { BridgeServer } from "#bridge/bridge-server.ts";
import { isTerminalRequest } from "#bridge/terminal-request.ts";

type Serve = Parameters<typeof connectBridge>[0]["serve"];

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface TabOptions {
  /** The host's name in the page's address. */
  readonly name?: string;
  /** Whether handlers may use the network. */
  readonly network?: boolean;
  /** The browser profile whose account the tab leads. */
  readonly account?: string;
}

/** A tab, and what it was told of its standing with terminals, in order. */
export interface TestTab extends BridgeClient {
  readonly told: BridgeStanding[];
}

/** The bridge between terminals and tabs, on a server at a free port. */
export class TestBridge {
  readonly #bridge = new BridgeServer();
  readonly #server: Server;
  readonly #clients: BridgeClient[] = [];
  port = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      if (isTerminalRequest(request)) void this.#bridge.answer(request, response);
      else response.end("the page");
    });
    this.#bridge.attach(this.#server);
  }

  static async open(): Promise<TestBridge> {
    const bridge = new TestBridge();
    await new Promise<void>((resolve) => bridge.#server.listen(0, "127.0.0.1", resolve));
    bridge.port = (bridge.#server.address() as AddressInfo).port;
    return bridge;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    this.#bridge.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A tab that leads its account: connected when it resolves. */
  async openTab(serve: Serve, { name = "localhost", network = false, account = name }: TabOptions = {}): Promise<TestTab> {
    const origin = `http://${name}:${this.port}`;
    // The browser names the page's origin by itself.
    const connect = (url: string, protocols: string[]): never => new WebSocket(url.replace(name, "127.0.0.1"), protocols, { origin, headers: { host: `${name}:${this.port}` } }) as never;
    const told: BridgeStanding[] = [];
    return new Promise((resolve) => {
      const onStanding = (standing: BridgeStanding): void => {
        told.push(standing);
        if (standing.connected) resolve({ ...client, told });
      };
      const client = connectBridge({ origin, account, serve, connect, network: () => network, onStanding });
      this.#clients.push(client);
    });
  }

  /** A request with exactly these headers, as no well-behaved client would send it. */
  ask(path: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest({ port: this.port, host: "127.0.0.1", path, headers: { host: `localhost:${this.port}`, ...headers } }, (answer) => {
        let body = "";
        answer.on("data", (part: Buffer) => (body += part.toString()));
        answer.on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers, body }));
      });
      sent.on("error", reject);
      sent.end();
    });
  }
}
