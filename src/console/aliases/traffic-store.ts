import { create } from "zustand";
import { runSeries, type Outcome, type SeriesEnd } from "./invocation-series.ts";
import { TrafficCounter, type TrafficCounts } from "./traffic-counter.ts";

/** What one alias's page has seen of its traffic. Lives as long as the browser tab, whatever page is shown. */
export interface Traffic {
  /** The split that was configured while these were counted; counts under another one are another experiment. */
  readonly routing: string;
  readonly counts: TrafficCounts;
  /** The series under way: how many it will send, and how many were sent before it. */
  readonly series: { readonly planned: number; readonly before: number } | null;
  readonly end: SeriesEnd | null;
}

/** Four keep a computing handler as busy as ten would (measured), with fewer cold starts; a waiting one gets up to ten. */
const IN_FLIGHT = { first: 4, most: 10 } as const;
/** The page looks at the counts this often; charts cost more than invocations. */
const LOOK_EVERY_MS = 500;

export const useTraffic = create<{ readonly byAlias: Readonly<Record<string, Traffic>> }>(() => ({ byAlias: {} }));

const underWay = new Map<string, { readonly counter: TrafficCounter; stop?: AbortController }>();

interface Start {
  /** Names the alias: Region, function and alias. */
  readonly key: string;
  readonly routing: string;
  /** The version that the curve follows. */
  readonly followed: string;
  readonly total: number;
  readonly send: () => Promise<Outcome>;
}

/** Starts a series and adds to what was counted under the same routing. Does nothing while one is under way. */
export async function startTraffic({ key, routing, followed, total, send }: Start): Promise<void> {
  const before = useTraffic.getState().byAlias[key];
  if (before?.series) return;
  const known = before?.routing === routing ? underWay.get(key) : undefined;
  const counter = known?.counter ?? new TrafficCounter(followed);
  const stop = new AbortController();
  const mine = { counter, stop };
  underWay.set(key, mine);
  const series = { planned: total, before: counter.counts().sent };
  const show = (traffic: Pick<Traffic, "series" | "end">) => {
    // Cleared, or begun anew, meanwhile: then these counts are nobody's.
    if (underWay.get(key) === mine) put(key, { routing, counts: counter.counts(), ...traffic });
  };
  show({ series, end: null });
  const look = setInterval(() => show({ series, end: null }), LOOK_EVERY_MS);
  try {
    const end = await runSeries({ total, inFlight: IN_FLIGHT, send, record: (outcome) => counter.add(outcome), wait, now: () => performance.now(), signal: stop.signal });
    show({ series: null, end });
  } finally {
    clearInterval(look);
  }
}

/** Ends the series under way, if there is one; what it counted stays. */
export function stopTraffic(key: string): void {
  underWay.get(key)?.stop?.abort();
}

/** Forgets what was counted. */
export function clearTraffic(key: string): void {
  stopTraffic(key);
  underWay.delete(key);
  useTraffic.setState(({ byAlias }) => {
    const { [key]: _forgotten, ...others } = byAlias;
    return { byAlias: others };
  });
}

function put(key: string, traffic: Traffic): void {
  useTraffic.setState(({ byAlias }) => ({ byAlias: { ...byAlias, [key]: traffic } }));
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
