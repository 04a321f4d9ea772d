import type { Operation } from "../operation.ts";
import { getAwsDefaultServiceQuota, getServiceQuota, listServiceQuotas } from "./operations/quotas.ts";
import {
  getRequestedServiceQuotaChange, listRequestedServiceQuotaChangeHistory, listRequestedServiceQuotaChangeHistoryByQuota, requestServiceQuotaIncrease,
} from "./operations/requests.ts";

/** Service Quotas, of Lambda. Names as in the service model. */
export const SERVICE_QUOTAS_OPERATIONS = {
  GetAWSDefaultServiceQuota: getAwsDefaultServiceQuota,
  GetRequestedServiceQuotaChange: getRequestedServiceQuotaChange,
  GetServiceQuota: getServiceQuota,
  ListRequestedServiceQuotaChangeHistory: listRequestedServiceQuotaChangeHistory,
  ListRequestedServiceQuotaChangeHistoryByQuota: listRequestedServiceQuotaChangeHistoryByQuota,
  ListServiceQuotas: listServiceQuotas,
  RequestServiceQuotaIncrease: requestServiceQuotaIncrease,
} satisfies Record<string, Operation<never, unknown>>;
