/** A schedule of EventBridge Scheduler. Table `scheduler.schedules`; key: `group/name`. Times in epoch ms. */
export interface ScheduleRecord {
  readonly group: string;
  readonly name: string;
  readonly expression: string;
  /** Of the IANA database. */
  readonly timezone: string;
  readonly state: "ENABLED" | "DISABLED";
  readonly description: string;
  readonly startAt: number | null;
  readonly endAt: number | null;
  readonly target: ScheduleTarget;
  readonly actionAfterCompletion: "NONE" | "DELETE";
  /** Minutes of a flexible time window, at whose begin it fires; absent: none. */
  readonly flexibleMinutes?: number;
  /** Kept and shown; nothing is encrypted. */
  readonly kmsKeyArn?: string;
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
  /** Of the hand-over to the function's asynchronous queue. Absent members: 86,400 s and 185. */
  readonly RetryPolicy?: { readonly MaximumEventAgeInSeconds?: number; readonly MaximumRetryAttempts?: number };
  /** The queue for what could not be handed over. */
  readonly DeadLetterConfig?: { readonly Arn: string };
}
