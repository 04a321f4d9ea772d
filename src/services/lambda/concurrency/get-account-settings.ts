import type { GetAccountSettingsRequest, GetAccountSettingsResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../operation.ts";
import { accountConcurrency } from "../../service-quotas/applied-concurrency.ts";
import { MAX_UNZIPPED_BYTES, MAX_ZIPPED_BYTES } from "../configuration/package-limits.ts";

/** Code storage of an account in one Region: 300 GB, in bytes (Developer Guide, quotas of autumn 2026). */
const TOTAL_CODE_SIZE = 300 * 1024 ** 3;

/** GetAccountSettings: limits, and what is used of them. */
export const getAccountSettings: Operation<GetAccountSettingsRequest, GetAccountSettingsResponse> = (state, _input, context) => {
  const limit = accountConcurrency(state, context.settings);
  let used = 0;
  let reserved = 0;
  for (const record of state["lambda.concurrency"].values()) reserved += record.reserved;
  for (const version of state["lambda.versions"].values()) used += version.codeSize;
  return {
    output: {
      AccountLimit: {
        TotalCodeSize: TOTAL_CODE_SIZE,
        CodeSizeUnzipped: MAX_UNZIPPED_BYTES,
        CodeSizeZipped: MAX_ZIPPED_BYTES,
        ConcurrentExecutions: limit,
        // An account that was made smaller than its reservations has none left, not less than none.
        UnreservedConcurrentExecutions: Math.max(0, limit - reserved),
      },
      AccountUsage: { TotalCodeSize: used, FunctionCount: state["lambda.functions"].size },
    },
    changes: [],
  };
};
