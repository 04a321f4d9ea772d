import type { ListFunctionsRequest, ListFunctionsResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { LATEST, findVersion, versionsOf } from "../lookup.ts";
import type { VersionRecord } from "../records.ts";
import { listedConfiguration } from "../version-configuration.ts";

/** AWS gives at most 50 functions a page, whatever was asked for. */
const LARGEST_PAGE = 50;

/** ListFunctions, by name; with `FunctionVersion=ALL` every version of each, `$LATEST` first. */
export const listFunctions: Operation<ListFunctionsRequest, ListFunctionsResponse> = (state, input, context) => {
  const all = input.FunctionVersion === "ALL";
  // MasterRegion asks for Lambda@Edge replicas; there are none.
  const names = input.MasterRegion === undefined || input.MasterRegion === "ALL" ? [...state["lambda.functions"].keys()].toSorted(compareNames) : [];
  const versions = names.flatMap((name) => {
    if (all) return versionsOf(state, name);
    const latest = findVersion(state, name, LATEST);
    return latest ? [latest] : [];
  });
  const result = page(versions, nameOf, (version, marker) => isAfter(version, marker), input.Marker, Math.min(input.MaxItems ?? LARGEST_PAGE, LARGEST_PAGE));
  if (isAwsError(result)) return result;
  return {
    output: {
      Functions: result.items.map((version) => listedConfiguration(version, context, context.now, all ? version.version : null)),
      ...(result.next !== undefined && { NextMarker: result.next }),
    },
    changes: [],
  };
};

const nameOf = (version: VersionRecord): string => `${version.functionName}:${version.version}`;

/** Order of a page marker: by function, then `$LATEST`, then by number. */
export function isAfter(version: VersionRecord, marker: string): boolean {
  const colon = marker.indexOf(":");
  const order = compareNames(version.functionName, marker.slice(0, colon));
  return order === 0 ? rank(version.version) > rank(marker.slice(colon + 1)) : order > 0;
}

const rank = (version: string): number => (version === LATEST ? 0 : Number(version));
