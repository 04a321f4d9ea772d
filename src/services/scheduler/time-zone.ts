/**
 * A time zone of the IANA database, as the browser knows it. "Clock times" are what the zone's clocks show, written as
 * the epoch ms at which clocks in UTC show the same.
 */
export interface TimeZone {
  readonly clockTimeAt: (instant: number) => number;
  /**
   * When the zone's clocks first show a time, epoch ms; null: they never do, because they go forward over it. What they
   * show twice (clocks go back) counts once, the first time: EventBridge Scheduler fires once then, and AWS does not say which.
   */
  readonly firstShown: (clockTime: number) => number | null;
}

const UTC: TimeZone = { clockTimeAt: (instant) => instant, firstShown: (clockTime) => clockTime };
const DAY_MS = 86_400_000;
/** Making a formatter takes about as long as a thousand uses of it. */
const zones = new Map<string, TimeZone>();

/** The zone of a name such as `Europe/Berlin`; null: there is none. */
export function timeZoneOf(name: string): TimeZone | null {
  const known = zones.get(name);
  if (known) return known;
  const zone = makeZone(name);
  if (zone) zones.set(name, zone);
  return zone;
}

function makeZone(name: string): TimeZone | null {
  if (/^(Etc\/)?(UTC|GMT|Zulu|Universal)$/.test(name)) return UTC;
  // Browsers also take bare offsets (+01:00); AWS does not.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return null;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: name, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
    });
  } catch {
    return null;
  }
  const clockTimeAt = (instant: number): number => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
  };
  return {
    clockTimeAt,
    firstShown: (clockTime) => {
      // A day before and after lie beyond any change of the clocks that could matter; no two changes are closer.
      const offsets = [clockTime - DAY_MS, clockTime + DAY_MS].map((instant) => clockTimeAt(instant) - instant);
      const shown = offsets.map((offset) => clockTime - offset).filter((instant) => clockTimeAt(instant) === clockTime);
      return shown.length === 0 ? null : Math.min(...shown);
    },
  };
}
