import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { OperationContext } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { deadLetter, deliver, isDelivered, reasonIn } from "./async-delivery.ts";
import { asyncEventKey } from "./async-queue.ts";
import type { AsyncAttempt, AsyncEnd, AsyncEventRecord, EndCondition, FailedHandOver } from "./async-records.ts";
import { agesFrom, asyncSettings, isTooOld, nextAttemptAt } from "./async-retries.ts";
import { PREVIEW_CHARACTERS } from "./async-views.ts";
import { resolveQualifier } from "../lookup.ts";
import { isStopped } from "./recursion.ts";

/** Depth of an event that was stopped, so that what its dead-letter queue or destination leads to is known for it. */
const STOPPED_CHAIN = 1_000_000;
/** Ended events that an account keeps for whoever looks back. */
export const MAX_ENDED_EVENTS = 500;
/** What is kept of an ended event's payload: enough for its preview. Payloads of all ended events of an account are then about 2 MB at most. */
const KEPT_PAYLOAD_BYTES = 4 * PREVIEW_CHARACTERS;

/** How an attempt went, and when it began and ended (epoch ms): the function ran and answered, or the invocation was refused. */
export type AttemptResult = { readonly at: number; readonly endedAt: number } & (
  | { readonly ran: true; readonly payload: Uint8Array; readonly functionError: boolean; readonly executedVersion: string }
  | { readonly ran: false; readonly error: AwsError }
);

