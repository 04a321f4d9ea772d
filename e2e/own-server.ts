import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { test as base } from "./fixtures.ts";

/** A server of one test's own: only its tabs are behind the AWS API there. */
export interface OwnServer {
  readonly address: string;
  client(options: ClientOptions): LambdaClient;
  stop(): Promise<void>;
}

interface ClientOptions {
  /** 1 shows the first answer. */
  readonly maxAttempts: number;
  readonly maxSockets?: number;
}

/** What an SDK client needs to be a terminal of this computer. A connection per call: one that the server closes while it is taken up again would look like a failure of the product. */
export const terminalConfig = (endpoint: string, maxSockets = 50) => ({
  region: "us-east-1",
  endpoint,
  credentials: { accessKeyId: "123456789012", secretAccessKey: "any" },
  requestHandler: { httpAgent: { keepAlive: false, maxSockets } },
});

/** The official SDK as a terminal on this computer would use it. */
export function terminalClient(endpoint: string, { maxAttempts, maxSockets }: ClientOptions): LambdaClient {
  return new LambdaClient({ ...terminalConfig(endpoint, maxSockets), maxAttempts });
}

/** Serves the build at a port that is free; resolves when it answers. */
export async function startOwnServer(): Promise<OwnServer> {
  const server = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "preview", "--port", "0"], { cwd: `${import.meta.dirname}/..`, stdio: ["ignore", "pipe", "inherit"] });
  const gone = once(server, "exit");
  const address = await Promise.race([addressIn(server.stdout), gone.then(() => Promise.reject(new Error("The server ended before it said its address.")))]);
  return {
    address,
    client: (options) => terminalClient(address, options),
    stop: async () => {
      server.kill();
      await gone;
    },
  };
}

/** The address that the server prints, under the name that pages are opened by. */
export async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    // oxlint-disable-next-line no-control-regex -- the colours of the line
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line.replace(/\x1b\[\d+m/g, ""))?.[1];
    if (port === undefined) continue;
    output.resume();
    return `http://localhost:${port}`;
  }
  throw new Error("The server said no address.");
}

/**
 * For specs that play a terminal, or whose tab must be the one that terminals reach: a shared server's bridge may ask the tab of
 * another spec.
 */
export const test = base.extend<{ server: OwnServer }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture depends on
  server: async ({}, use) => {
    const server = await startOwnServer();
    await use(server);
    await server.stop();
  },
  baseURL: async ({ server }, use) => use(server.address),
});
