/** A request for a higher quota. Table `quotas.requests`; key: its id. Times in epoch ms. */
export interface QuotaRequestRecord {
  readonly id: string;
  readonly quotaCode: string;
  readonly desired: number;
  readonly createdAt: number;
  /** From this instant on it is approved. */
  readonly approvedAt: number;
  /** Whether what was approved has been seen to; its value may have been taken back since. */
  readonly applied: boolean;
}

/** A quota that was raised for this account and Region. Table `quotas.applied`; key: the quota's code. */
export interface AppliedQuotaRecord {
  readonly quotaCode: string;
  readonly value: number;
}
