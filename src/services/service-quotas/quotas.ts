import type { ServiceQuota } from "@aws-sdk/client-service-quotas";
import type { OperationContext } from "../operation.ts";
import type { State } from "../tables.ts";
import { accountConcurrency, CONCURRENCY_CODE } from "./applied-concurrency.ts";

interface QuotaFacts {
  readonly code: string;
  readonly name: string;
  readonly byDefault: number;
  readonly unit: string;
  readonly value: (state: State, context: Pick<OperationContext, "settings">) => number;
}

/** The quotas of Lambda that are told here. Only the first can be raised. */
const QUOTAS: readonly QuotaFacts[] = [
  { code: CONCURRENCY_CODE, name: "Concurrent executions", byDefault: 1000, unit: "None", value: (state, { settings }) => accountConcurrency(state, settings) },
  { code: "L-2ACBD22F", name: "Function and layer storage", byDefault: 75, unit: "Gigabytes", value: () => 75 },
];

/** Lambda's quotas as the API shows them; `applied`: with this account's values, else AWS's defaults. */
export function lambdaQuotas(state: State, context: OperationContext, applied: boolean): ServiceQuota[] {
  return QUOTAS.map(({ code, name, byDefault, unit, value }) => ({
    ServiceCode: "lambda",
    ServiceName: "AWS Lambda",
    QuotaArn: quotaArn(context, code),
    QuotaCode: code,
    QuotaName: name,
    Value: applied ? value(state, context) : byDefault,
    Unit: unit,
    Adjustable: code === CONCURRENCY_CODE,
    GlobalQuota: false,
  }));
}

/** `arn:aws:servicequotas:<region>:<account>:lambda/<code>`. */
export function quotaArn(context: Pick<OperationContext, "accountId" | "region">, code: string): string {
  return `arn:aws:servicequotas:${context.region}:${context.accountId}:lambda/${code}`;
}
