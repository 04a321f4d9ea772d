import type {
  GetRequestedServiceQuotaChangeRequest, GetRequestedServiceQuotaChangeResponse, ListRequestedServiceQuotaChangeHistoryByQuotaRequest,
  ListRequestedServiceQuotaChangeHistoryRequest, ListRequestedServiceQuotaChangeHistoryResponse, RequestedServiceQuotaChange,
  RequestServiceQuotaIncreaseRequest, RequestServiceQuotaIncreaseResponse,
} from "@aws-sdk/client-service-quotas";
import { awsError } from "../../aws-error.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import { SETTING_RANGES } from "../../settings.ts";
import type { State } from "../../tables.ts";
import { CONCURRENCY_CODE } from "../applied-concurrency.ts";
import { APPROVAL_MS } from "../quota-requests.ts";
import { lambdaQuotas, quotaArn } from "../quotas.ts";
import type { QuotaRequestRecord } from "../records.ts";

/** RequestServiceQuotaIncrease: upward only, one open request a quota; approved after a simulated while. */
export const requestServiceQuotaIncrease: Operation<RequestServiceQuotaIncreaseRequest, RequestServiceQuotaIncreaseResponse> = (state, input, context) => {
  const quota = input.ServiceCode === "lambda" ? lambdaQuotas(state, context, true).find(({ QuotaCode }) => QuotaCode === input.QuotaCode) : undefined;
  if (!quota) return awsError("NoSuchResourceException", "The request failed because the specified service or quota does not exist.");
  if (quota.QuotaCode !== CONCURRENCY_CODE) return awsError("IllegalArgumentException", "The quota is not adjustable here.");
  const desired = Math.floor(input.DesiredValue ?? 0);
  if (desired <= (quota.Value ?? 0)) return awsError("IllegalArgumentException", "The desired value must be greater than the current quota value.");
  const [, most] = SETTING_RANGES.accountConcurrency;
  if (desired > most) return awsError("IllegalArgumentException", `This simulator goes up to ${most} concurrent executions.`);
  if ([...state["quotas.requests"].values()].some((open) => open.approvedAt > context.now && open.quotaCode === quota.QuotaCode)) {
    return awsError("ResourceAlreadyExistsException", "Only one open service quota increase request is allowed per quota.");
  }
  const record: QuotaRequestRecord = {
    id: context.newId(), quotaCode: CONCURRENCY_CODE, desired, createdAt: context.now, approvedAt: context.now + APPROVAL_MS, applied: false,
  };
  return { output: { RequestedQuota: shown(record, context) }, changes: [{ table: "quotas.requests", key: record.id, value: record }] };
};

/** GetRequestedServiceQuotaChange. */
export const getRequestedServiceQuotaChange: Operation<GetRequestedServiceQuotaChangeRequest, GetRequestedServiceQuotaChangeResponse> = (state, input, context) => {
  const record = state["quotas.requests"].get(input.RequestId ?? "");
  return record ? { output: { RequestedQuota: shown(record, context) }, changes: [] } : awsError("NoSuchResourceException", "The request failed because the specified request does not exist.");
};

/** ListRequestedServiceQuotaChangeHistory, newest first; at most 100. */
export const listRequestedServiceQuotaChangeHistory: Operation<ListRequestedServiceQuotaChangeHistoryRequest, ListRequestedServiceQuotaChangeHistoryResponse> = (state, input, context) => ({
  output: { RequestedQuotas: history(state, context).filter((one) => (input.ServiceCode ?? "lambda") === "lambda" && (input.Status === undefined || one.Status === input.Status)) },
  changes: [],
});

/** ListRequestedServiceQuotaChangeHistoryByQuota, newest first; at most 100. */
export const listRequestedServiceQuotaChangeHistoryByQuota: Operation<ListRequestedServiceQuotaChangeHistoryByQuotaRequest, ListRequestedServiceQuotaChangeHistoryResponse> = (state, input, context) => ({
  output: {
    RequestedQuotas: history(state, context).filter((one) => input.ServiceCode === "lambda" && one.QuotaCode === input.QuotaCode && (input.Status === undefined || one.Status === input.Status)),
  },
  changes: [],
});

function history(state: State, context: OperationContext): RequestedServiceQuotaChange[] {
  return [...state["quotas.requests"].values()].toSorted((left, right) => right.createdAt - left.createdAt).slice(0, 100).map((record) => shown(record, context));
}

function shown(record: QuotaRequestRecord, context: OperationContext): RequestedServiceQuotaChange {
  const approved = record.approvedAt <= context.now;
  return {
    Id: record.id,
    ServiceCode: "lambda",
    ServiceName: "AWS Lambda",
    QuotaCode: record.quotaCode,
    QuotaName: "Concurrent executions",
    DesiredValue: record.desired,
    Status: approved ? "APPROVED" : "PENDING",
    Created: new Date(record.createdAt),
    LastUpdated: new Date(approved ? record.approvedAt : record.createdAt),
    Requester: JSON.stringify({ accountId: context.accountId }),
    QuotaArn: quotaArn(context, record.quotaCode),
    GlobalQuota: false,
    Unit: "None",
  };
}
