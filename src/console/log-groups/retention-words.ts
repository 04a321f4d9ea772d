/** CloudWatch's words for a retention in days; undefined: kept for ever. */
export function retentionWords(days: number | undefined): string {
  if (days === undefined) return "Never expire";
  if (days < 7) return `${days} ${days === 1 ? "day" : "days"}`;
  // A year is 365 days, and those behind it are counted with their leap days: 731 are 2 years, 3,653 are 10.
  if (days < 30) return inDays(days / 7, "week", days);
  if (days < 365 || days === 545) return inDays(Math.floor(days / 30), "month", days);
  if (days <= 400) return inDays(days === 365 ? 12 : 13, "month", days);
  return inDays(Math.floor(days / 365), "year", days);
}

function inDays(count: number, unit: string, days: number): string {
  return `${count} ${unit}${count === 1 ? "" : "s"} (${days.toLocaleString("en")} days)`;
}

/** Whether a change of retention lets lines go that are kept now. */
export function isShorter(next: number | undefined, now: number | undefined): boolean {
  return next !== undefined && (now === undefined || next < now);
}
