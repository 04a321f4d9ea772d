import type { Dimension as Given } from "@aws-sdk/client-cloudwatch";
import type { Dimension } from "./records.ts";

/** Dimensions as they are kept. */
export function dimensionsOf(given: readonly Given[] | undefined): Dimension[] {
  return (given ?? []).map(({ Name = "", Value = "" }) => ({ Name, Value }));
}
