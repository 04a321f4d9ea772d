import { type AwsError, awsError, isAwsError } from "./aws-error.ts";

/** One page of a list and the token of the next one (`undefined` on the last page). */
export interface Page<Item> {
  readonly items: Item[];
  readonly next: string | undefined;
}

/**
 * Cuts a page out of a list whose items have unique, stable names. The marker is the name of the last item that was
 * given, so that additions and removals between two calls neither repeat nor skip what was there all the time.
 * `items` must be in ascending order of `order(name)`.
 */
export function page<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  isAfter: (item: Item, marker: string) => boolean,
  marker: string | undefined,
  limit: number,
): Page<Item> | AwsError {
  let start = 0;
  const last = markerName(marker);
  if (isAwsError(last)) return last;
  if (last !== undefined) {
    start = items.findIndex((item) => isAfter(item, last));
    if (start < 0) start = items.length;
  }
  const taken = items.slice(start, start + limit);
  const lastTaken = taken.at(-1);
  const more = start + taken.length < items.length && lastTaken !== undefined;
  return { items: taken, next: more ? encodeMarker(nameOf(lastTaken)) : undefined };
}

/** The name of the last item that was given, as a marker has it; undefined where a list begins. */
export function markerName(marker: string | undefined): string | undefined | AwsError {
  if (marker === undefined || marker === "") return undefined;
  return decodeMarker(marker) ?? awsError("InvalidParameterValueException", "Invalid pagination token.");
}

/** Plain order of names by UTF-16 units: the same on every machine, whatever its language. */
export function compareNames(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

// A marker is opaque to clients. It is hexadecimal so that it needs no escaping in a query string, and starts with a
// letter of its own so that a made-up one is refused instead of skipping items.
function encodeMarker(name: string): string {
  let text = "m";
  for (let index = 0; index < name.length; index++) text += name.charCodeAt(index).toString(16).padStart(4, "0");
  return text;
}

function decodeMarker(marker: string): string | null {
  if (!/^m([0-9a-f]{4})+$/.test(marker)) return null;
  let name = "";
  for (let index = 1; index < marker.length; index += 4) name += String.fromCharCode(Number.parseInt(marker.slice(index, index + 4), 16));
  return name;
}
