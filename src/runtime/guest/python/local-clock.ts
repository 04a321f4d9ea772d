/**
 * Lambda's local time is UTC unless the variable `TZ` names a zone; Emscripten's would be the browser's. The C library
 * asks JavaScript for local time through the imports that are replaced here.
 */
import type { WasmImports } from "./pyodide-types.ts";
import { TimeZone } from "./time-zones.ts";

/** Offsets in C's `struct tm`. */
const TM_ISDST = 32;
const TM_GMTOFF = 36;

export class LocalClock {
  #zone: TimeZone | undefined;
  #memory: () => WebAssembly.Memory | undefined = () => undefined;

  /** Takes the value of `TZ` (`Asia/Kolkata`, `:UTC`); what the browser does not know is UTC, as in glibc. */
  setZone(tz: string): void {
    const name = tz.replace(/^:/, "");
    try {
      this.#zone = name === "" || name === "UTC" ? undefined : new TimeZone(name);
    } catch {
      this.#zone = undefined;
    }
  }

  install(imports: WasmImports, memory: () => WebAssembly.Memory | undefined): void {
    this.#memory = memory;
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
      const year = new Date().getUTCFullYear();
      const instants = [Date.UTC(year, 0, 1), Date.UTC(year, 6, 1)] as const;
      const [winter, summer] = instants.map((instant) => ({ instant, ...this.#at(BigInt(instant / 1000)) }));
      const [standard, saving] = winter?.isDst ? [summer, winter] : [winter, summer];
      this.#write(timezone, -(standard?.offset ?? 0));
      this.#write(daylight, winter?.offset === summer?.offset ? 0 : 1);
      this.#writeName(standardName, standard?.instant ?? 0);
      this.#writeName(daylightName, saving?.instant ?? 0);
    };
  }

  #at(time: bigint): { readonly offset: number; readonly isDst: boolean } {
    return this.#zone?.at(Number(time) * 1000) ?? { offset: 0, isDst: false };
  }

  #write(address: number, value: number): void {
    const memory = this.#memory();
    if (memory) new DataView(memory.buffer).setInt32(address >>> 0, value, true);
  }

  /** The C library has room for 16 characters and a zero. */
  #writeName(address: number, instant: number): void {
    const memory = this.#memory();
    const name = new TextEncoder().encode(`${(this.#zone?.abbreviation(instant) ?? "UTC").slice(0, 16)}\0`);
    if (memory) new Uint8Array(memory.buffer).set(name, address >>> 0);
  }
}
