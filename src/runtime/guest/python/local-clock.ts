/**
 * Lambda's local time is UTC unless the variable `TZ` names a zone; Emscripten's would be the browser's. The C library
 * asks JavaScript for local time through the imports that are replaced here.
 */
import type { WasmImports } from "./pyodide-types.ts";
import { TimeZone } from "./time-zones.ts";

/** Offsets in C's `struct tm`. */
const TM_ISDST = 32;
const TM_GMTOFF = 36;

/** What the clock needs of the instance's exports. `tzname`: the address of C's two pointers to names. */
export interface ClockExports {
  readonly memory: WebAssembly.Memory;
  readonly tzset: () => void;
  readonly tzname: WebAssembly.Global;
}

export class LocalClock {
  #zone: TimeZone | undefined;
  #exports: () => ClockExports | undefined = () => undefined;

  /** Takes the value of `TZ` (`Asia/Kolkata`, `:UTC`); what the browser does not know is UTC, as in glibc. */
  setZone(tz: string): void {
    const name = tz.replace(/^:/, "");
    try {
      this.#zone = name === "" || name === "UTC" ? undefined : new TimeZone(name);
    } catch {
      this.#zone = undefined;
    }
    const exports = this.#exports();
    if (exports === undefined || this.#zone === undefined) return;
    // The C library asks for the names once, and a snapshot has asked already: write them where they are.
    exports.tzset();
    const [standard, saving] = this.#twoTimes();
    const pointers = new DataView(exports.memory.buffer, Number(exports.tzname.value), 8);
    this.#writeName(pointers.getUint32(0, true), standard);
    this.#writeName(pointers.getUint32(4, true), saving);
  }

  install(imports: WasmImports, exports: () => ClockExports | undefined): void {
    this.#exports = exports;
    const env = imports["env"] ?? {};
    const gmtime = env["_gmtime_js"] as (time: bigint, tm: number) => void;
    const timegm = env["_timegm_js"] as (tm: number) => bigint;
    const localtime = (time: bigint, tm: number): void => {
      const { offset, isDst } = this.#at(time);
      gmtime(time + BigInt(offset), tm);
      this.#write(tm + TM_ISDST, isDst ? 1 : 0);
      this.#write(tm + TM_GMTOFF, offset);
    };
    env["_localtime_js"] = localtime;
    env["_mktime_js"] = (tm: number): bigint => {
      const wall = timegm(tm);
      // The offset depends on the instant that is looked for: the second look sees it from the right side of a change.
      const guess = wall - BigInt(this.#at(wall).offset);
      const time = wall - BigInt(this.#at(guess).offset);
      localtime(time, tm);
      return time;
    };
    env["_tzset_js"] = (timezone: number, daylight: number, standardName: number, daylightName: number): void => {
      const [standard, saving] = this.#twoTimes();
      this.#write(timezone, -this.#at(standard).offset);
      this.#write(daylight, this.#at(standard).offset === this.#at(saving).offset ? 0 : 1);
      this.#writeName(standardName, standard);
      this.#writeName(daylightName, saving);
    };
  }

  /** An instant of this year in standard time and one in daylight saving time, epoch seconds. */
  #twoTimes(): readonly [bigint, bigint] {
    const year = new Date().getUTCFullYear();
    const [winter, summer] = [Date.UTC(year, 0, 1), Date.UTC(year, 6, 1)].map((ms) => BigInt(ms / 1000)) as [bigint, bigint];
    return this.#at(winter).isDst ? [summer, winter] : [winter, summer];
  }

  #at(time: bigint): { readonly offset: number; readonly isDst: boolean } {
    return this.#zone?.at(Number(time) * 1000) ?? { offset: 0, isDst: false };
  }

  #write(address: number, value: number): void {
    const memory = this.#exports()?.memory;
    if (memory) new DataView(memory.buffer).setInt32(address >>> 0, value, true);
  }

  /** The C library has room for 16 characters and a zero. */
  #writeName(address: number, time: bigint): void {
    const memory = this.#exports()?.memory;
    const name = this.#zone?.abbreviation(Number(time) * 1000) ?? "UTC";
    if (memory && address !== 0) new Uint8Array(memory.buffer).set(new TextEncoder().encode(`${name.slice(0, 16)}\0`), address >>> 0);
  }
}
