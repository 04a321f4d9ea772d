import type { EnvironmentView } from "#services/lambda/environments/environment-views.ts";

/** A start of the process that took less than this is not worth a word, in ms. */
const NAMED_MS = 100;

type Init = Pick<EnvironmentView, "initMs" | "initFailed" | "startMs" | "endedAt">;

/** `373.3 ms`, `Failed after 12 ms`: the Init Duration of the log, never the time in which the browser started the Worker. */
export function initText({ initMs, initFailed }: Init): string {
  if (initMs === null) return "-";
  return initFailed ? `Failed after ${milliseconds(initMs)}` : milliseconds(initMs);
}

/** The same in full: and what a cold start took here beside its init. */
export function initDetails(init: Init): string {
  if (init.initMs === null) return init.endedAt === null ? "Under way" : "Never finished";
  const start = Math.round(init.startMs ?? 0);
  return start < NAMED_MS ? initText(init) : `${initText(init)}; before it the browser took ${milliseconds(start)} to start the Worker, which no log line counts`;
}

function milliseconds(ms: number): string {
  return `${ms.toLocaleString("en", { maximumFractionDigits: 2 })} ms`;
}
