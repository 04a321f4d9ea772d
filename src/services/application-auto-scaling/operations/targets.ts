import type {
  DeregisterScalableTargetRequest, DescribeScalableTargetsRequest, DescribeScalableTargetsResponse, DescribeScalingActivitiesRequest,
  DescribeScalingActivitiesResponse, RegisterScalableTargetRequest, RegisterScalableTargetResponse,
} from "@aws-sdk/client-application-auto-scaling";
import { awsError, isAwsError } from "../../aws-error.ts";
import { resolveQualifier } from "../../lambda/lookup.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import type { Change } from "../../tables.ts";
import { noTarget, validation } from "../errors.ts";
import type { ScalableTargetRecord } from "../records.ts";
import { DIMENSION, findTarget, functionOf, NAMESPACE, resourceIdOf } from "../scalable-resource.ts";

const INVALID_TOKEN = awsError("InvalidNextTokenException", "The next token supplied was invalid");

/** RegisterScalableTarget, or a change of one. New bounds take effect with the next scaling. */
export const registerScalableTarget: Operation<RegisterScalableTargetRequest, RegisterScalableTargetResponse> = (state, input, context) => {
  const resourceId = resourceIdOf(input);
  if (isAwsError(resourceId)) return resourceId;
  const { name, qualifier } = functionOf(resourceId)!;
  if (qualifier === "$LATEST" || !resolveQualifier(state, name, qualifier)) return validation(`Resource not found: ${resourceId}. Name an alias or a published version that exists.`);
  const known = findTarget(state, resourceId);
  const [min, max] = [input.MinCapacity ?? known?.min, input.MaxCapacity ?? known?.max];
  if (min === undefined || max === undefined) return validation("MinCapacity and MaxCapacity must be specified for a new scalable target");
  if (min < 0 || max < min) return validation("Maximum capacity cannot be less than minimum capacity");
  const suspended = input.SuspendedState;
  const value: ScalableTargetRecord = {
    resourceId,
    min,
    max,
    createdAt: known?.createdAt ?? context.now,
    suspended: {
      in: suspended?.DynamicScalingInSuspended ?? known?.suspended.in ?? false,
      out: suspended?.DynamicScalingOutSuspended ?? known?.suspended.out ?? false,
      scheduled: suspended?.ScheduledScalingSuspended ?? known?.suspended.scheduled ?? false,
    },
    tags: { ...known?.tags, ...input.Tags },
  };
  return { output: { ScalableTargetARN: targetArn(context, resourceId) }, changes: [{ table: "autoscaling.targets", key: resourceId, value }] };
};

/** DeregisterScalableTarget, with its policies, their alarms and its scheduled actions. The capacity stays what it is. */
export const deregisterScalableTarget: Operation<DeregisterScalableTargetRequest, Record<string, never>> = (state, input) => {
  const resourceId = resourceIdOf(input);
  if (isAwsError(resourceId)) return resourceId;
  if (!findTarget(state, resourceId)) return noTarget(resourceId);
  const changes: Change[] = [{ table: "autoscaling.targets", key: resourceId, value: null }];
  for (const [key, policy] of state["autoscaling.policies"]) {
    if (policy.resourceId !== resourceId) continue;
    changes.push({ table: "autoscaling.policies", key, value: null });
    for (const alarm of [policy.alarmHigh, policy.alarmLow]) changes.push({ table: "cloudwatch.alarms", key: alarm, value: null });
  }
  for (const [key, action] of state["autoscaling.scheduled-actions"]) {
    if (action.resourceId === resourceId) changes.push({ table: "autoscaling.scheduled-actions", key, value: null });
  }
  return { output: {}, changes };
};

/** DescribeScalableTargets of Lambda; other namespaces have none here. */
export const describeScalableTargets: Operation<DescribeScalableTargetsRequest, DescribeScalableTargetsResponse> = (state, input, context) => {
  const targets = [...state["autoscaling.targets"].values()]
    .filter(({ resourceId }) => input.ServiceNamespace === NAMESPACE && (!input.ResourceIds || input.ResourceIds.includes(resourceId)))
    .toSorted((left, right) => compareNames(left.resourceId, right.resourceId));
  const result = page(targets, ({ resourceId }) => resourceId, ({ resourceId }, last) => resourceId > last, input.NextToken, input.MaxResults ?? 50);
  if (isAwsError(result)) return INVALID_TOKEN;
  return {
    output: {
      ScalableTargets: result.items.map((target) => ({
        ServiceNamespace: NAMESPACE,
        ResourceId: target.resourceId,
        ScalableDimension: DIMENSION,
        MinCapacity: target.min,
        MaxCapacity: target.max,
        RoleARN: `arn:aws:iam::${context.accountId}:role/aws-service-role/lambda.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_LambdaConcurrency`,
        CreationTime: new Date(target.createdAt),
        SuspendedState: {
          DynamicScalingInSuspended: target.suspended.in,
          DynamicScalingOutSuspended: target.suspended.out,
          ScheduledScalingSuspended: target.suspended.scheduled,
        },
        ScalableTargetARN: targetArn(context, target.resourceId),
      })),
      ...(result.next !== undefined && { NextToken: result.next }),
    },
    changes: [],
  };
};

/** DescribeScalingActivities, newest first. */
export const describeScalingActivities: Operation<DescribeScalingActivitiesRequest, DescribeScalingActivitiesResponse> = (state, input) => {
  const activities = [...state["autoscaling.activities"].values()]
    .filter(({ resourceId }) => input.ServiceNamespace === NAMESPACE && (input.ResourceId === undefined || resourceId === input.ResourceId))
    .toSorted((left, right) => right.startedAt - left.startedAt)
    .slice(0, input.MaxResults ?? 50);
  return {
    output: {
      ScalingActivities: activities.map((activity) => ({
        ActivityId: activity.id,
        ServiceNamespace: NAMESPACE,
        ResourceId: activity.resourceId,
        ScalableDimension: DIMENSION,
        Description: activity.description,
        Cause: activity.cause,
        StartTime: new Date(activity.startedAt),
        EndTime: new Date(activity.endedAt),
        StatusCode: activity.status,
        StatusMessage: activity.message,
      })),
    },
    changes: [],
  };
};

/** AWS's ends in an id of its own; here the resource's name stands for it. */
function targetArn(context: OperationContext, resourceId: string): string {
  return `arn:aws:application-autoscaling:${context.region}:${context.accountId}:scalable-target/${resourceId.replaceAll(":", "-")}`;
}
