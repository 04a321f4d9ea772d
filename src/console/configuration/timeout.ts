import { TIMEOUT_SECONDS } from "#services/lambda/configuration/function-settings.ts";
import { wholeNumber } from "../shared/whole-number.ts";

/** `0 min 3 sec`, as AWS writes it. */
export function timeoutText(seconds: number): string {
  return `${Math.floor(seconds / 60)} min ${seconds % 60} sec`;
}

/** The seconds that two fields stand for, an empty one being 0; undefined where one is no whole number. */
export function timeoutSeconds(minutes: string, seconds: string): number | undefined {
  const [m, s] = [wholeNumber(minutes || "0"), wholeNumber(seconds || "0")];
  return m === undefined || s === undefined ? undefined : m * 60 + s;
}

/** What is wrong with a timeout; undefined for a good one. */
export function timeoutProblem(minutes: string, seconds: string): string | undefined {
  const total = timeoutSeconds(minutes, seconds);
  if (total === undefined) return "Minutes and seconds are whole numbers.";
  if (total < TIMEOUT_SECONDS.min) return `A timeout has at least ${TIMEOUT_SECONDS.min} second.`;
  if (total > TIMEOUT_SECONDS.max) return `A timeout has ${TIMEOUT_SECONDS.max / 60} minutes at most.`;
  return undefined;
}

/** What is wrong with a number of megabytes; undefined for a good one. */
export function rangeProblem(text: string, what: string, { min, max }: { min: number; max: number }): string | undefined {
  const value = wholeNumber(text);
  return value === undefined || value < min || value > max ? `${what} is a whole number from ${min} to ${max} MB.` : undefined;
}
