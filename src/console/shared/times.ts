const ABSOLUTE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const STEPS = [
  { unit: "year", seconds: 31_536_000 },
  { unit: "month", seconds: 2_592_000 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3600 },
  { unit: "minute", seconds: 60 },
] as const;

/** An instant in the reader's own language and time zone. The API's text (`2026-11-23T12:00:00.000+0000`) is read too. */
export function absoluteTime(instant: string | Date | undefined): string {
  const ms = toMs(instant);
  return ms === undefined ? "-" : ABSOLUTE.format(ms);
}

/** `5 minutes ago`, `yesterday`, `just now`. `now` is epoch ms. */
export function relativeTime(instant: string | Date | undefined, now: number): string {
  const ms = toMs(instant);
  if (ms === undefined) return "-";
  const seconds = (ms - now) / 1000;
  const step = STEPS.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  return step ? RELATIVE.format(Math.trunc(seconds / step.seconds), step.unit) : "just now";
}

/** Epoch ms; undefined for what is no instant. */
export function toMs(instant: string | Date | undefined): number | undefined {
  if (instant === undefined) return undefined;
  // AWS writes the zone as +0000, which not every browser's Date reads.
  const ms = instant instanceof Date ? instant.getTime() : Date.parse(instant.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(ms) ? undefined : ms;
}
