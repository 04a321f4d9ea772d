/** What may be scaled: the provisioned concurrency of a version or an alias. Table `autoscaling.targets`; key: its resource id. Times in epoch ms. */
export interface ScalableTargetRecord {
  /** `function:<name>:<alias or version>`. */
  readonly resourceId: string;
  readonly min: number;
  readonly max: number;
  readonly createdAt: number;
  readonly suspended: { readonly in: boolean; readonly out: boolean; readonly scheduled: boolean };
  readonly tags: Readonly<Record<string, string>>;
}

/** Target tracking. Table `autoscaling.policies`; key: `resourceId|name`. */
export interface ScalingPolicyRecord {
  readonly resourceId: string;
  readonly name: string;
  readonly arn: string;
  /** Utilisation to keep, 0.1..0.9. */
  readonly targetValue: number;
  readonly statistic: "Average" | "Maximum";
  readonly disableScaleIn: boolean;
  readonly scaleOutCooldownMs: number;
  readonly scaleInCooldownMs: number;
  /** Names of its two alarms. */
  readonly alarmHigh: string;
  readonly alarmLow: string;
  readonly createdAt: number;
  readonly lastScaleOutAt: number | null;
  readonly lastScaleInAt: number | null;
  /** The minute up to which it was looked at. */
  readonly evaluatedAt: number;
}

/** Table `autoscaling.scheduled-actions`; key: `resourceId|name`. */
export interface ScheduledActionRecord {
  readonly resourceId: string;
  readonly name: string;
  readonly arn: string;
  /** at, rate or cron. */
  readonly schedule: string;
  /** Of at and cron; absent: UTC. */
  readonly timezone?: string;
  readonly startAt: number | null;
  readonly endAt: number | null;
  readonly min?: number;
  readonly max?: number;
  readonly createdAt: number;
  readonly nextAt: number | null;
}

/** What scaling did. Table `autoscaling.activities`; key: its id. The newest 100 are kept. */
export interface ScalingActivityRecord {
  readonly id: string;
  readonly resourceId: string;
  readonly description: string;
  readonly cause: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly status: "Successful" | "Failed";
  readonly message: string;
}
