import { compareKeys } from "./key-order.ts";

/** What a listing is asked for, whatever it lists. */
export interface ListingQuery<Item> {
  readonly prefix: string;
  /** Empty: none. */
  readonly delimiter: string;
  /** Whether an item comes after where the listing before ended. */
  readonly isAfter: (item: Item) => boolean;
  /** Whether a common prefix was in the listing before. */
  readonly isListed: (commonPrefix: string) => boolean;
  readonly most: number;
}

export interface Listing<Item> {
  readonly items: Item[];
  readonly commonPrefixes: string[];
  readonly isTruncated: boolean;
  /** What the listing ends with: an item, or a common prefix. */
  readonly last: { readonly item: Item } | { readonly commonPrefix: string } | undefined;
}

/**
 * One page of a listing. Keys that share a beginning from the prefix up to the delimiter are one common prefix and count
 * as one. `sorted`: in the order of their keys, all that begin with the prefix.
 */
export function listingOf<Item extends { readonly key: string }>(sorted: readonly Item[], { prefix, delimiter, isAfter, isListed, most }: ListingQuery<Item>): Listing<Item> {
  const items: Item[] = [];
  const commonPrefixes: string[] = [];
  let last: Listing<Item>["last"];
  let isTruncated = false;
  for (const item of sorted) {
    if (!isAfter(item)) continue;
    const cut = delimiter === "" ? -1 : item.key.indexOf(delimiter, prefix.length);
    const commonPrefix = cut < 0 ? undefined : item.key.slice(0, cut + delimiter.length);
    if (commonPrefix !== undefined && (commonPrefix === commonPrefixes.at(-1) || isListed(commonPrefix))) continue;
    if (items.length + commonPrefixes.length >= most) {
      isTruncated = most > 0;
      break;
    }
    if (commonPrefix === undefined) items.push(item);
    else commonPrefixes.push(commonPrefix);
    last = commonPrefix === undefined ? { item } : { commonPrefix };
  }
  return { items, commonPrefixes, isTruncated, last };
}

/** A listing of keys that goes on after a marker, which may be a common prefix. */
export function afterMarker(marker: string | undefined): Pick<ListingQuery<{ readonly key: string }>, "isAfter" | "isListed"> {
  if (marker === undefined || marker === "") return { isAfter: () => true, isListed: () => false };
  return { isAfter: ({ key }) => compareKeys(key, marker) > 0, isListed: (commonPrefix) => marker.startsWith(commonPrefix) };
}
