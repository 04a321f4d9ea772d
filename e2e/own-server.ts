import { spawn } from "node:child_process";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { expect } from "./fixtures.ts";

/** A server of one test's own: only its tabs are behind the AWS API there. */
export interface OwnServer {
  readonly address: string;
  client(options: ClientOptions): LambdaClient;
  stop(): void;
}

interface ClientOptions {
  /** 1 shows the first answer. */
  readonly maxAttempts: number;
  readonly maxSockets?: number;
}

/** The official SDK as a terminal on this computer would use it. */
export function terminalClient(endpoint: string, { maxAttempts, maxSockets = 50 }: ClientOptions): LambdaClient {
  return new LambdaClient({
    region: "us-east-1", endpoint, credentials: { accessKeyId: "123456789012", secretAccessKey: "any" }, maxAttempts,
    // A connection each: one that the server closes while it is taken up again would look like a failure of the product.
    requestHandler: { httpAgent: { keepAlive: false, maxSockets } },
  });
}

/** Serves the build at a port that no other spec uses; resolves when it answers. */
export async function startOwnServer(port: number): Promise<OwnServer> {
  const server = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "preview", "--port", String(port), "--strictPort"], { cwd: `${import.meta.dirname}/..`, stdio: "ignore" });
  const address = `http://localhost:${port}`;
  await expect.poll(async () => (await fetch(address).catch(() => null))?.status, { timeout: 30_000 }).toBe(200);
  return {
    address,
    client: (options) => terminalClient(address, options),
    stop: () => void server.kill(),
  };
}
