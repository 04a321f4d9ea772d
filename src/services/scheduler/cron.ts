/** The six fields of AWS's cron, each as the ascending values that it allows. */
export interface CronFields {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: readonly number[];
  readonly years: ReadonlySet<number>;
  /** Whether a day (its number, the last number of its month, its weekday with Sunday as 1) is one. */
  readonly isDay: (day: number, lastDay: number, weekday: number) => boolean;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;
const DAY_MS = 86_400_000;

/**
 * Reads `minutes hours day-of-month month day-of-week year`: lists, ranges, steps, names, `L`, `W`, `#`; exactly one of
 * the two days must be `?`. Null where it is not well-formed.
 */
export function parseCron(text: string): CronFields | null {
  const parts = text.toUpperCase().split(/\s+/);
  if (parts.length !== 6) return null;
  const [minute, hour, day, month, weekday, year] = parts as [string, string, string, string, string, string];
  const minutes = values(minute, 0, 59);
  const hours = values(hour, 0, 23);
  const months = values(month, 1, 12, MONTHS);
  const years = values(year, FIRST_YEAR, LAST_YEAR);
  if (!minutes || !hours || !months || !years || (day === "?") === (weekday === "?")) return null;
  const isDay = day === "?" ? weekdayTest(weekday) : dayTest(day);
  return isDay && { minutes, hours, months, years: new Set(years), isDay };
}

/** The first day (its midnight, epoch ms) from a given midnight on that the fields allow; null: none till the last year. */
export function nextCronDay({ months, years, isDay }: CronFields, from: number): number | null {
  let at = from;
  for (;;) {
    const date = new Date(at);
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    if (year > LAST_YEAR) return null;
    if (!years.has(year)) at = Date.UTC(year + 1, 0, 1);
    else if (!months.includes(month + 1)) at = Date.UTC(year, month + 1, 1);
    else if (isDay(day, new Date(Date.UTC(year, month + 1, 0)).getUTCDate(), date.getUTCDay() + 1)) return at;
    else at += DAY_MS;
  }
}

/** `*`, `a`, `a-b`, `a/step`, `a-b/step`, and lists of these. */
function values(field: string, min: number, max: number, names: readonly string[] = []): number[] | null {
  const found = new Set<number>();
  for (const part of field.split(",")) {
    const match = /^(\*|[A-Z0-9]+)(?:-([A-Z0-9]+))?(?:\/(\d+))?$/.exec(part);
    if (!match || (match[1] === "*" && match[2] !== undefined)) return null;
    const step = match[3] === undefined ? 1 : Number(match[3]);
    const from = match[1] === "*" ? min : valueOf(match[1]!, names, min);
    // `a/step` runs to the end; a single `a` is itself.
    const to = match[2] !== undefined ? valueOf(match[2], names, min) : match[1] === "*" || match[3] !== undefined ? max : from;
    if (from === null || to === null || step < 1 || from < min || to > max) return null;
    // A range of names may run over the end: FRI-MON.
    if (from > to && names.length === 0) return null;
    const last = from > to ? to + max - min + 1 : to;
    for (let value = from; value <= last; value += step) found.add(value > max ? value - (max - min + 1) : value);
  }
  return [...found].toSorted((left, right) => left - right);
}

function valueOf(text: string, names: readonly string[], min: number): number | null {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const index = names.indexOf(text);
  return index < 0 ? null : index + min;
}

function dayTest(field: string): CronFields["isDay"] | null {
  if (field === "L") return (day, lastDay) => day === lastDay;
  const nearest = /^(\d{1,2}|L)W$/.exec(field);
  if (nearest) {
    if (nearest[1] !== "L" && (Number(nearest[1]) < 1 || Number(nearest[1]) > 31)) return null;
    return (day, lastDay, weekday) => day === nearestWorkday(nearest[1] === "L" ? lastDay : Number(nearest[1]), day, lastDay, weekday);
  }
  const days = values(field, 1, 31);
  return days && ((day) => days.includes(day));
}

/** The workday nearest to a wanted day within the same month, as seen from one day of it and that day's weekday. */
function nearestWorkday(wanted: number, day: number, lastDay: number, weekday: number): number {
  if (wanted > lastDay) return -1;
  const wantedWeekday = ((((weekday - 1 + wanted - day) % 7) + 7) % 7) + 1;
  if (wantedWeekday === 7) return wanted > 1 ? wanted - 1 : wanted + 2;
  if (wantedWeekday === 1) return wanted < lastDay ? wanted + 1 : wanted - 2;
  return wanted;
}

function weekdayTest(field: string): CronFields["isDay"] | null {
  // `L` alone is the last day of the week, Saturday; `6L` the last Friday of the month; `3#2` the second Tuesday.
  if (field === "L") return (_day, _lastDay, weekday) => weekday === 7;
  const special = /^([1-7]|[A-Z]{3})(?:L|#([1-5]))$/.exec(field);
  if (special) {
    const wanted = valueOf(special[1]!, WEEKDAYS, 1);
    if (wanted === null) return null;
    const nth = special[2] === undefined ? undefined : Number(special[2]);
    return (day, lastDay, weekday) => weekday === wanted && (nth === undefined ? day + 7 > lastDay : Math.ceil(day / 7) === nth);
  }
  const weekdays = values(field, 1, 7, WEEKDAYS);
  return weekdays && ((_day, _lastDay, weekday) => weekdays.includes(weekday));
}
