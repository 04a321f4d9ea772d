/** How one invocation of a series ended. */
export type Outcome =
  /** Lambda ran it; `functionError` names the error where the code failed. */
  | { readonly kind: "served"; readonly version: string; readonly functionError?: string }
  /** 429; not run. */
  | { readonly kind: "throttled"; readonly reason: string; readonly retryAfterMs: number }
  /** Any other refusal of the API; not run. */
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** Why a series ended before its last invocation, or `done`. */
export type SeriesEnd = "done" | "stopped" | "throttled" | "refused";

interface Series {
  readonly total: number;
  /** So many at once to begin with, and at most. More are tried while a warm invocation takes long: then it is waiting, not computing. */
  readonly inFlight: { readonly first: number; readonly most: number };
  readonly send: () => Promise<Outcome>;
  readonly record: (outcome: Outcome) => void;
  /** Resolves after so many ms, or at once when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Ms; only differences count. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** So many 429 or refusals in a row, and going on would teach nothing. */
const PATIENCE = { throttled: 20, refused: 5 } as const;
const LONGEST_PAUSE_MS = 5000;
/** An invocation longer than this is slow; so many slow ones in a row are no cold starts any more. */
const SLOW = { ms: 50, inARow: 3 } as const;

/**
 * Sends a series of invocations, a few at a time: each one at once with others needs an execution environment of its own. Each is counted once and none is repeated. After a 429 its lane
 * pauses, longer each time, before it takes the next one. Aborting sends nothing more; what is under way still counts.
 */
export async function runSeries({ total, inFlight, send, record, wait, now, signal }: Series): Promise<SeriesEnd> {
  let taken = 0;
  let end: SeriesEnd = "done";
  const inARow = { throttled: 0, refused: 0 };
  const goesOn = () => end === "done" && !signal.aborted && taken < total;

  const lanes: Promise<void>[] = [];
  const lane = async () => {
    let pauses = 0;
    let slow = 0;
    while (goesOn()) {
      taken += 1;
      const sentAt = now();
      const outcome = await send();
      record(outcome);
      if (outcome.kind === "served") {
        inARow.throttled = inARow.refused = pauses = 0;
        slow = now() - sentAt > SLOW.ms ? slow + 1 : 0;
        if (slow >= SLOW.inARow && lanes.length < inFlight.most && goesOn()) {
          slow = 0;
          lanes.push(lane());
        }
        continue;
      }
      inARow[outcome.kind] += 1;
      if (inARow[outcome.kind] >= PATIENCE[outcome.kind]) end = outcome.kind;
      if (outcome.kind === "throttled" && goesOn()) {
        await wait(Math.min(LONGEST_PAUSE_MS, Math.max(outcome.retryAfterMs, 100 * 2 ** pauses)), signal);
        pauses += 1;
      }
    }
  };
  for (let started = 0; started < Math.min(inFlight.first, total); started++) lanes.push(lane());
  // A lane may have started others by the time it ends: those stand further down the list.
  for (let index = 0; index < lanes.length; index++) await lanes[index];
  return signal.aborted && taken < total ? "stopped" : end;
}
