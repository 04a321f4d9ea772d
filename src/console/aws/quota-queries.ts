import {
  GetServiceQuotaCommand,
  ListRequestedServiceQuotaChangeHistoryByQuotaCommand,
  RequestServiceQuotaIncreaseCommand,
} from "@aws-sdk/client-service-quotas";
import { CONCURRENCY_CODE } from "#services/service-quotas/applied-concurrency.ts";
import { useAwsMutation, useAwsQuery } from "./operations.ts";

/** Lambda's quota “Concurrent executions”. */
const QUOTA = { ServiceCode: "lambda", QuotaCode: CONCURRENCY_CODE } as const;

/** GetServiceQuota: the applied value of “Concurrent executions”. */
export function useConcurrencyQuota() {
  return useAwsQuery("quotas", ["GetServiceQuota", QUOTA.QuotaCode], async (client, abortSignal) => (await client.send(new GetServiceQuotaCommand(QUOTA), { abortSignal })).Quota?.Value);
}

/** Requests for it so far, newest first. While one is open it is read again each second. */
export function useQuotaRequests() {
  return useAwsQuery(
    "quotas",
    ["ListRequestedServiceQuotaChangeHistoryByQuota", QUOTA.QuotaCode],
    async (client, abortSignal) => {
      const { RequestedQuotas = [] } = await client.send(new ListRequestedServiceQuotaChangeHistoryByQuotaCommand(QUOTA), { abortSignal });
      return RequestedQuotas.toSorted((left, right) => (right.Created?.getTime() ?? 0) - (left.Created?.getTime() ?? 0));
    },
    { refetchInterval: (query) => (query.state.data?.some(({ Status }) => Status === "PENDING" || Status === "CASE_OPENED") ? 1000 : false) },
  );
}

/** RequestServiceQuotaIncrease. */
export function useRequestIncrease() {
  return useAwsMutation("quotas", (client, desired: number) => client.send(new RequestServiceQuotaIncreaseCommand({ ...QUOTA, DesiredValue: desired })));
}
