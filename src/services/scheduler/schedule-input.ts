import type { CreateScheduleInput, FlexibleTimeWindow, Target } from "@aws-sdk/client-scheduler";
import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import { isJson } from "../json-text.ts";
import type { OperationContext } from "../operation.ts";
import type { ScheduleRecord, ScheduleTarget } from "./records.ts";
import { parseScheduleExpression } from "./schedule-expression.ts";
import { nextFiring } from "./schedules.ts";
import { timeZoneOf } from "./time-zone.ts";

const invalid = (message: string): AwsError => awsError("ValidationException", message);
const constraint = (value: string | number, member: string, rule: string): AwsError =>
  invalid(`1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${rule}`);

/** The group that every account has; others are not simulated. */
export const DEFAULT_GROUP = "default";

/** Refuses a group that is not there. */
export function groupOf(name: string | undefined): string | AwsError {
  return name === undefined || name === DEFAULT_GROUP ? DEFAULT_GROUP : awsError("ResourceNotFoundException", `Schedule group ${name} does not exist.`);
}

/** A schedule from what CreateSchedule and UpdateSchedule were given; both give all of it. */
export function scheduleFrom(input: CreateScheduleInput, context: OperationContext, known: ScheduleRecord | undefined): ScheduleRecord | AwsError {
  const group = groupOf(input.GroupName);
  if (isAwsError(group)) return group;
  const name = input.Name ?? "";
  if (!/^[0-9a-zA-Z-_.]{1,64}$/.test(name)) return constraint(name, "name", "satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$");
  const expression = input.ScheduleExpression ?? "";
  const parsed = parseScheduleExpression(expression);
  if (!parsed) return invalid(`Invalid Schedule Expression ${expression}.`);
  const timezone = input.ScheduleExpressionTimezone ?? "UTC";
  const zone = timeZoneOf(timezone);
  if (!zone) return invalid(`The time zone ${timezone} is not known; name one of the IANA database, such as Europe/Berlin.`);
  if (parsed.kind === "at" && zone.firstShown(parsed.clockTime) === null) {
    return invalid(`Invalid Schedule Expression ${expression}. There is no such time in ${timezone}: the clocks go forward over it.`);
  }
  const flexibleMinutes = windowMinutes(input.FlexibleTimeWindow);
  if (isAwsError(flexibleMinutes)) return flexibleMinutes;
  const target = targetFrom(input.Target);
  if (isAwsError(target)) return target;
  const [startAt, endAt] = [input.StartDate?.getTime() ?? null, input.EndDate?.getTime() ?? null];
  if (startAt !== null && endAt !== null && endAt <= startAt) return invalid("The EndDate you specify must come after the StartDate.");
  const schedule: Omit<ScheduleRecord, "nextAt"> = {
    group,
    name,
    expression,
    timezone,
    state: input.State === "DISABLED" ? "DISABLED" : "ENABLED",
    description: input.Description ?? "",
    startAt,
    endAt,
    target,
    actionAfterCompletion: input.ActionAfterCompletion === "DELETE" ? "DELETE" : "NONE",
    ...(flexibleMinutes !== null && { flexibleMinutes }),
    ...(input.KmsKeyArn !== undefined && { kmsKeyArn: input.KmsKeyArn }),
    createdAt: known?.createdAt ?? context.now,
    lastModified: context.now,
  };
  // A rate's first time is its begin itself.
  return { ...schedule, nextAt: nextFiring(schedule, known ? context.now : context.now - 1) };
}

/** Minutes of a flexible time window; null: it is off. */
function windowMinutes({ Mode, MaximumWindowInMinutes: minutes }: Partial<FlexibleTimeWindow> = {}): number | null | AwsError {
  if (Mode !== "FLEXIBLE") return minutes === undefined ? null : invalid("MaximumWindowInMinutes can only be specified when the Mode of FlexibleTimeWindow is FLEXIBLE.");
  if (minutes === undefined) return invalid("MaximumWindowInMinutes must be specified when the Mode of FlexibleTimeWindow is FLEXIBLE.");
  return outside(minutes, 1, 1440, "flexibleTimeWindow.maximumWindowInMinutes") ?? minutes;
}

function targetFrom(given: Partial<Target> = {}): ScheduleTarget | AwsError {
  const { Arn = "", RoleArn = "", Input, RetryPolicy, DeadLetterConfig, ...more } = given;
  if (!/^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/.test(Arn)) {
    return invalid("Provided Arn is not in correct format: the targets that are simulated are Lambda functions.");
  }
  const [foreign] = Object.entries(more).find(([, value]) => value !== undefined) ?? [];
  if (foreign !== undefined) return invalid(`${foreign} cannot be specified for a target that is a Lambda function.`);
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(RoleArn)) return invalid("Provided RoleArn is not in correct format.");
  if (Input !== undefined && !isJson(Input)) return invalid("Invalid Input: it must be well-formed JSON.");
  const { MaximumEventAgeInSeconds: age, MaximumRetryAttempts: attempts } = RetryPolicy ?? {};
  const refusal = outside(age, 60, 86_400, "target.retryPolicy.maximumEventAgeInSeconds") ?? outside(attempts, 0, 185, "target.retryPolicy.maximumRetryAttempts");
  if (refusal) return refusal;
  const queue = DeadLetterConfig?.Arn;
  // FIFO queues end in `.fifo`, and are no dead-letter queues of schedules.
  if (queue !== undefined && !/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[a-zA-Z0-9_-]+$/.test(queue)) {
    return constraint(queue, "target.deadLetterConfig.arn", "satisfy regular expression pattern: ^arn:aws(-[a-z]+)?:sqs:[a-z0-9\\-]+:\\d{12}:[a-zA-Z0-9\\-_]+$");
  }
  return {
    Arn,
    RoleArn,
    ...(Input !== undefined && { Input }),
    ...(RetryPolicy && { RetryPolicy: { ...(age !== undefined && { MaximumEventAgeInSeconds: age }), ...(attempts !== undefined && { MaximumRetryAttempts: attempts }) } }),
    ...(queue !== undefined && { DeadLetterConfig: { Arn: queue } }),
  };
}

function outside(value: number | undefined, min: number, max: number, member: string): AwsError | undefined {
  if (value === undefined || (value >= min && value <= max)) return undefined;
  return constraint(value, member, value < min ? `have value greater than or equal to ${min}` : `have value less than or equal to ${max}`);
}
