import { wholeNumber } from "../shared/whole-number.ts";

/** Maximum age of event, in seconds: Lambda's own limits. */
export const EVENT_AGE_SECONDS = { min: 60, max: 21_600 } as const;
/** Attempts after the first one. */
export const RETRY_ATTEMPTS = { min: 0, max: 2 } as const;

/** Three fields, as they are typed. An empty one counts as 0. */
export interface AgeFields {
  readonly hours: string;
  readonly minutes: string;
  readonly seconds: string;
}

/** `6 h 0 min 0 sec`, split for three fields. */
export function ageFields(total: number): AgeFields {
  return { hours: String(Math.floor(total / 3600)), minutes: String(Math.floor((total % 3600) / 60)), seconds: String(total % 60) };
}

/** `6 h 0 min 0 sec`. */
export function ageText(total: number): string {
  const { hours, minutes, seconds } = ageFields(total);
  return `${hours} h ${minutes} min ${seconds} sec`;
}

/** The seconds that the fields stand for together, `0 h 90 min` being `1 h 30 min`; undefined where one is no whole number. */
export function ageSeconds({ hours, minutes, seconds }: AgeFields): number | undefined {
  const [h, m, s] = [hours, minutes, seconds].map((text) => wholeNumber(text || "0"));
  return h === undefined || m === undefined || s === undefined ? undefined : h * 3600 + m * 60 + s;
}

/** What is wrong with an age; undefined for a good one. */
export function ageProblem(fields: AgeFields): string | undefined {
  const total = ageSeconds(fields);
  if (total === undefined) return "Hours, minutes and seconds are whole numbers; an empty one is 0.";
  if (total < EVENT_AGE_SECONDS.min) return "An event is kept for at least 1 minute.";
  return total > EVENT_AGE_SECONDS.max ? "An event is kept for 6 hours at most." : undefined;
}
