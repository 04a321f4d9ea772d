import type {
  DeleteScalingPolicyRequest, DescribeScalingPoliciesRequest, DescribeScalingPoliciesResponse, PutScalingPolicyRequest, PutScalingPolicyResponse,
} from "@aws-sdk/client-application-auto-scaling";
import { awsError, isAwsError } from "../../aws-error.ts";
import { alarmArn } from "../../cloudwatch/alarm-arn.ts";
import { minuteOf } from "../../cloudwatch/metric-key.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { noTarget, validation } from "../errors.ts";
import type { ScalingPolicyRecord } from "../records.ts";
import { DIMENSION, findTarget, NAMESPACE, ownedKey, resourceIdOf } from "../scalable-resource.ts";
import { alarmsOf } from "../target-tracking.ts";

const METRIC = "LambdaProvisionedConcurrencyUtilization";

/** PutScalingPolicy: target tracking of the utilisation, with its two alarms. */
export const putScalingPolicy: Operation<PutScalingPolicyRequest, PutScalingPolicyResponse> = (state, input, context) => {
  const resourceId = resourceIdOf(input);
  if (isAwsError(resourceId)) return resourceId;
  if (!findTarget(state, resourceId)) return noTarget(resourceId);
  if (input.PolicyType !== "TargetTrackingScaling") return validation("Unsupported policy type for Lambda here: TargetTrackingScaling is simulated.");
  const configuration = input.TargetTrackingScalingPolicyConfiguration;
  const statistic = statisticIn(configuration);
  if (!configuration || statistic === null) return validation(`A target tracking policy must name the metric ${METRIC}, or ProvisionedConcurrencyUtilization with the statistic Average or Maximum.`);
  const { TargetValue: target = 0, ScaleOutCooldown: out = 0, ScaleInCooldown: into = 0 } = configuration;
  if (target < 0.1 || target > 0.9) return validation("Target value for LambdaProvisionedConcurrencyUtilization must be between 0.1 and 0.9");
  if (out < 0 || into < 0) return validation("Cooldowns must not be negative");
  const name = input.PolicyName ?? "";
  const known = state["autoscaling.policies"].get(ownedKey(resourceId, name));
  const prefix = `TargetTracking-${resourceId}`;
  const policy: ScalingPolicyRecord = {
    resourceId,
    name,
    arn: known?.arn ?? `arn:aws:autoscaling:${context.region}:${context.accountId}:scalingPolicy:${context.newId()}:resource/${NAMESPACE}/${resourceId}:policyName/${name}`,
    targetValue: target,
    statistic,
    disableScaleIn: configuration.DisableScaleIn ?? false,
    scaleOutCooldownMs: 1000 * out,
    scaleInCooldownMs: 1000 * into,
    alarmHigh: known?.alarmHigh ?? `${prefix}-AlarmHigh-${context.newId()}`,
    alarmLow: known?.alarmLow ?? `${prefix}-AlarmLow-${context.newId()}`,
    createdAt: known?.createdAt ?? context.now,
    lastScaleOutAt: known?.lastScaleOutAt ?? null,
    lastScaleInAt: known?.lastScaleInAt ?? null,
    evaluatedAt: minuteOf(context.now),
  };
  return {
    output: { PolicyARN: policy.arn, Alarms: alarmList(policy, context) },
    changes: [
      { table: "autoscaling.policies", key: ownedKey(resourceId, name), value: policy },
      ...alarmsOf(policy, context.now).map((alarm) => ({ table: "cloudwatch.alarms" as const, key: alarm.name, value: alarm })),
    ],
  };
};

/** DeleteScalingPolicy, with its alarms. */
export const deleteScalingPolicy: Operation<DeleteScalingPolicyRequest, Record<string, never>> = (state, input) => {
  const resourceId = resourceIdOf(input);
  if (isAwsError(resourceId)) return resourceId;
  const key = ownedKey(resourceId, input.PolicyName ?? "");
  const policy = state["autoscaling.policies"].get(key);
  if (!policy) return awsError("ObjectNotFoundException", `No scaling policy found for service namespace: lambda, resource ID: ${resourceId}, scalable dimension: ${DIMENSION}, policy name: ${input.PolicyName}`);
  return {
    output: {},
    changes: [
      { table: "autoscaling.policies", key, value: null },
      { table: "cloudwatch.alarms", key: policy.alarmHigh, value: null },
      { table: "cloudwatch.alarms", key: policy.alarmLow, value: null },
    ],
  };
};

/** DescribeScalingPolicies. */
export const describeScalingPolicies: Operation<DescribeScalingPoliciesRequest, DescribeScalingPoliciesResponse> = (state, input, context) => {
  const policies = [...state["autoscaling.policies"]]
    .filter(([, policy]) => input.ServiceNamespace === NAMESPACE && (input.ResourceId === undefined || policy.resourceId === input.ResourceId) && (!input.PolicyNames || input.PolicyNames.includes(policy.name)))
    .toSorted(([left], [right]) => compareNames(left, right));
  const result = page(policies, ([key]) => key, ([key], last) => key > last, input.NextToken, input.MaxResults ?? 50);
  if (isAwsError(result)) return awsError("InvalidNextTokenException", "The next token supplied was invalid");
  return {
    output: {
      ScalingPolicies: result.items.map(([, policy]) => ({
        PolicyARN: policy.arn,
        PolicyName: policy.name,
        ServiceNamespace: NAMESPACE,
        ResourceId: policy.resourceId,
        ScalableDimension: DIMENSION,
        PolicyType: "TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: policy.targetValue,
          ...metricOf(policy),
          ScaleOutCooldown: policy.scaleOutCooldownMs / 1000,
          ScaleInCooldown: policy.scaleInCooldownMs / 1000,
          DisableScaleIn: policy.disableScaleIn,
        },
        Alarms: alarmList(policy, context),
        CreationTime: new Date(policy.createdAt),
      })),
      ...(result.next !== undefined && { NextToken: result.next }),
    },
    changes: [],
  };
};

type Configuration = PutScalingPolicyRequest["TargetTrackingScalingPolicyConfiguration"];

function statisticIn(configuration: Configuration): ScalingPolicyRecord["statistic"] | null {
  const custom = configuration?.CustomizedMetricSpecification;
  if (configuration?.PredefinedMetricSpecification?.PredefinedMetricType === METRIC) return "Average";
  if (custom?.MetricName !== "ProvisionedConcurrencyUtilization" || custom.Namespace !== "AWS/Lambda") return null;
  return custom.Statistic === "Average" || custom.Statistic === "Maximum" ? custom.Statistic : null;
}

function metricOf({ statistic, resourceId }: ScalingPolicyRecord): NonNullable<Configuration> extends infer All ? Partial<All> : never {
  if (statistic === "Average") return { PredefinedMetricSpecification: { PredefinedMetricType: METRIC } };
  const [, name = "", qualifier = ""] = resourceId.split(":");
  return {
    CustomizedMetricSpecification: {
      MetricName: "ProvisionedConcurrencyUtilization",
      Namespace: "AWS/Lambda",
      Statistic: statistic,
      Dimensions: [{ Name: "FunctionName", Value: name }, { Name: "Resource", Value: `${name}:${qualifier}` }],
    },
  };
}

function alarmList(policy: ScalingPolicyRecord, context: OperationContext): { AlarmName: string; AlarmARN: string }[] {
  return [policy.alarmHigh, policy.alarmLow].map((name) => ({ AlarmName: name, AlarmARN: alarmArn(context, name) }));
}
