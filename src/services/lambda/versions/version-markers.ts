import { compareNames } from "../../pagination.ts";
import { LATEST } from "../lookup.ts";
import type { VersionRecord } from "../records.ts";

/** What marks a version in a page of versions. */
export const versionMarker = (version: VersionRecord): string => `${version.functionName}:${version.version}`;

/** Order of a page marker: by function, then `$LATEST`, then by number. */
export function isAfterMarker(version: VersionRecord, marker: string): boolean {
  const colon = marker.indexOf(":");
  const order = compareNames(version.functionName, marker.slice(0, colon));
  return order === 0 ? rank(version.version) > rank(marker.slice(colon + 1)) : order > 0;
}

const rank = (version: string): number => (version === LATEST ? 0 : Number(version));
