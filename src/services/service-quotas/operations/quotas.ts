import type {
  GetAWSDefaultServiceQuotaRequest, GetAWSDefaultServiceQuotaResponse, GetServiceQuotaRequest, GetServiceQuotaResponse, ListServiceQuotasRequest, ListServiceQuotasResponse,
} from "@aws-sdk/client-service-quotas";
import { type AwsError, awsError } from "../../aws-error.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import type { State } from "../../tables.ts";
import { lambdaQuotas } from "../quotas.ts";

const NO_SERVICE = awsError("NoSuchResourceException", "The request failed because the specified service does not exist.");
const NO_QUOTA = awsError("NoSuchResourceException", "The request failed because the specified quota does not exist.");

/** GetServiceQuota: this account's value. */
export const getServiceQuota: Operation<GetServiceQuotaRequest, GetServiceQuotaResponse> = (state, input, context) => one(state, input, context, true);

/** GetAWSDefaultServiceQuota: the value of an account that never asked for more. */
export const getAwsDefaultServiceQuota: Operation<GetAWSDefaultServiceQuotaRequest, GetAWSDefaultServiceQuotaResponse> = (state, input, context) => one(state, input, context, false);

/** ListServiceQuotas of Lambda; other services have none here. */
export const listServiceQuotas: Operation<ListServiceQuotasRequest, ListServiceQuotasResponse> = (state, input, context) => {
  if (input.ServiceCode !== "lambda") return NO_SERVICE;
  return { output: { Quotas: lambdaQuotas(state, context, true).filter(({ QuotaCode }) => input.QuotaCode === undefined || QuotaCode === input.QuotaCode) }, changes: [] };
};

function one(state: State, input: { ServiceCode: string | undefined; QuotaCode: string | undefined }, context: OperationContext, applied: boolean): { output: GetServiceQuotaResponse; changes: [] } | AwsError {
  if (input.ServiceCode !== "lambda") return NO_SERVICE;
  const Quota = lambdaQuotas(state, context, applied).find(({ QuotaCode }) => QuotaCode === input.QuotaCode);
  return Quota ? { output: { Quota }, changes: [] } : NO_QUOTA;
}
