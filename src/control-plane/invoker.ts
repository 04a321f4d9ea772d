import type { InvocationResponse } from "@aws-sdk/client-lambda";
import { type AwsError, awsError, isAwsError } from "#services/aws-error.ts";
import { traceId } from "#services/http-parts.ts";
import { acceptEvent } from "#services/lambda/async/async-queue.ts";
import { hasCapacity } from "#services/lambda/concurrency/concurrency.ts";
import { type ExecutionEnvironment, type Pool, poolOf } from "#services/lambda/environments/execution-environments.ts";
import { beginInvocation, endInvocation, endLostInvocation, type InvocationTarget, routeInvocation, withdrawInvocation } from "#services/lambda/invoke/invocation.ts";
import { recordInvocation } from "#services/lambda/logs/invocation-log.ts";
import { type InvokeRequest, readInvoke } from "#services/lambda/invoke/invoke-request.ts";
import { logTail } from "#services/lambda/logs/log-tail.ts";
import type { VersionRecord } from "#services/lambda/records.ts";
import { findTarget } from "#services/lambda/aliases/routing.ts";
import { RUNTIMES } from "#services/lambda/configuration/runtimes.ts";
import type { Settings } from "#services/settings.ts";
import { appendLogEvents } from "#services/logs/append-log-events.ts";
import type { Account } from "./account.ts";
import type { CodeCache } from "./code-cache.ts";
import type { Commits } from "./commits.ts";
import { type EnvironmentHosts, specOf } from "./environment-hosts.ts";
import type { EnvironmentLimits } from "./environment-limits.ts";
import type { InvocationMetrics } from "./invocation-metrics.ts";
import { runPhases } from "./phases.ts";
import type { Caller, Chance, Ids, Runtime } from "./ports.ts";
import type { RuntimeConnection } from "./runtime-connection.ts";
import type { SimulatedClock } from "./simulated-clock.ts";
import { isStoreError, storeFailure } from "./store-problems.ts";

/** What invocations need of the rest of the control plane. */
export interface InvokerParts {
  readonly clock: SimulatedClock;
  readonly ids: Ids;
  readonly chance: Chance;
  readonly code: CodeCache;
  readonly commits: Commits;
  readonly connection: RuntimeConnection;
  readonly hosts: EnvironmentHosts;
  readonly metrics: InvocationMetrics;
  readonly limits: EnvironmentLimits;
  readonly settings: () => Settings;
  /** Called when what an environment does has changed. */
  readonly changed: (account: Account) => void;
  /** Called after environments became idle or ended. */
  readonly afterRelease: (account: Account) => void;
}

