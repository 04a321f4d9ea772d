import type { ListFunctionsRequest, ListFunctionsResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { markerName, page } from "../../pagination.ts";
import { LATEST, findVersion, versionsOf } from "../lookup.ts";
import { listedConfiguration } from "../versions/version-configuration.ts";
import { isAfterMarker, versionMarker } from "../versions/version-markers.ts";

/** AWS gives at most 50 functions a page, whatever was asked for. */
const LARGEST_PAGE = 50;

/** ListFunctions, by name; with `FunctionVersion=ALL` every version of each, `$LATEST` first. */
export const listFunctions: Operation<ListFunctionsRequest, ListFunctionsResponse> = (state, input, context) => {
  const all = input.FunctionVersion === "ALL";
  const limit = Math.min(input.MaxItems ?? LARGEST_PAGE, LARGEST_PAGE);
  const after = markerName(input.Marker);
  if (isAwsError(after)) return after;
  const from = after?.slice(0, after.indexOf(":")) ?? "";
  // MasterRegion asks for Lambda@Edge replicas; there are none.
  const hasAny = input.MasterRegion === undefined || input.MasterRegion === "ALL";
  // Each function has a version at least: those of the page, the one that the marker names, and one that tells of a next page.
  const names = hasAny ? smallest(state["lambda.functions"].keys(), from, limit + 2) : [];
  const versions = names.flatMap((name) => {
    if (all) return versionsOf(state, name);
    const latest = findVersion(state, name, LATEST);
    return latest ? [latest] : [];
  });
  const result = page(versions, versionMarker, isAfterMarker, input.Marker, limit);
  if (isAwsError(result)) return result;
  return {
    output: {
      Functions: result.items.map((version) => listedConfiguration(version, context, context.now, all ? version.version : null)),
      ...(result.next !== undefined && { NextMarker: result.next }),
    },
    changes: [],
  };
};

/** The first `count` of the names that are not before `from`, in order: in one pass, for a page must not cost a sort of all names. */
export function smallest(names: Iterable<string>, from: string, count: number): string[] {
  const found: string[] = [];
  for (const name of names) {
    if (name < from || (found.length === count && name >= found[count - 1]!)) continue;
    let at = found.length;
    while (at > 0 && found[at - 1]! > name) at--;
    found.splice(at, 0, name);
    if (found.length > count) found.pop();
  }
  return found;
}
