/** Reserved concurrency. Table `lambda.concurrency`; key: the function's name. */
export interface ConcurrencyRecord {
  readonly functionName: string;
  /** 0 blocks the function. */
  readonly reserved: number;
}

/** Version → environments of it. A version that has none is not named. */
export type Units = Readonly<Record<string, number>>;

/** Provisioned concurrency of a published version or an alias. Table `lambda.provisioned`; key: `name:qualifier`. */
export interface ProvisionedRecord {
  readonly functionName: string;
  readonly qualifier: string;
  readonly requested: number;
  /**
   * What serves now. Empty until the first are all ready: none is usable before. While more is prepared, or an alias
   * changes its versions or weights, what there was before; all of the change comes in one step.
   */
  readonly serving: Units;
  readonly status: "IN_PROGRESS" | "READY" | "FAILED";
  readonly statusReason?: string;
  /** Epoch ms: when it was last asked for, by its own operation or by one of its alias. */
  readonly requestedAt: number;
  /** When its preparation began. A change of weights while it is under way does not begin it anew. */
  readonly preparedFrom: number;
  /** When it became READY, and the last change. */
  readonly readyAt: number | null;
  readonly lastModified: number;
  /**
   * The alias names another version, and this one answers until that is provisioned: it stands in the alias's weights,
   * as at AWS, though nobody asked for them. Null: the alias's weights are those that were asked for.
   */
  readonly heldVersion: string | null;
}
