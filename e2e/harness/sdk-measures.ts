/** Measures through the unmodified SDK and the real cloud of a tab, as the console uses them. All times in ms. */
import {
  CreateAliasCommand, CreateFunctionCommand, InvokeCommand, LambdaClient, PublishVersionCommand, UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { type Cloud, connectCloud } from "#cloud/connect.ts";
import { EVENT, type MeasuredFunction, nodejsEcho, pythonEcho } from "./functions.ts";

export type MeasuredRuntime = "nodejs" | "python";

const FUNCTIONS: Readonly<Record<MeasuredRuntime, MeasuredFunction>> = { nodejs: nodejsEcho, python: pythonEcho };
const payload = new TextEncoder().encode(EVENT);

let cloud: Cloud | undefined;
let lambda!: LambdaClient;

/** Starts this tab's cloud with one function a runtime. */
export async function start(): Promise<void> {
  cloud ??= connectCloud();
  lambda = new LambdaClient({
    region: "us-east-1",
    endpoint: "http://lambdarium.invalid",
    credentials: { accessKeyId: "123456789012", secretAccessKey: "not-a-secret" },
    requestHandler: cloud.requestHandler,
    maxAttempts: 1,
  });
  const settings = new TextEncoder().encode(JSON.stringify({ pendingMs: 0, updateMs: 0 }));
  const changed = await cloud.send({ method: "PUT", path: "/_lambdarium/settings", headers: { "content-type": "application/json" }, body: settings });
  if (changed.status !== 200) throw new Error(`The settings were refused: ${new TextDecoder().decode(changed.body)}`);
  for (const one of Object.values(FUNCTIONS)) await lambda.send(new CreateFunctionCommand({ ...one, Publish: true }));
}

/** Round trips of Invoke, one after the other, in one warm environment. */
export async function invoke(runtime: MeasuredRuntime, calls: number): Promise<number[]> {
  const { FunctionName } = FUNCTIONS[runtime];
  const samples: number[] = [];
  for (let call = -30; call < calls; call += 1) {
    const from = performance.now();
    const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: payload }));
    const ms = performance.now() - from;
    if (answer.FunctionError !== undefined) throw new Error(`Invoke failed: ${answer.Payload?.transformToString()}`);
    // The first ones warm the environment and the browser's compilers.
    if (call >= 0) samples.push(ms);
  }
  return samples;
}

/** Aliases created one after the other; each answer comes after IndexedDB has it. */
export async function createAliases(count: number): Promise<number[]> {
  const samples: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const from = performance.now();
    await lambda.send(new CreateAliasCommand({ FunctionName: nodejsEcho.FunctionName, Name: `alias-${at}`, FunctionVersion: "1" }));
    samples.push(performance.now() - from);
  }
  return samples;
}

/** What IndexedDB alone takes for a record of 1 kB, one strict transaction each: the baseline of every commit. */
export async function plainPuts(count: number): Promise<number[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("plain puts", 1);
    opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("rows"));
    opening.addEventListener("success", () => resolve(opening.result));
    opening.addEventListener("error", () => reject(opening.error!));
  });
  const samples: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const from = performance.now();
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction("rows", "readwrite", { durability: "strict" });
      transaction.objectStore("rows").put({ text: "x".repeat(1000) }, at);
      transaction.addEventListener("complete", () => resolve());
      transaction.addEventListener("error", () => reject(transaction.error!));
    });
    samples.push(performance.now() - from);
  }
  database.close();
  return samples;
}

/**
 * Invokes an alias that gives half of its traffic to each of two new versions, `inFlight` at a time, from no environment
 * at all. Returns how long all took, and then once more with the environments there.
 */
export async function weighted(runtime: MeasuredRuntime, calls: number, inFlight: number): Promise<{ cold: number; warm: number }> {
  const { FunctionName } = FUNCTIONS[runtime];
  const versions: string[] = [];
  for (const name of ["first", "second"]) {
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables: { VERSION: name } } }));
    versions.push((await lambda.send(new PublishVersionCommand({ FunctionName }))).Version!);
  }
  const [first = "", second = ""] = versions;
  const Name = `weighted-${first}`;
  await lambda.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion: first, RoutingConfig: { AdditionalVersionWeights: { [second]: 0.5 } } }));
  const run = async (): Promise<number> => {
    const from = performance.now();
    const served = new Map<string, number>();
    let left = calls;
    const lane = async (): Promise<void> => {
      while (left-- > 0) {
        const answer = await lambda.send(new InvokeCommand({ FunctionName, Qualifier: Name, Payload: payload }));
        if (answer.FunctionError !== undefined) throw new Error(`Invoke failed: ${answer.Payload?.transformToString()}`);
        const version = answer.ExecutedVersion ?? "unknown";
        served.set(version, (served.get(version) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, lane));
    const ms = performance.now() - from;
    if (versions.some((version) => !served.has(version))) throw new Error(`Not both versions answered: ${JSON.stringify([...served])}`);
    return ms;
  };
  return { cold: await run(), warm: await run() };
}
