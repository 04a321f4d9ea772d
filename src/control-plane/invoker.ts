import type { InvocationResponse } from "@aws-sdk/client-lambda";
import { type AwsError, awsError, isAwsError } from "#services/aws-error.ts";
import { throttled } from "#services/lambda/concurrency.ts";
import {
  countEnvironments, endLeastRecentlyUsed, type ExecutionEnvironment, type Pool, poolOf,
} from "#services/lambda/execution-environments.ts";
import { beginInvocation, endInvocation, routeInvocation } from "#services/lambda/invocation.ts";
import { recordInvocation } from "#services/lambda/invocation-log.ts";
import { type InvokeRequest, readInvoke } from "#services/lambda/invoke-request.ts";
import { logTail } from "#services/lambda/log-tail.ts";
import type { VersionRecord } from "#services/lambda/records.ts";
import { RUNTIMES } from "#services/lambda/runtimes.ts";
import type { Settings } from "#services/settings.ts";
import { appendLogEvents } from "#services/logs/append-log-events.ts";
import type { Account, Accounts } from "./account.ts";
import type { CodeCache } from "./code-cache.ts";
import type { Commits } from "./commits.ts";
import { type EnvironmentHosts, specOf } from "./environment-hosts.ts";
import { runPhases } from "./phases.ts";
import type { Caller, Chance, Clock, Ids, Runtime } from "./ports.ts";
import type { RuntimeGate } from "./runtime-gate.ts";
import { isStoreError, storeFailure } from "./store-problems.ts";

/** What invocations need of the rest of the control plane. */
export interface InvokerParts {
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly chance: Chance;
  readonly code: CodeCache;
  readonly commits: Commits;
  readonly gate: RuntimeGate;
  readonly hosts: EnvironmentHosts;
  readonly settings: () => Settings;
  /** Called after environments became idle or ended. */
  readonly afterRelease: (account: Account) => void;
}

type Answer = { output: InvocationResponse } | AwsError;

/** Carries out Invoke: the rules say which environment serves it, the runtime runs the handler. */
export class Invoker {
  readonly #parts: InvokerParts;
  readonly #inFlight = new Map<string, Promise<Answer>>();

  constructor(parts: InvokerParts) {
    this.#parts = parts;
  }

  /** A request that is sent again while it still runs gets the same answer, and runs once. */
  invoke(account: Account, input: object, caller: Caller): Promise<Answer> {
    const key = `${account.scope}/${caller.requestId}`;
    const running = this.#inFlight.get(key);
    if (running) return running;
    const answer = this.#invoke(account, input, caller.requestId).finally(() => this.#inFlight.delete(key));
    this.#inFlight.set(key, answer);
    return answer;
  }

  async #invoke(account: Account, input: object, requestId: string): Promise<Answer> {
    const { clock, chance, gate, settings } = this.#parts;
    const request = readInvoke({ FunctionName: undefined, ...input }, account);
    if (isAwsError(request)) return request;
    const draw = chance.next("routing");
    const route = (): VersionRecord | AwsError => {
      const { accountId, region } = account;
      return routeInvocation(account.state, request, { accountId, region, now: clock.now(), draw });
    };
    const first = route();
    if (isAwsError(first)) return first;
    if (request.dryRun) return { output: { StatusCode: 204 } };

    const opened = gate.ready();
    const runtime = opened instanceof Promise ? await opened : opened;
    if (isAwsError(runtime)) return runtime;
    // The wait may have been long; the same draw on the state of now.
    const version = route();
    if (isAwsError(version)) return version;

    const pool = poolOf(account.live, version, clock.now());
    const refusal = refuseRuntime(pool, runtime) ?? this.#makeRoom(pool);
    const environment = refusal ?? beginInvocation(account.live, pool, settings().accountConcurrency);
    this.#parts.hosts.sweep(account.live);
    if (isAwsError(environment)) return environment;
    return this.#runOn(environment, account, request, requestId, runtime);
  }

  async #runOn(environment: ExecutionEnvironment, account: Account, request: InvokeRequest, requestId: string, runtime: Runtime): Promise<Answer> {
    const { clock, code, commits, hosts, ids, settings } = this.#parts;
    let kept = false;
    try {
      let host = hosts.get(environment);
      if (!host) {
        const files = await code.files(environment.runnable.codeSha256);
        if (!files) return codeGone(environment);
        host = hosts.start(environment, specOf(environment, files, account, settings().handlerNetwork, clock.now(), ids), runtime);
      }
      const done = await runPhases(environment, host, request, requestId, runtime, this.#parts);
      const { answer, events, untailed } = recordInvocation(done, account);
      kept = answer.environmentLives && done.invoke !== null;

      const destination = { group: host.spec.logGroup, stream: host.spec.logStream, sequence: host.ingestions++ };
      commits.soon(account, () => appendLogEvents(account.state, destination, events, clock.now()));
      return {
        output: {
          StatusCode: 200,
          Payload: answer.payload,
          ExecutedVersion: environment.pool.version,
          ...(answer.errorType !== null && { FunctionError: "Unhandled" }),
          ...(request.tail && { LogResult: logTail(events.slice(untailed).map((event) => event.message)) }),
        },
      };
    } catch (error) {
      if (isStoreError(error)) return storeFailure(error);
      throw error;
    } finally {
      endInvocation(account.live, environment, clock.now(), kept);
      this.#parts.afterRelease(account);
    }
  }

  /**
   * Python environments are heavy, and a browser's renderer dies of too many. At the limit an idle one of any function
   * makes room; where all are busy the request is throttled, and told why.
   */
  #makeRoom(pool: Pool): AwsError | null {
    if (pool.newest !== null || !isPython(pool)) return null;
    const accounts = this.#parts.accounts.all();
    const limit = this.#parts.settings().maxPythonEnvironments;
    const count = accounts.reduce((sum, { live }) => sum + countEnvironments(live, isPython), 0);
    if (count < limit) return null;
    for (const { live } of accounts) {
      if (!endLeastRecentlyUsed(live, isPython)) continue;
      this.#parts.hosts.sweep(live);
      return null;
    }
    return throttled(
      "ConcurrentInvocationLimitExceeded",
      `Rate Exceeded. All ${limit} Python environments that this browser is allowed are busy. This is a limit of the simulator, to be changed in its settings, and not one of your account.`,
    );
  }
}

function isPython(pool: Pool): boolean {
  return pool.runnable.configuration.Runtime?.startsWith("python") ?? false;
}

function refuseRuntime(pool: Pool, runtime: Runtime): AwsError | null {
  const identifier = pool.runnable.configuration.Runtime ?? "";
  if (runtime.supports(identifier)) return null;
  const runnable = RUNTIMES.filter((known) => known.family !== null && runtime.supports(known.id)).map((known) => known.id);
  return awsError(
    "InvalidRuntimeException",
    `Functions of the runtime ${identifier} can be created and configured here, but a browser cannot run them. Runtimes that run here: ${runnable.join(", ")}.`,
    { Type: "User" },
  );
}

function codeGone(environment: ExecutionEnvironment): AwsError {
  return awsError(
    "ServiceException",
    `The deployment package of ${environment.pool.functionName}, version ${environment.pool.version}, is not in the store any more. Deploy the code again.`,
    { Type: "Service" },
  );
}
