import type { ExecutionEnvironment } from "#services/lambda/execution-environments.ts";
import type { CompletedInvocation, InitAttempt } from "#services/lambda/invocation-log.ts";
import type { InvokeRequest } from "#services/lambda/invoke-request.ts";
import type { EnvironmentHosts, Host } from "./environment-hosts.ts";
import type { Ids, PhaseResult, Runtime } from "./ports.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

/** The runtime's part of an invocation: init if the environment is new, then the handler, under the function's timeout. */
export async function runPhases(
  environment: ExecutionEnvironment,
  host: Host,
  request: InvokeRequest,
  requestId: string,
  runtime: Runtime,
  { clock, ids, hosts }: { readonly clock: SimulatedClock; readonly ids: Ids; readonly hosts: EnvironmentHosts },
  onInitialized: () => void,
): Promise<CompletedInvocation> {
  const { configuration } = environment.runnable;
  const timeoutMs = (configuration.Timeout ?? 3) * 1000;
  const inits: InitAttempt[] = [];
  if (environment.status === "init") {
    const begun = clock.now();
    inits.push({ startedAt: begun, result: onClock(await host.process.initialized, clock) });
  }
  // From here on the function's timeout counts. After a failed init AWS repeats it once, inside the invocation.
  const startedAt = clock.now();
  // The runtime and the handler live by the machine's clock.
  const deadline = clock.onWall(startedAt + timeoutMs);
  let initialized = inits.every(({ result }) => result.end.kind === "ok");
  // A reset of the account ends environments for good: then nothing is started again.
  if (!initialized && hosts.get(environment) === host) {
    host.process.terminate();
    host.process = runtime.start({ ...host.spec, initTimeoutMs: timeoutMs }, host.process);
    const result = onClock(await host.process.initialized, clock);
    inits.push({ startedAt, result });
    initialized = result.end.kind === "ok";
  }
  onInitialized();
  const invoked: PhaseResult | null = initialized
    ? await host.process.invoke({
        requestId,
        invokedFunctionArn: request.arn,
        payload: request.payload,
        traceId: traceId(startedAt, ids.hex32()),
        ...(request.clientContext !== undefined && { clientContext: request.clientContext }),
        deadline,
        timeoutMs,
      })
    : null;
  const invoke = invoked && onClock(invoked, clock);
  return { requestId, version: environment.pool.version, configuration, inits, invoke, startedAt, endedAt: clock.now() };
}

/** `Root=1-<time>-<24 hex>;Parent=<16 hex>;Sampled=0`. `hex32` gives its 32 digits to root and parent. */
function traceId(now: number, hex32: string): string {
  const time = Math.floor(now / 1000).toString(16);
  return `Root=1-${time}-${hex32.slice(0, 24)};Parent=${hex32.slice(16)};Sampled=0`;
}

/** A phase's log lines with simulated times; what is printed inside them stays as the handler's own clock had it. */
export function onClock(result: PhaseResult, { offsetMs }: SimulatedClock): PhaseResult {
  if (offsetMs === 0 || result.logs.length === 0) return result;
  return { ...result, logs: result.logs.map(({ timestamp, message }) => ({ timestamp: timestamp + offsetMs, message })) };
}
