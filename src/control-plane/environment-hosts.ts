import type { ExecutionEnvironment, Live } from "#services/lambda/execution-environments.ts";
import { logGroupOf, logStreamName, processEnvironment } from "#services/lambda/lambda-environment.ts";
import type { Place } from "#services/lambda/arn.ts";
import type { Environment, EnvironmentSpec, Ids, Runtime } from "./ports.ts";

/** Init of an environment without provisioned concurrency: AWS's limit, in ms. */
export const INIT_TIMEOUT_MS = 10_000;

/** What really runs behind an execution environment of the rules. */
export interface Host {
  readonly spec: EnvironmentSpec;
  /** The process; a failed init is repeated with a new one. */
  process: Environment;
  /** Ingestions that its log stream has had. */
  ingestions: number;
}

/** The processes of the live environments. */
export class EnvironmentHosts {
  readonly #hosts = new Map<ExecutionEnvironment, Host>();

  get(environment: ExecutionEnvironment): Host | undefined {
    return this.#hosts.get(environment);
  }

  /** Starts the first process of an environment. */
  start(environment: ExecutionEnvironment, spec: EnvironmentSpec, runtime: Runtime): Host {
    const host: Host = { spec, process: runtime.start(spec), ingestions: 0 };
    this.#hosts.set(environment, host);
    return host;
  }

  /** Terminates the processes of environments that the rules have ended. */
  sweep(live: Live): void {
    for (const environment of live.ended.splice(0)) {
      this.#hosts.get(environment)?.process.terminate();
      this.#hosts.delete(environment);
    }
  }

  /** Terminates everything, busy or not. */
  endAll(): void {
    for (const { process } of this.#hosts.values()) process.terminate();
    this.#hosts.clear();
  }
}

/** What an environment is told when it starts. `now` in epoch ms. */
export function specOf(
  environment: ExecutionEnvironment,
  files: ReadonlyMap<string, Uint8Array>,
  place: Place,
  network: boolean,
  now: number,
  ids: Ids,
): EnvironmentSpec {
  const { functionName, version } = environment.pool;
  const { configuration } = environment.runnable;
  const logGroup = logGroupOf(functionName, configuration);
  const logStream = logStreamName(now, version, ids.hex32());
  return {
    id: ids.uuid(),
    functionName,
    functionVersion: version,
    runtime: configuration.Runtime ?? "",
    handler: configuration.Handler ?? "",
    files,
    variables: processEnvironment({ functionName, version, configuration, logGroup, logStream }, place),
    memoryMb: configuration.MemorySize ?? 128,
    ephemeralStorageMb: configuration.EphemeralStorage?.Size ?? 512,
    logGroup,
    logStream,
    initTimeoutMs: INIT_TIMEOUT_MS,
    network,
  };
}
