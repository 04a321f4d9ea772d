import { traceId } from "#services/http-parts.ts";
import type { ExecutionEnvironment } from "#services/lambda/environments/execution-environments.ts";
import type { CompletedInvocation, InitAttempt } from "#services/lambda/logs/invocation-log.ts";
import type { InvokeRequest } from "#services/lambda/invoke/invoke-request.ts";
import type { EnvironmentHosts, Host } from "./environment-hosts.ts";
import type { Ids, PhaseResult, Runtime } from "./ports.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

/**
 * The runtime's part of an invocation: init if the environment is new, then the handler, under the function's timeout. An
 * environment that was reset, or whose init failed, gets a new process inside that timeout first. `watch` is told what
 * begins (an init inside the invocation, or the handler), and of each init how it ended.
 */
export async function runPhases(
  environment: ExecutionEnvironment,
  host: Host,
  request: InvokeRequest,
  requestId: string,
  runtime: Runtime,
  { clock, ids, hosts }: { readonly clock: SimulatedClock; readonly ids: Ids; readonly hosts: EnvironmentHosts },
  watch: { readonly began: (phase: "init" | "busy") => void; readonly initEnded: (result: PhaseResult) => void },
): Promise<CompletedInvocation> {
  const { configuration } = environment.runnable;
  const timeoutMs = (configuration.Timeout ?? 3) * 1000;
  const initOf = async (startedAt: number): Promise<InitAttempt> => {
    const result = onClock(await host.process.initialized, clock);
    watch.initEnded(result);
    return { startedAt, result };
  };
  const init = environment.status === "init" ? await initOf(clock.now()) : null;
  // From here on the function's timeout counts.
  const startedAt = clock.now();
  let initialized = init === null ? !environment.reset : isOk(init);
  let suppressedInit: InitAttempt | null = null;
  // When the whole account is emptied environments end for good: then nothing is started again.
  if (!initialized && hosts.get(environment) === host) {
    if (init === null) watch.began("init");
    hosts.restart(host, runtime, timeoutMs, clock.offsetMs);
    suppressedInit = await initOf(startedAt);
    initialized = isOk(suppressedInit);
  }
  watch.began("busy");
  const invoked: PhaseResult | null = initialized
    ? await host.process.invoke({
        requestId,
        invokedFunctionArn: request.arn,
        payload: request.payload,
        traceId: `${request.trace ?? `Root=${traceId(requestId, startedAt)}`};Parent=${ids.hex32().slice(16)};Sampled=0`,
        ...(request.clientContext !== undefined && { clientContext: request.clientContext }),
        // By the machine's clock as it is set now, whatever the handler reads as the time.
        deadline: clock.onWall(startedAt + timeoutMs),
        timeoutMs,
        clockOffsetMs: clock.offsetMs,
      })
    : null;
  const invoke = invoked && onClock(invoked, clock);
  return { requestId, version: environment.pool.version, configuration, init, suppressedInit, invoke, startedAt, endedAt: clock.now() };
}

function isOk({ result }: InitAttempt): boolean {
  return result.end.kind === "ok";
}

/** A phase's log lines with simulated times; none is later than now, though the machine's clock may have been set back after it. */
export function onClock(result: PhaseResult, clock: SimulatedClock): PhaseResult {
  const now = clock.now();
  const { offsetMs } = clock;
  if (offsetMs === 0 || result.logs.length === 0) return result;
  return { ...result, logs: result.logs.map(({ timestamp, message }) => ({ timestamp: Math.min(timestamp + offsetMs, now), message })) };
}