/** What became of an event: the changes, and what CloudWatch counts (metric name → how often). */
export interface Settled {
  readonly changes: readonly Change[];
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * What settles an event that is due without an attempt: its function is gone, or its reservation is 0 (then it is not
 * retried), or it is too old, or its chain is too long (counted through functions, queues, topics and buckets, as at
 * AWS). Null: it is to be tried.
 */
export function settleUntried(state: State, event: AsyncEventRecord, context: OperationContext): Settled | null {
  const { functionName, qualifier } = event;
  if (!resolveQualifier(state, functionName, qualifier)) return ended(event, "dropped", undefined, context, [], { AsyncEventsDropped: 1 });
  if (state["lambda.concurrency"].get(functionName)?.reserved === 0) return fail(state, event, "ZeroReservedConcurrency", context);
  if (isTooOld(agesFrom(event), context.now, asyncSettings(state, event))) return fail(state, event, "EventAgeExceeded", context);
  if (isStopped(state, functionName, event.depth)) {
    const attempt: AsyncAttempt = { at: context.now, endedAt: context.now, outcome: "recursion", reason: "RecursiveInvocationException" };
    const attempts = [...event.attempts, attempt];
    // What was stopped goes where failed events go. If that leads to another stop, the chain ends there.
    const settled =
      event.depth < STOPPED_CHAIN
        ? fail(state, { ...event, attempts, depth: STOPPED_CHAIN }, "RetriesExhausted", context)
        : ended({ ...event, attempts }, "dropped", "RetriesExhausted", context, [], { AsyncEventsDropped: 1 });
    return { ...settled, counts: { ...settled.counts, RecursiveInvocationsDropped: 1 } };
  }
  return null;
}

/** What an attempt leads to: success and its destination, another attempt, or the end with dead-letter queue and destination. */
export function settleAttempt(state: State, event: AsyncEventRecord, result: AttemptResult, context: OperationContext): Settled {
  const tried: AsyncEventRecord = {
    ...event,
    attempts: [...event.attempts, attemptOf(result)],
    ...(result.ran && {
      lastResponse: { payload: result.payload, functionError: result.functionError, executedVersion: result.executedVersion },
    }),
  };
  if (result.ran && !result.functionError) return succeed(state, tried, context);
  const next = nextAttemptAt(agesFrom(event), tried.attempts, asyncSettings(state, event));
  if (next === null) return fail(state, tried, "RetriesExhausted", context);
  return { changes: [put({ ...tried, nextAttemptAt: next })], counts: {} };
}

/**
 * What an attempt leads to that failed by a bug of this simulator: another one, as after every system error. When the
 * event is too old for that it is dropped, and goes nowhere: what failed may have been the way there.
 */
export function settleBug(state: State, event: AsyncEventRecord, at: number, context: OperationContext): Settled {
  const attempt: AsyncAttempt = { at, endedAt: context.now, outcome: "system-error", reason: "ServiceException" };
  const tried: AsyncEventRecord = { ...event, attempts: [...event.attempts, attempt] };
  const next = nextAttemptAt(agesFrom(event), tried.attempts, asyncSettings(state, event));
  if (next === null || next <= context.now) return ended(tried, "dropped", "EventAgeExceeded", context, [], { AsyncEventsDropped: 1 });
  return { changes: [put({ ...tried, nextAttemptAt: next })], counts: {} };
}

function attemptOf(result: AttemptResult): AsyncAttempt {
  const { at, endedAt } = result;
  if (result.ran) {
    const said = result.functionError ? reasonIn(result.payload) : undefined;
    return { at, endedAt, outcome: result.functionError ? "function-error" : "success", executedVersion: result.executedVersion, ...(said !== undefined && { reason: said }) };
  }
  const { name, members } = result.error;
  const reason = members?.["Reason"];
  // A throttle takes no time; what passed was this machine's. So waits between attempts are the rule's, to the ms.
  return name === "TooManyRequestsException"
    ? { at, endedAt: at, outcome: "throttled", reason: typeof reason === "string" ? reason : name }
    : { at, endedAt, outcome: "system-error", reason: name };
}

function succeed(state: State, event: AsyncEventRecord, context: OperationContext): Settled {
  const { onSuccess } = asyncSettings(state, event);
  if (onSuccess === undefined) return ended(event, "done", "Success", context, [], {});
  const sent = deliver(state, event, onSuccess, "Success", context);
  return isDelivered(sent)
    ? ended(event, "destination", "Success", context, sent.changes, {})
    : ended({ ...event, failedHandOvers: [{ to: "destination", arn: onSuccess, reason: sent.message }] }, "done", "Success", context, [], { DestinationDeliveryFailures: 1 });
}

// Dead-letter queue and destination are independent of each other: an event goes to both where both are set.
function fail(state: State, event: AsyncEventRecord, condition: EndCondition, context: OperationContext): Settled {
  const { onFailure } = asyncSettings(state, event);
  const target = resolveQualifier(state, event.functionName, event.qualifier)?.version.configuration.DeadLetterConfig?.TargetArn;
  const dead = target === undefined ? null : deadLetter(state, event, target, context);
  const sent = onFailure === undefined ? null : deliver(state, event, onFailure, condition, context);
  const isDead = dead !== null && isDelivered(dead);
  const isSent = sent !== null && isDelivered(sent);
  const end: AsyncEnd = isDead && isSent ? "both" : isDead ? "dead-lettered" : isSent ? "destination" : "dropped";
  const failedHandOvers: FailedHandOver[] = [];
  if (target !== undefined && isAwsError(dead)) failedHandOvers.push({ to: "dead-letter", arn: target, reason: dead.message });
  if (onFailure !== undefined && isAwsError(sent)) failedHandOvers.push({ to: "destination", arn: onFailure, reason: sent.message });
  return ended({ ...event, ...(failedHandOvers.length > 0 && { failedHandOvers }) }, end, condition, context, [...(isDead ? dead.changes : []), ...(isSent ? sent.changes : [])], {
    AsyncEventsDropped: 1,
    ...(dead !== null && !isDead && { DeadLetterErrors: 1 }),
    ...(sent !== null && !isSent && { DestinationDeliveryFailures: 1 }),
  });
}

function ended(
  event: AsyncEventRecord,
  end: AsyncEnd,
  endCondition: EndCondition | undefined,
  context: OperationContext,
  deliveries: readonly Change[],
  counts: Readonly<Record<string, number>>,
): Settled {
  // Whoever is to have the whole has got it: what is kept is for those who look back.
  const { lastResponse: _, payload, ...rest } = event;
  const record: AsyncEventRecord = {
    ...rest,
    payload: payload.length <= KEPT_PAYLOAD_BYTES ? payload : payload.slice(0, KEPT_PAYLOAD_BYTES),
    ...(payload.length > KEPT_PAYLOAD_BYTES && { payloadBytes: payload.length }),
    nextAttemptAt: null, end, endedAt: context.now, ...(endCondition && { endCondition }),
  };
  return { changes: [put(record), ...deliveries], counts };
}

const put = (event: AsyncEventRecord): Change => ({
  table: "lambda.async-events", key: asyncEventKey(event.requestId, event.functionName), value: event,
});

/**
 * After this cloud did not run for `ms` from `since` on (epoch ms): for events that waited then, that time does not
 * exist. They are no older by it, and what they still had to wait they wait now. At AWS there is no such time; without
 * the rule a night with a closed lid would drop whatever was to be tried in it.
 */
export function postponeEvents(state: State, since: number, ms: number): Change[] {
  const changes: Change[] = [];
  for (const event of state["lambda.async-events"].values()) {
    const { nextAttemptAt, acceptedAt, attempts, sleptMs = 0 } = event;
    if (nextAttemptAt === null || acceptedAt > since) continue;
    // An attempt that ended after it has said already when the next one is.
    const isWaiting = (attempts.at(-1)?.endedAt ?? acceptedAt) <= since;
    changes.push(put({ ...event, sleptMs: sleptMs + ms, nextAttemptAt: isWaiting ? nextAttemptAt + ms : nextAttemptAt }));
  }
  return changes;
}

/** The last instant of which the events that wait know (epoch ms); `-Infinity`: none waits. */
export function lastKnownInstant(state: State): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const { nextAttemptAt, acceptedAt, attempts } of state["lambda.async-events"].values()) {
    if (nextAttemptAt !== null) last = Math.max(last, attempts.at(-1)?.endedAt ?? acceptedAt);
  }
  return last;
}

/** Forgets the oldest ended events beyond the cap. It walks all of them, so its caller runs it now and then. */
export function trimEndedEvents(state: State, cap = MAX_ENDED_EVENTS): Change[] {
  const over = [...state["lambda.async-events"]].filter(([, event]) => event.end !== null);
  if (over.length <= cap) return [];
  return over
    .toSorted(([, left], [, right]) => (right.endedAt ?? 0) - (left.endedAt ?? 0))
    .slice(cap)
    .map(([key]) => ({ table: "lambda.async-events", key, value: null }));
}
