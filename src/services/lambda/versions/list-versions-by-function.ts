import type { ListVersionsByFunctionRequest, ListVersionsByFunctionResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { page } from "../../pagination.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { versionsOf } from "../lookup.ts";
import { listedConfiguration } from "./version-configuration.ts";
import { isAfterMarker, versionMarker } from "./version-markers.ts";

const LARGEST_PAGE = 50;

/** ListVersionsByFunction: `$LATEST`, then 1, 2, … */
export const listVersionsByFunction: Operation<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "ListVersionsByFunction");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name));
  const result = page(
    versionsOf(state, name),
    versionMarker,
    isAfterMarker,
    input.Marker,
    Math.min(input.MaxItems ?? LARGEST_PAGE, LARGEST_PAGE),
  );
  if (isAwsError(result)) return result;
  return {
    output: {
      Versions: result.items.map((version) => listedConfiguration(version, context, context.now, version.version)),
      ...(result.next !== undefined && { NextMarker: result.next }),
    },
    changes: [],
  };
};
