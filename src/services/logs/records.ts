/** Table `logs.groups`; key: the group's name, for example `/aws/lambda/orders`. */
export interface LogGroupRecord {
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Events older than this are not shown and get forgotten; absent: they are kept as long as there is room. */
  readonly retentionInDays?: number;
  /** What had no room any more (see `log-budget.ts`); absent: nothing yet. */
  readonly dropped?: DroppedLogs;
}

/** Events that a group lost because the oldest had no room any more: how many since it was made, and when the newest of them was logged (epoch ms). */
export interface DroppedLogs {
  readonly events: number;
  readonly until: number;
}

/** What a page says of a group's limits. */
export interface LogLimitsView {
  /** Bytes that a group, and all groups of the account and Region, keep at most. */
  readonly groupBytes: number;
  readonly accountBytes: number;
  /** Null where nothing was dropped of the group. */
  readonly dropped: DroppedLogs | null;
}

/** Table `logs.streams`; key: `group|stream`. One stream an execution environment. */
export interface LogStreamRecord {
  readonly group: string;
  readonly name: string;
  readonly createdAt: number;
  readonly firstEventAt: number;
  readonly lastEventAt: number;
  /** The number of its newest ingestion; absent in what older builds wrote. Those before it are there without a gap, back to the oldest that is kept. */
  readonly lastSequence?: number;
}

/** The events that one ingestion wrote to one stream, oldest first. Table `logs.events`; key: `group|stream|sequence` (12 digits, zero-padded). */
export interface LogEventsRecord {
  readonly group: string;
  readonly stream: string;
  readonly sequence: number;
  readonly events: readonly LogEvent[];
}

export interface LogEvent {
  /** Epoch ms. */
  readonly timestamp: number;
  readonly message: string;
  /** The platform wrote it, not the code of a function. */
  readonly platform?: true;
}
