import type { HeaderPairs } from "./http-endpoint.ts";

/** Names with all their values, in the order in which the names first came. */
export type MultiValues = ReadonlyMap<string, readonly string[]>;

/** Pairs by name. */
export function valuesByName(pairs: HeaderPairs): MultiValues {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return values;
}

/** The first value of a header (its name in lower case); undefined where it is not there. */
export function headerOf(headers: HeaderPairs, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1];
}

/** How much of a message they take: each is a line `name: value`. Values are octets, one a letter. */
export function headerBytes(headers: HeaderPairs): number {
  return headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
}

/** `type/subtype` in lower case, without parameters; empty where there is none. */
export function mediaType(header: string | undefined): string {
  return (header ?? "").split(/[;,]/)[0]!.trim().toLowerCase();
}

/** A trace's id in X-Ray's form (`1-67891233-abcdef012345678912345678`): the time, and what a request's own id has of hexadecimal digits. */
export function traceId(requestId: string, now: number): string {
  const hex = requestId.replaceAll(/[^0-9a-f]/g, "").padStart(24, "0").slice(-24);
  return `1-${Math.floor(now / 1000).toString(16).padStart(8, "0")}-${hex}`;
}
