/** A request for a higher quota. Table `quotas.requests`; key: its id. Times in epoch ms. */
export interface QuotaRequestRecord {
  readonly id: string;
  readonly quotaCode: string;
  readonly desired: number;
  readonly createdAt: number;
  /** From this instant on it is approved. */
  readonly approvedAt: number;
  /** Whether the approved value has been applied. */
  readonly applied: boolean;
}
