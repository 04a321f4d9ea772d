/** A schedule of EventBridge Scheduler. Table `scheduler.schedules`; key: `group/name`. Times in epoch ms. */
export interface ScheduleRecord {
  readonly group: string;
  readonly name: string;
  readonly expression: string;
  /** As given; only UTC is simulated. */
  readonly timezone: string;
  readonly state: "ENABLED" | "DISABLED";
  readonly description: string;
  readonly startAt: number | null;
  readonly endAt: number | null;
  readonly target: ScheduleTarget;
  readonly actionAfterCompletion: "NONE" | "DELETE";
  readonly createdAt: number;
  readonly lastModified: number;
  /** When it fires next; null: disabled, or never again. */
  readonly nextAt: number | null;
}

/** A Lambda function and what it gets. */
export interface ScheduleTarget {
  /** ARN of the function, with or without qualifier. */
  readonly Arn: string;
  readonly RoleArn: string;
  /** The event; absent: the standard one. */
  readonly Input?: string;
}
