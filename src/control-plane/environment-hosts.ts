import type { ExecutionEnvironment } from "#services/lambda/environments/execution-environments.ts";
import { logGroupOf, logStreamName, processEnvironment } from "#services/lambda/environments/lambda-environment.ts";
import type { Place } from "#services/lambda/arn.ts";
import type { Account } from "./account.ts";
import type { Clock, Environment, EnvironmentSpec, Ids, PackageFiles, Runtime } from "./ports.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

/** Init of an environment without provisioned concurrency: AWS's limit, in ms. */
export const INIT_TIMEOUT_MS = 10_000;
/** Init of a provisioned environment: this, or the function's timeout where that is longer, in ms. */
export const PROVISIONED_INIT_TIMEOUT_MS = 130_000;

/** What really runs behind an execution environment of the rules. */
export interface Host {
  readonly spec: EnvironmentSpec;
  /** The process; after a failed init or a reset a new one takes its place. */
  process: Environment;
  /** Ingestions that its log stream has had. */
  ingestions: number;
}

/** The processes of the live environments. */
export class EnvironmentHosts {
  readonly #hosts = new Map<ExecutionEnvironment, Host>();
  readonly #clock: Clock;
  readonly #changed: (account: Account) => void;

  /** `changed` is told when environments of an account ended. */
  constructor(clock: Clock, changed: (account: Account) => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** How many environments run, of all accounts. */
  get size(): number {
    return this.#hosts.size;
  }

  get(environment: ExecutionEnvironment): Host | undefined {
    return this.#hosts.get(environment);
  }

  /** Starts the first process of an environment. */
  start(environment: ExecutionEnvironment, spec: EnvironmentSpec, runtime: Runtime): Host {
    const host: Host = { spec, process: runtime.start(spec), ingestions: 0 };
    this.#hosts.set(environment, host);
    return host;
  }

  /** Starts the next process of an environment: it finds the `/tmp` of the one before. Its init may take `timeoutMs`. */
  restart(host: Host, runtime: Runtime, timeoutMs: number, clockOffsetMs: number): void {
    host.process.terminate();
    host.process = runtime.start({ ...host.spec, initTimeoutMs: timeoutMs, clockOffsetMs }, host.process);
  }

  /** Terminates the processes of environments that the rules have ended. */
  sweep(account: Account): void {
    const { live, journal } = account;
    if (live.ended.length === 0) return;
    const now = this.#clock.now();
    for (const environment of live.ended.splice(0)) {
      journal.ended(environment, now);
      this.#hosts.get(environment)?.process.discard();
      this.#hosts.delete(environment);
    }
    this.#changed(account);
  }

  /** Terminates everything, busy or not. */
  endAll(): void {
    for (const { process } of this.#hosts.values()) process.discard();
    this.#hosts.clear();
  }
}

/** What an environment is told when it starts. */
export function specOf(
  environment: ExecutionEnvironment,
  { files, unreadable }: PackageFiles,
  place: Place,
  network: boolean,
  clock: Pick<SimulatedClock, "now" | "offsetMs">,
  ids: Ids,
): EnvironmentSpec {
  const { functionName, version } = environment.pool;
  const { configuration } = environment.runnable;
  const provisioned = environment.provisioned !== null;
  const logGroup = logGroupOf(functionName, configuration);
  const logStream = logStreamName(clock.now(), version, ids.hex32());
  return {
    id: ids.uuid(),
    functionName,
    functionVersion: version,
    runtime: configuration.Runtime ?? "",
    handler: configuration.Handler ?? "",
    files,
    ...(unreadable.size > 0 && { unreadable }),
    variables: processEnvironment({ functionName, version, configuration, logGroup, logStream, provisioned }, place),
    memoryMb: configuration.MemorySize ?? 128,
    ephemeralStorageMb: configuration.EphemeralStorage?.Size ?? 512,
    logGroup,
    logStream,
    initTimeoutMs: provisioned ? Math.max(PROVISIONED_INIT_TIMEOUT_MS, (configuration.Timeout ?? 3) * 1000) : INIT_TIMEOUT_MS,
    network,
    clockOffsetMs: clock.offsetMs,
  };
}
