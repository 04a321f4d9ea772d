import type { ListProvisionedConcurrencyConfigsRequest, ListProvisionedConcurrencyConfigsResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { provisionedConfiguration } from "../provisioned-config.ts";

const LARGEST_PAGE = 50;

/** ListProvisionedConcurrencyConfigs of a function, by qualifier. */
export const listProvisionedConcurrencyConfigs: Operation<ListProvisionedConcurrencyConfigsRequest, ListProvisionedConcurrencyConfigsResponse> = (
  state,
  input,
  context,
) => {
  const name = parseUnqualified(input.FunctionName, context, "ListProvisionedConcurrencyConfigs");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name));
  const records = [...state["lambda.provisioned"].values()]
    .filter((record) => record.functionName === name)
    .toSorted((left, right) => compareNames(left.qualifier, right.qualifier));
  const result = page(
    records,
    (record) => record.qualifier,
    (record, marker) => record.qualifier > marker,
    input.Marker,
    Math.min(input.MaxItems ?? LARGEST_PAGE, LARGEST_PAGE),
  );
  if (isAwsError(result)) return result;
  return {
    output: {
      ProvisionedConcurrencyConfigs: result.items.map((record) => ({
        FunctionArn: functionArn(context, name, record.qualifier),
        ...provisionedConfiguration(record),
      })),
      ...(result.next !== undefined && { NextMarker: result.next }),
    },
    changes: [],
  };
};
