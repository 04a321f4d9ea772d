import type {
  DeleteScheduledActionRequest, DescribeScheduledActionsRequest, DescribeScheduledActionsResponse, PutScheduledActionRequest,
} from "@aws-sdk/client-application-auto-scaling";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { parseScheduleExpression } from "../../scheduler/schedule-expression.ts";
import { timeZoneOf } from "../../scheduler/time-zone.ts";
import { noTarget, validation } from "../errors.ts";
import type { ScheduledActionRecord } from "../records.ts";
import { DIMENSION, findTarget, NAMESPACE, ownedKey, resourceIdOf } from "../scalable-resource.ts";
import { nextRun } from "../scaling.ts";

/** PutScheduledAction: new bounds at a time (at), at a rate, or by cron, in its time zone. What is not given of a known one stays. */
export const putScheduledAction: Operation<PutScheduledActionRequest, Record<string, never>> = (state, input, { now, accountId, region, newId }) => {
  const resourceId = resourceIdOf(input);
  if (isAwsError(resourceId)) return resourceId;
  if (!findTarget(state, resourceId)) return noTarget(resourceId);
  const name = input.ScheduledActionName ?? "";
  const key = ownedKey(resourceId, name);
  const known = state["autoscaling.scheduled-actions"].get(key);
  const schedule = input.Schedule ?? known?.schedule;
  if (schedule === undefined) return validation("Schedule must be specified for a new scheduled action");
  const expression = parseScheduleExpression(schedule);
  if (!expression) return validation(`Failed to parse schedule expression: ${schedule}`);
  const timezone = input.Timezone ?? known?.timezone ?? "UTC";
  const zone = timeZoneOf(timezone);
  if (!zone) return validation(`The time zone ${timezone} is not known; name one of the IANA database, such as Europe/Berlin.`);
  const min = input.ScalableTargetAction?.MinCapacity ?? known?.min;
  const max = input.ScalableTargetAction?.MaxCapacity ?? known?.max;
  if (min === undefined && max === undefined) return validation("At least one of MinCapacity and MaxCapacity must be specified");
  if ((min ?? 0) < 0 || (min !== undefined && max !== undefined && max < min)) return validation("Maximum capacity cannot be less than minimum capacity");
  if (expression.kind === "at" && (zone.firstShown(expression.clockTime) ?? 0) <= now) return validation("Scheduled action's time must be in the future");
  const action: Omit<ScheduledActionRecord, "nextAt"> = {
    resourceId,
    name,
    arn: known?.arn ?? `arn:aws:autoscaling:${region}:${accountId}:scheduledAction:${newId()}:resource/${NAMESPACE}/${resourceId}:scheduledActionName/${name}`,
    schedule,
    timezone,
    startAt: input.StartTime?.getTime() ?? known?.startAt ?? null,
    endAt: input.EndTime?.getTime() ?? known?.endAt ?? null,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    createdAt: known?.createdAt ?? now,
  };
  return { output: {}, changes: [{ table: "autoscaling.scheduled-actions", key, value: { ...action, nextAt: nextRun(action, now) } }] };
};

/** DeleteScheduledAction. */
export const deleteScheduledAction: Operation<DeleteScheduledActionRequest, Record<string, never>> = (state, input) => {
  const resourceId = resourceIdOf(input);
  if (isAwsError(resourceId)) return resourceId;
  const key = ownedKey(resourceId, input.ScheduledActionName ?? "");
  if (!state["autoscaling.scheduled-actions"].has(key)) {
    return awsError("ObjectNotFoundException", `No scheduled action found for service namespace: lambda, resource ID: ${resourceId}, scalable dimension: ${DIMENSION}, scheduled action name: ${input.ScheduledActionName}`);
  }
  return { output: {}, changes: [{ table: "autoscaling.scheduled-actions", key, value: null }] };
};

/** DescribeScheduledActions. */
export const describeScheduledActions: Operation<DescribeScheduledActionsRequest, DescribeScheduledActionsResponse> = (state, input) => {
  const actions = [...state["autoscaling.scheduled-actions"]]
    .filter(([, action]) => input.ServiceNamespace === NAMESPACE && (input.ResourceId === undefined || action.resourceId === input.ResourceId) && (!input.ScheduledActionNames || input.ScheduledActionNames.includes(action.name)))
    .toSorted(([left], [right]) => compareNames(left, right));
  const result = page(actions, ([key]) => key, ([key], last) => key > last, input.NextToken, input.MaxResults ?? 50);
  if (isAwsError(result)) return awsError("InvalidNextTokenException", "The next token supplied was invalid");
  return {
    output: {
      ScheduledActions: result.items.map(([, action]) => ({
        ScheduledActionName: action.name,
        ScheduledActionARN: action.arn,
        ServiceNamespace: NAMESPACE,
        Schedule: action.schedule,
        Timezone: action.timezone ?? "UTC",
        ResourceId: action.resourceId,
        ScalableDimension: DIMENSION,
        ...(action.startAt !== null && { StartTime: new Date(action.startAt) }),
        ...(action.endAt !== null && { EndTime: new Date(action.endAt) }),
        ScalableTargetAction: { ...(action.min !== undefined && { MinCapacity: action.min }), ...(action.max !== undefined && { MaxCapacity: action.max }) },
        CreationTime: new Date(action.createdAt),
      })),
      ...(result.next !== undefined && { NextToken: result.next }),
    },
    changes: [],
  };
};
