import { EventQueue } from "#engine/event-queue.ts";
import { runUntil } from "#engine/run-loop.ts";
import { setProvisionedUnits, setReserved, shareOf } from "#services/lambda/concurrency/concurrency.ts";
import { type ExecutionEnvironment, emptyLive, expireIdle, type Live, newEnvironment, nextExpiry, poolOf, settleProvisioned } from "#services/lambda/environments/execution-environments.ts";
import { beginInvocation, endInvocation } from "#services/lambda/invoke/invocation.ts";
import type { VersionRecord } from "#services/lambda/records.ts";

/** What a drawn run is made of. Times in ticks; a request is a digit of `arrivals`: how many arrive in that tick. */
export interface TimelineScript {
  readonly arrivals: string;
  readonly coldTicks: number;
  readonly runTicks: number;
  readonly idleTicks: number;
  readonly limit: number;
  readonly version: VersionRecord;
  /** Reserved concurrency of the function; none by default. */
  readonly reserved?: number;
  /** Provisioned environments that are ready from the start; they are drawn first. */
  readonly provisioned?: number;
}

const ARRIVAL = 0;
const END = 1;
const EXPIRY = 2;

/**
 * Drives Lambda's rules on the engine's virtual time, as a simulation does, and draws what happened: a line of throttled
 * requests, then one line an environment. `C` cold start, `=` running, `.` idle, blank before its start and after its end.
 */
export function drawTimeline(script: TimelineScript): string[] {
  const { arrivals, coldTicks, runTicks, idleTicks, limit, version } = script;
  const live: Live = emptyLive(limit);
  const pool = poolOf(live, version, 0);
  if (script.reserved !== undefined) setReserved(live, version.functionName, script.reserved);
  if (script.provisioned !== undefined) setProvisionedUnits(live, pool, script.provisioned);
  const queue = new EventQueue();
  const rows: { environment: ExecutionEnvironment; text: string }[] = [];
  for (let index = 0; index < (script.provisioned ?? 0); index++) {
    const share = shareOf(pool);
    const environment = newEnvironment(live, pool, share);
    settleProvisioned(live, environment, share, 0, true);
    rows.push({ environment, text: "" });
  }
  const throttled = Array.from(arrivals, () => 0);
  const phases = new Map<ExecutionEnvironment, { coldUntil: number }>();
  Array.from(arrivals, Number).forEach((count, tick) => {
    for (let index = 0; index < count; index++) queue.push(tick, ARRIVAL, tick);
  });

  const handle = (now: number, kind: number, subject: number): void => {
    if (kind === EXPIRY) return expireIdle(live, now, idleTicks);
    if (kind === END) {
      const environment = rows[subject]!.environment;
      endInvocation(live, environment, now, true);
      queue.push(nextExpiry(live, idleTicks) ?? now, EXPIRY, 0);
      return;
    }
    const environment = beginInvocation(live, poolOf(live, version, now), now, true);
    if ("kind" in environment) {
      throttled[now]!++;
      return;
    }
    const cold = environment.status === "init";
    if (cold) rows.push({ environment, text: "" });
    phases.set(environment, { coldUntil: cold ? now + coldTicks : now });
    queue.push(now + (cold ? coldTicks : 0) + runTicks, END, environment.id - 1);
  };
  for (let tick = 0; tick < arrivals.length; tick++) {
    runUntil(queue, tick, handle);
    for (const row of rows) {
      const { status } = row.environment;
      const busy = status === "init" || status === "busy";
      const letter = busy ? (tick < (phases.get(row.environment)?.coldUntil ?? 0) ? "C" : "=") : status === "idle" ? "." : " ";
      row.text = row.text.padEnd(tick) + letter;
    }
  }
  return [throttled.map((count) => (count === 0 ? " " : String(count))).join("").trimEnd(), ...rows.map((row) => row.text.trimEnd())];
}
