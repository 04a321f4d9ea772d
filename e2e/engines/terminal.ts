import { CreateFunctionCommand, GetFunctionConfigurationCommand, InvokeCommand, type LambdaClient, PublishVersionCommand, type Runtime, UpdateFunctionCodeCommand } from "@aws-sdk/client-lambda";
import { expect } from "@playwright/test";
import { strToU8, zipSync } from "fflate";

/** A function of one file. */
export interface SmallFunction {
  readonly name: string;
  readonly source: string;
  readonly runtime?: Runtime;
  readonly timeoutSeconds?: number;
  readonly variables?: Record<string, string>;
}

export interface Invoked {
  /** `Unhandled` if the invocation failed. */
  readonly failure: string | undefined;
  readonly version: string | undefined;
  readonly payload: unknown;
}

/** What a person at a terminal does with the cloud in the tab, by the official SDK over the bridge. */
export class Terminal {
  readonly client: LambdaClient;

  constructor(client: LambdaClient) {
    this.client = client;
  }

  async create({ name, source, runtime = "nodejs24.x", timeoutSeconds = 10, variables = {} }: SmallFunction): Promise<void> {
    await this.client.send(
      new CreateFunctionCommand({
        FunctionName: name, Runtime: runtime, Handler: "index.handler", Role: "arn:aws:iam::123456789012:role/any", Timeout: timeoutSeconds,
        Environment: { Variables: variables }, Code: { ZipFile: zipOf(runtime, source) },
      }),
    );
    await this.settled(name);
  }

  async deploy(name: string, runtime: Runtime, source: string): Promise<void> {
    await this.client.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: zipOf(runtime, source) }));
    await this.settled(name);
  }

  async invoke(name: string, event: unknown = {}): Promise<Invoked> {
    const answer = await this.client.send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }));
    return { failure: answer.FunctionError, version: answer.ExecutedVersion, payload: JSON.parse(new TextDecoder().decode(answer.Payload)) };
  }

  /** Publishes the next version and waits until it can be invoked. */
  async publish(name: string): Promise<void> {
    const { Version } = await this.client.send(new PublishVersionCommand({ FunctionName: name }));
    await this.settled(`${name}:${Version}`);
  }

  /** Waits until the function or version can be invoked with what was changed last. */
  async settled(name: string): Promise<void> {
    const state = async (): Promise<string> => {
      const { State, LastUpdateStatus } = await this.client.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
      return `${State} ${LastUpdateStatus}`;
    };
    await expect.poll(state, { timeout: 30_000 }).toBe("Active Successful");
  }
}

function zipOf(runtime: Runtime, source: string): Uint8Array {
  return zipSync({ [runtime.startsWith("python") ? "index.py" : "index.mjs"]: strToU8(source) });
}
