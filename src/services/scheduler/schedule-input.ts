import type { CreateScheduleInput } from "@aws-sdk/client-scheduler";
import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import type { OperationContext } from "../operation.ts";
import type { ScheduleRecord } from "./records.ts";
import { parseScheduleExpression } from "./schedule-expression.ts";
import { nextFiring } from "./schedules.ts";

const invalid = (message: string): AwsError => awsError("ValidationException", message);

/** The group that every account has; others are not simulated. */
export const DEFAULT_GROUP = "default";

/** Refuses a group that is not there. */
export function groupOf(name: string | undefined): string | AwsError {
  return name === undefined || name === DEFAULT_GROUP ? DEFAULT_GROUP : awsError("ResourceNotFoundException", `Schedule group ${name} does not exist.`);
}

/**
 * A schedule from what CreateSchedule and UpdateSchedule were given; both give all of it. A flexible time window is
 * taken, and fires at its begin.
 */
export function scheduleFrom(input: CreateScheduleInput, context: OperationContext, known: ScheduleRecord | undefined): ScheduleRecord | AwsError {
  const group = groupOf(input.GroupName);
  if (isAwsError(group)) return group;
  const name = input.Name ?? "";
  if (!/^[0-9a-zA-Z-_.]{1,64}$/.test(name)) return invalid(`1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$`);
  const expression = input.ScheduleExpression ?? "";
  if (!parseScheduleExpression(expression)) return invalid(`Invalid Schedule Expression ${expression}.`);
  const timezone = input.ScheduleExpressionTimezone ?? "UTC";
  if (!/^(Etc\/)?(UTC|GMT|Zulu|Universal)$/.test(timezone)) return invalid(`The time zone ${timezone} is not simulated; schedules run in UTC.`);
  const { Arn: target = "", RoleArn: role = "", Input: event } = input.Target ?? {};
  if (!/^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/.test(target)) {
    return invalid("Provided Arn is not in correct format: the targets that are simulated are Lambda functions.");
  }
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(role)) return invalid("Provided RoleArn is not in correct format.");
  if (event !== undefined && !isJson(event)) return invalid("Invalid Input: it must be well-formed JSON.");
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
    target: { Arn: target, RoleArn: role, ...(event !== undefined && { Input: event }) },
    actionAfterCompletion: input.ActionAfterCompletion === "DELETE" ? "DELETE" : "NONE",
    createdAt: known?.createdAt ?? context.now,
    lastModified: context.now,
  };
  // A rate's first time is its begin itself.
  return { ...schedule, nextAt: nextFiring(schedule, known ? context.now : context.now - 1) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
