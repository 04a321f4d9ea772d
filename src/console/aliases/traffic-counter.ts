import type { Outcome } from "./invocation-series.ts";

/** A point of the curve: of the first `n` invocations served, `hits` were served by the followed version. */
export interface Mark {
  readonly n: number;
  readonly hits: number;
}

/** What a run of invocations through an alias showed. */
export interface TrafficCounts {
  /** Version → invocations that it served, those that ended in an error of the code included. */
  readonly served: Readonly<Record<string, number>>;
  /** What went wrong, in words → how often. */
  readonly errors: Readonly<Record<string, number>>;
  /** Sum of `served`. */
  readonly total: number;
  /** Sent, whatever came of it. */
  readonly sent: number;
  readonly marks: readonly Mark[];
}

/** A chart stays fluent up to about this many points. */
const MAX_MARKS = 118;

/** Counts outcomes; the curve follows one version. Memory and points stay bounded however many are counted. */
export class TrafficCounter {
  readonly #served: Record<string, number> = {};
  readonly #errors: Record<string, number> = {};
  readonly #followed: string;
  #marks: Mark[] = [];
  #stride = 1;
  #total = 0;
  #sent = 0;

  /** @param followed the version whose share the curve shows */
  constructor(followed: string) {
    this.#followed = followed;
  }

  add(outcome: Outcome): void {
    this.#sent += 1;
    const problem = problemOf(outcome);
    if (problem !== undefined) this.#errors[problem] = (this.#errors[problem] ?? 0) + 1;
    if (outcome.kind !== "served") return;
    this.#served[outcome.version] = (this.#served[outcome.version] ?? 0) + 1;
    this.#total += 1;
    if (this.#total % this.#stride !== 0) return;
    this.#marks.push(this.#now());
    if (this.#marks.length <= MAX_MARKS) return;
    // Every second one goes; those that stay are the multiples of the doubled stride.
    this.#marks = this.#marks.filter((_mark, index) => index % 2 === 1);
    this.#stride *= 2;
  }

  /** As it stands now; later additions do not change what was returned. The last mark is the present. */
  counts(): TrafficCounts {
    const now = this.#now();
    const marks = now.n === 0 || this.#marks.at(-1)?.n === now.n ? [...this.#marks] : [...this.#marks, now];
    return { served: { ...this.#served }, errors: { ...this.#errors }, total: this.#total, sent: this.#sent, marks };
  }

  #now(): Mark {
    return { n: this.#total, hits: this.#served[this.#followed] ?? 0 };
  }
}

function problemOf(outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case "served":
      return outcome.functionError === undefined ? undefined : `Function error: ${outcome.functionError}`;
    case "throttled":
      return `Throttled (429): ${outcome.reason}`;
    case "refused":
      return `${outcome.code}: ${outcome.message}`;
  }
}
