/** The simulator's clock, as its own controls show it. Times in epoch ms. */
export interface ClockView {
  /** Simulated: wall clock + offset. */
  readonly now: number;
  readonly offsetMs: number;
  readonly mode: ClockMode;
  readonly nextEventAt: number | null;
  /** What happens then, in a few words. */
  readonly nextEvent: string | null;
  /** When fast-forward ended by itself last, because it had skipped a day; null: it never did since this cloud started. */
  readonly stoppedAt: number | null;
}

export type ClockMode = "real-time" | "fast-forward";
