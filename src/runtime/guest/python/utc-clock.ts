/**
 * Lambda's local time is UTC; Emscripten's is the browser's. The C library asks JavaScript for local time through
 * these imports. (A `TZ` variable of the learner's has no effect: only `zoneinfo` converts.)
 */
import type { WasmImports } from "./pyodide-types.ts";

/** Offsets in C's `struct tm`. */
const TM_ISDST = 32;
const TM_GMTOFF = 36;

type TimeFunction = (time: bigint, tm: number) => void;

export function keepUtc(imports: WasmImports, memory: () => WebAssembly.Memory | undefined): void {
  const env = imports["env"] ?? {};
  const write = (address: number, value: number): void => {
    const current = memory();
    if (current) new DataView(current.buffer).setInt32(address >>> 0, value, true);
  };
  const gmtime = env["_gmtime_js"] as TimeFunction;
  env["_localtime_js"] = (time: bigint, tm: number) => {
    gmtime(time, tm);
    write(tm + TM_ISDST, 0);
    write(tm + TM_GMTOFF, 0);
  };
  env["_mktime_js"] = env["_timegm_js"];
  env["_tzset_js"] = (timezone: number, daylight: number, standardName: number, daylightName: number) => {
    write(timezone, 0);
    write(daylight, 0);
    // "UTC" and its terminating zero, as one little-endian word.
    for (const name of [standardName, daylightName]) write(name, 0x00435455);
  };
}
