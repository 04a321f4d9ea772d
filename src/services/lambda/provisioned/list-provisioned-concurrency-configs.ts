import type { ListProvisionedConcurrencyConfigsRequest, ListProvisionedConcurrencyConfigsResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { provisionedConfiguration } from "./provisioned-config.ts";
import { qualifierPage } from "../qualifier-page.ts";

/** ListProvisionedConcurrencyConfigs of a function, by qualifier. */
export const listProvisionedConcurrencyConfigs: Operation<ListProvisionedConcurrencyConfigsRequest, ListProvisionedConcurrencyConfigsResponse> = (
  state,
  input,
  context,
) => {
  const name = parseUnqualified(input.FunctionName, context, "ListProvisionedConcurrencyConfigs");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name));
  const result = qualifierPage(state["lambda.provisioned"].values(), name, input);
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
