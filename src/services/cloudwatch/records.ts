import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";

/** The values of one metric in one minute. Table `cloudwatch.datapoints`; key: {@link "./metric-key.ts"} `|` minute. */
export interface DatapointRecord {
  readonly namespace: string;
  readonly name: string;
  /** In order of their names. */
  readonly dimensions: readonly Dimension[];
  readonly unit: string;
  /** Epoch ms of its begin. */
  readonly minute: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** How many values lie in each step of a geometric scale, for percentiles; see `percentiles.ts`. */
  readonly histogram: Readonly<Record<string, number>>;
}

export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** An alarm on one metric. Table `cloudwatch.alarms`; key: its name. Times in epoch ms. */
export interface AlarmRecord {
  readonly name: string;
  /** What PutMetricAlarm was given. */
  readonly settings: Readonly<Omit<MetricAlarm, "AlarmArn" | "StateValue" | "StateReason" | "StateUpdatedTimestamp" | "AlarmConfigurationUpdatedTimestamp">>;
  readonly state: AlarmState;
  readonly reason: string;
  readonly stateUpdatedAt: number;
  readonly configuredAt: number;
  /** The minute up to which it was evaluated. */
  readonly evaluatedAt: number;
}
