/** The browser's own knowledge of time zones, in the shapes that Python and its C library want. */

const ABBREVIATING_LOCALES = ["en-US", "en-GB", "en-IN", "en-AU", "en-NZ", "en-ZA"];
const DAY_MS = 86_400_000;

export interface LocalTime {
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly isDst: boolean;
}

export class TimeZone {
  readonly #name: string;
  readonly #offsets: Intl.DateTimeFormat;

  /** Throws a RangeError for a name that the browser does not know. */
  constructor(name: string) {
    this.#name = name;
    this.#offsets = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
  }

  at(epochMs: number): LocalTime {
    const offset = this.#offsetAt(epochMs);
    const year = new Date(epochMs).getUTCFullYear();
    const standard = Math.min(this.#offsetAt(Date.UTC(year, 0, 1)), this.#offsetAt(Date.UTC(year, 6, 1)));
    return { offset, isDst: offset > standard };
  }

  /** `CEST`, or the zone database's own way for zones without a name: `+0530`. */
  abbreviation(epochMs: number): string {
    for (const locale of ABBREVIATING_LOCALES) {
      const name = partOf(new Intl.DateTimeFormat(locale, { timeZone: this.#name, timeZoneName: "short" }), epochMs);
      if (/^[A-Z]{3,5}$/.test(name)) return name;
    }
    const offset = this.#offsetAt(epochMs);
    const minutes = Math.floor(Math.abs(offset) / 60);
    const two = (value: number): string => String(value).padStart(2, "0");
    return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${minutes % 60 === 0 ? "" : two(minutes % 60)}`;
  }

  /** The instants between two at which the local time changes, in epoch ms; to the second. */
  changes(fromMs: number, toMs: number): number[] {
    const found: number[] = [];
    // A week is shorter than any daylight saving time has been (Morocco's Ramadan: about 30 days).
    for (let left = fromMs; left < toMs; left += 7 * DAY_MS) {
      const right = left + 7 * DAY_MS;
      if (this.#offsetAt(left) !== this.#offsetAt(right)) found.push(this.#changeIn(left, right));
    }
    return found;
  }

  #changeIn(leftMs: number, rightMs: number): number {
    const before = this.#offsetAt(leftMs);
    let [low, high] = [leftMs, rightMs];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (this.#offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }

  #offsetAt(epochMs: number): number {
    const parts = /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(partOf(this.#offsets, epochMs));
    const [, sign, hours = "0", minutes = "0", seconds = "0"] = parts ?? [];
    const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return sign === "-" ? -size : size;
  }
}

function partOf(format: Intl.DateTimeFormat, epochMs: number): string {
  return format.formatToParts(epochMs).find((part) => part.type === "timeZoneName")?.value ?? "";
}

const FIRST_MS = Date.UTC(1970, 0, 1);
const LAST_MS = Date.UTC(2050, 0, 1);

/**
 * A zone as the file that Python's `zoneinfo` reads (TZif, RFC 8536), from 1970 to 2050. Undefined for a name that
 * the browser does not know. Takes some ten milliseconds; zoneinfo keeps the result.
 */
export function zoneFile(name: string): Uint8Array | undefined {
  let zone: TimeZone;
  try {
    zone = new TimeZone(name);
  } catch {
    return undefined;
  }
  const changes = zone.changes(FIRST_MS, LAST_MS);
  const instants = [FIRST_MS, ...changes];
  const types = instants.map((instant) => ({ ...zone.at(instant), name: `${zone.abbreviation(instant)}\0` }));
  const keys = [...new Set(types.map((type) => JSON.stringify(type)))];
  const distinct = keys.map((key) => JSON.parse(key) as (typeof types)[number]);
  const names = distinct.map((type) => type.name).join("");

  const file = new DataView(new ArrayBuffer(2 * HEADER + changes.length * 9 + distinct.length * 6 + names.length + 2));
  const bytes = new Uint8Array(file.buffer);
  writeHeader(file, 0, [0, 0, 0]);
  writeHeader(file, HEADER, [changes.length, distinct.length, names.length]);
  let at = 2 * HEADER;
  for (const change of changes) {
    file.setBigInt64(at, BigInt(change / 1000));
    at += 8;
  }
  for (const type of types.slice(1)) bytes[at++] = keys.indexOf(JSON.stringify(type));
  let nameAt = 0;
  for (const type of distinct) {
    file.setInt32(at, type.offset);
    bytes[at + 4] = type.isDst ? 1 : 0;
    bytes[at + 5] = nameAt;
    nameAt += type.name.length;
    at += 6;
  }
  bytes.set(new TextEncoder().encode(`${names}\n\n`), at);
  return bytes;
}

/** Names that the browser knows; it takes more than it lists (old names and links). */
export function zoneNames(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone")];
}

const HEADER = 44;

function writeHeader(file: DataView, at: number, counts: readonly [times: number, types: number, characters: number]): void {
  // "TZif", version 2; the counts of leap seconds and indicators stay zero.
  file.setUint32(at, 0x545a6966);
  file.setUint8(at + 4, 0x32);
  for (const [index, count] of counts.entries()) file.setUint32(at + 32 + index * 4, count);
}
