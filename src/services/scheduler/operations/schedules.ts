import type {
  CreateScheduleInput, CreateScheduleOutput, DeleteScheduleInput, GetScheduleInput, GetScheduleOutput, ListSchedulesInput, ListSchedulesOutput,
  UpdateScheduleInput, UpdateScheduleOutput,
} from "@aws-sdk/client-scheduler";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import type { State } from "../../tables.ts";
import type { ScheduleRecord } from "../records.ts";
import { groupOf, scheduleFrom } from "../schedule-input.ts";
import { scheduleArn, scheduleKey } from "../schedules.ts";

/** CreateSchedule, in the default group. */
export const createSchedule: Operation<CreateScheduleInput, CreateScheduleOutput> = (state, input, context) => {
  const schedule = scheduleFrom(input, context, undefined);
  if (isAwsError(schedule)) return schedule;
  const key = scheduleKey(schedule.group, schedule.name);
  if (state["scheduler.schedules"].has(key)) return awsError("ConflictException", `Schedule ${schedule.name} already exists.`);
  return { output: { ScheduleArn: scheduleArn(context, schedule.group, schedule.name) }, changes: [{ table: "scheduler.schedules", key, value: schedule }] };
};

/** UpdateSchedule: replaces all of it; what is not given falls back to its default. */
export const updateSchedule: Operation<UpdateScheduleInput, UpdateScheduleOutput> = (state, input, context) => {
  const known = find(state, input.GroupName, input.Name);
  if (isAwsError(known)) return known;
  const schedule = scheduleFrom(input, context, known);
  if (isAwsError(schedule)) return schedule;
  const key = scheduleKey(schedule.group, schedule.name);
  return { output: { ScheduleArn: scheduleArn(context, schedule.group, schedule.name) }, changes: [{ table: "scheduler.schedules", key, value: schedule }] };
};

/** DeleteSchedule. */
export const deleteSchedule: Operation<DeleteScheduleInput, Record<string, never>> = (state, input) => {
  const known = find(state, input.GroupName, input.Name);
  return isAwsError(known) ? known : { output: {}, changes: [{ table: "scheduler.schedules", key: scheduleKey(known.group, known.name), value: null }] };
};

/** GetSchedule. */
export const getSchedule: Operation<GetScheduleInput, GetScheduleOutput> = (state, input, context) => {
  const one = find(state, input.GroupName, input.Name);
  if (isAwsError(one)) return one;
  return {
    output: {
      Arn: scheduleArn(context, one.group, one.name),
      GroupName: one.group,
      Name: one.name,
      ScheduleExpression: one.expression,
      ScheduleExpressionTimezone: one.timezone,
      State: one.state,
      CreationDate: new Date(one.createdAt),
      LastModificationDate: new Date(one.lastModified),
      Target: { ...one.target, RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185, ...one.target.RetryPolicy } },
      FlexibleTimeWindow: one.flexibleMinutes === undefined ? { Mode: "OFF" } : { Mode: "FLEXIBLE", MaximumWindowInMinutes: one.flexibleMinutes },
      ActionAfterCompletion: one.actionAfterCompletion,
      ...(one.kmsKeyArn !== undefined && { KmsKeyArn: one.kmsKeyArn }),
      ...(one.description !== "" && { Description: one.description }),
      ...(one.startAt !== null && { StartDate: new Date(one.startAt) }),
      ...(one.endAt !== null && { EndDate: new Date(one.endAt) }),
    },
    changes: [],
  };
};

/** ListSchedules by name; 100 a page. */
export const listSchedules: Operation<ListSchedulesInput, ListSchedulesOutput> = (state, input, context) => {
  const group = groupOf(input.GroupName);
  if (isAwsError(group)) return group;
  const all = [...state["scheduler.schedules"].values()]
    .filter((one) => one.name.startsWith(input.NamePrefix ?? "") && (input.State === undefined || one.state === input.State))
    .toSorted((left, right) => compareNames(left.name, right.name));
  const result = page(all, ({ name }) => name, ({ name }, last) => name > last, input.NextToken, input.MaxResults ?? 100);
  if (isAwsError(result)) return awsError("ValidationException", "Invalid NextToken.");
  return {
    output: {
      Schedules: result.items.map((one) => ({
        Arn: scheduleArn(context, one.group, one.name),
        Name: one.name,
        GroupName: one.group,
        State: one.state,
        CreationDate: new Date(one.createdAt),
        LastModificationDate: new Date(one.lastModified),
        Target: { Arn: one.target.Arn },
      })),
      ...(result.next !== undefined && { NextToken: result.next }),
    },
    changes: [],
  };
};

function find(state: State, groupName: string | undefined, name = ""): ScheduleRecord | AwsError {
  const group = groupOf(groupName);
  if (isAwsError(group)) return group;
  return state["scheduler.schedules"].get(scheduleKey(group, name)) ?? awsError("ResourceNotFoundException", `Schedule ${name} does not exist.`);
}
