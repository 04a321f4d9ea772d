import { CreateFunctionCommand, type CreateFunctionCommandInput, type LambdaClient, type Runtime, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";

/** Creates a function of one file over the wire, and waits until it can be invoked. */
export async function createFunction(client: LambdaClient, FunctionName: string, runtime: Runtime, source: string, more: Partial<CreateFunctionCommandInput> = {}): Promise<void> {
  const [file, Handler] = runtime.startsWith("python") ? ["app.py", "app.handler"] : ["index.mjs", "index.handler"];
  await client.send(new CreateFunctionCommand({ FunctionName, Runtime: runtime, Handler, Role: "arn:aws:iam::123456789012:role/torture", Timeout: 60, Code: { ZipFile: zipSync({ [file]: strToU8(source) }) }, ...more }));
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 60, minDelay: 1 }, { FunctionName });
}

/** A size or seed that `run.mjs` hands on. */
export function numberFrom(variable: string, otherwise: number): number {
  const text = process.env[variable];
  return text ? Number(text) : otherwise;
}

/** One line of figures, on a line of its own between those of the reporter. */
export function printFigures(what: string, figures: Readonly<Record<string, string | number>>): void {
  const cells = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`\n${what}: ${cells.join(", ")}\n`);
}
