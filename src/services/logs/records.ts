/** Table `logs.groups`; key: the group's name, for example `/aws/lambda/orders`. */
export interface LogGroupRecord {
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Events older than this are not shown and get forgotten; absent: they are kept as long as there is room. */
  readonly retentionInDays?: number;
}

/** Table `logs.streams`; key: `group|stream`. One stream an execution environment. */
export interface LogStreamRecord {
  readonly group: string;
  readonly name: string;
  readonly createdAt: number;
  readonly firstEventAt: number;
  readonly lastEventAt: number;
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
}
