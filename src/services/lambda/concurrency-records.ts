/** Reserved concurrency. Table `lambda.concurrency`; key: the function's name. */
export interface ConcurrencyRecord {
  readonly functionName: string;
  /** 0 blocks the function. */
  readonly reserved: number;
}

/** Provisioned concurrency of a published version or an alias. Table `lambda.provisioned`; key: `name:qualifier`. */
export interface ProvisionedRecord {
  readonly functionName: string;
  readonly qualifier: string;
  readonly requested: number;
  /** 0 until all are ready: none is usable before. While an alias moves, what the old version still has. */
  readonly allocated: number;
  readonly status: "IN_PROGRESS" | "READY" | "FAILED";
  readonly statusReason?: string;
  /** Epoch ms: when it was asked for (starts the preparation), when it became READY, and the last change. */
  readonly requestedAt: number;
  readonly readyAt: number | null;
  readonly lastModified: number;
  /** The version whose environments serve now; null before the first READY. An alias may point elsewhere already. */
  readonly servingVersion: string | null;
}