/** `trace`: of an answer to a caller of the API. */
type Answer = { output: InvocationResponse; trace?: string } | AwsError;

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
    const request = readInvoke({ FunctionName: undefined, ...input }, account);
    if (isAwsError(request)) return request;
    const trace = `Root=${traceId(requestId, this.#parts.clock.now())}`;
    const answer = await (request.event ? this.#accept(account, request, requestId) : this.serve(account, { ...request, trace }, requestId, true));
    return isAwsError(answer) ? answer : { ...answer, trace: `${trace};Sampled=0` };
  }

  /** 202 once the event is kept, and not before. */
  async #accept(account: Account, request: InvokeRequest, requestId: string): Promise<Answer> {
    const { clock, commits, ids } = this.#parts;
    const answer = await commits.command(account, requestId, undefined, () => {
      const { accountId, region } = account;
      const context = { now: clock.now(), newId: () => ids.uuid(), accountId, region };
      const { payload, clientContext } = request;
      const accepted = acceptEvent(
        account.state,
        { target: request.arn, payload, source: "invoke", requestId, ...(clientContext !== undefined && { clientContext }) },
        context,
      );
      return isAwsError(accepted) ? accepted : { output: { StatusCode: 202 }, changes: accepted.changes };
    });
    return isAwsError(answer) ? answer : { output: { StatusCode: 202 } };
  }

  /**
   * Routes one request, admits it, and runs it; the clock is not jumped meanwhile. `onAdmitted` is called when an
   * environment takes it; never where it is refused.
   */
  async serve(account: Account, request: InvokeRequest, requestId: string, synchronous: boolean, onAdmitted?: () => void): Promise<Answer> {
    const { clock, chance } = this.#parts;
    const draw = chance.next("routing");
    const route = (): VersionRecord | AwsError => {
      const { accountId, region } = account;
      return routeInvocation(account.state, request, { accountId, region, now: clock.now(), draw });
    };
    const first = route();
    if (isAwsError(first)) return first;
    if (request.dryRun) return { output: { StatusCode: 204 } };
    clock.hold();
    try {
      return await this.#admit(account, request, requestId, synchronous, route, onAdmitted);
    } finally {
      clock.release();
    }
  }

  /** Whether an asynchronous request would find concurrency now, and an environment of this browser. True where nothing is asked for any more. */
  hasCapacity(account: Account, asked: InvocationTarget): boolean {
    const now = this.#parts.clock.now();
    const target = findTarget(account.state, asked.name, asked.qualifier);
    if (!target) return true;
    return [target.main, target.additional].some((version) => {
      if (version === null) return false;
      const pool = poolOf(account.live, version, now);
      return hasCapacity(account.live, pool, now) && (isWarm(pool) || this.#parts.limits.hasSpace(pool));
    });
  }

  async #admit(
    account: Account, request: InvokeRequest, requestId: string, synchronous: boolean, route: () => VersionRecord | AwsError, onAdmitted?: () => void,
  ): Promise<Answer> {
    const { clock, connection, metrics } = this.#parts;
    const opened = connection.ready();
    const runtime = opened instanceof Promise ? await opened : opened;
    if (isAwsError(runtime)) return runtime;
    // The wait may have been long; the same draw on the state of now.
    const version = route();
    if (isAwsError(version)) return version;

    const pool = poolOf(account.live, version, clock.now());
    const unsupported = refuseRuntime(pool, runtime);
    if (unsupported) return unsupported;
    // The account's rules first: what they refuse takes nobody's room.
    const environment = beginInvocation(account.live, pool, clock.now(), synchronous);
    if (isAwsError(environment)) {
      metrics.throttled(account, pool, request.qualifier);
      return environment;
    }
    const full = environment.status === "init" ? this.#parts.limits.admit(pool, true) : null;
    this.#parts.hosts.sweep(account);
    if (full) {
      withdrawInvocation(account.live, environment, synchronous);
      return full;
    }
    metrics.began(account, environment, request.qualifier);
    onAdmitted?.();
    return this.#runOn(environment, account, request, requestId, runtime);
  }

  async #runOn(environment: ExecutionEnvironment, account: Account, request: InvokeRequest, requestId: string, runtime: Runtime): Promise<Answer> {
    const { clock, code, commits, hosts, ids, metrics, settings } = this.#parts;
    const { journal } = account;
    let left: "kept" | "reset" | "lost" = "lost";
    let memoryUsedMb: number | null = null;
    try {
      let host = hosts.get(environment);
      if (!host) {
        const files = await code.files(environment.runnable.codeSha256);
        if (!files) return codeGone(environment);
        host = hosts.start(environment, specOf(environment, files, account, settings().handlerNetwork, clock, ids), runtime);
        journal.started(environment, host.spec.id, host.spec.logStream, clock.now());
      }
      journal.took(environment, requestId, clock.now());
      this.#parts.changed(account);
      const done = await runPhases(environment, host, request, requestId, runtime, this.#parts, {
        began: (phase) => {
          if (phase === "busy") return journal.initialized(environment, clock.now(), "busy");
          journal.repeatsInit(environment, clock.now());
          this.#parts.changed(account);
        },
        initEnded: (result) => journal.initReported(environment, result, clock.now()),
      });
      const { answer, events, untailed } = recordInvocation(done, account);
      left = done.invoke === null && answer.environment === "kept" ? "reset" : answer.environment;
      memoryUsedMb = done.invoke?.memoryUsedMb ?? null;
      metrics.ended(account, environment, request.qualifier, { at: done.startedAt, durationMs: done.invoke?.durationMs ?? null, failed: answer.errorType !== null });

      const destination = { group: host.spec.logGroup, stream: host.spec.logStream, sequence: host.ingestions++ };
      commits.soon(account, () => account.logBudget.within(appendLogEvents(account.state, destination, events, clock.now())));
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
      if (left === "lost") endLostInvocation(account.live, environment, clock.now());
      else endInvocation(account.live, environment, clock.now(), left === "kept");
      metrics.released(account, environment, request.qualifier);
      if (left === "reset") hosts.get(environment)?.process.terminate();
      journal.finished(environment, clock.now(), memoryUsedMb);
      this.#parts.changed(account);
      this.#parts.afterRelease(account);
    }
  }
}

function isWarm(pool: Pool): boolean {
  return pool.newest !== null || (pool.share?.newest ?? null) !== null;
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
