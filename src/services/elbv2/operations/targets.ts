import type {
  DeregisterTargetsInput, DescribeTargetHealthInput, DescribeTargetHealthOutput, RegisterTargetsInput, TargetHealth,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import { parseFunctionReference } from "../../lambda/function-reference.ts";
import { isInvokeAllowed } from "../../lambda/triggers/invoke-permission.ts";
import { resolveQualifier } from "../../lambda/lookup.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import type { State } from "../../tables.ts";
import { mayNotInvoke, validationError } from "../errors.ts";
import { findTargetGroup, loadBalancersOf } from "../lookup.ts";
import { INVOKING_SERVICE } from "../service-principal.ts";

/** RegisterTargets: the function, version or alias of a target group. Its policy must let ELB in for this very group. */
export const registerTargets: Operation<RegisterTargetsInput, Record<string, never>> = (state, input, context) => {
  const group = findTargetGroup(state, input.TargetGroupArn);
  if (isAwsError(group)) return group;
  const ids = new Set((input.Targets ?? []).map(({ Id = "" }) => Id));
  if ((input.Targets ?? []).some(({ Port }) => Port !== undefined)) return validationError("Port cannot be specified for targets of target groups with target type 'lambda'");
  if (group.functionArn !== null) ids.add(group.functionArn);
  const [functionArn, ...others] = ids;
  if (functionArn === undefined) return validationError("A target must be specified");
  if (others.length > 0) return awsError("TooManyTargetsException", "You've reached the limit on the number of targets: a target group of type lambda has one function. Deregister the other first.");
  if (functionArn === group.functionArn) return { output: {}, changes: [] };
  const problem = targetProblem(state, functionArn, group.arn, context);
  if (problem) return problem;
  return { output: {}, changes: [{ table: "elbv2.target-groups", key: group.arn, value: { ...group, functionArn } }] };
};

/** DeregisterTargets; one that is not registered is answered well. */
export const deregisterTargets: Operation<DeregisterTargetsInput, Record<string, never>> = (state, input) => {
  const group = findTargetGroup(state, input.TargetGroupArn);
  if (isAwsError(group)) return group;
  const leaves = (input.Targets ?? []).some(({ Id }) => Id === group.functionArn);
  return { output: {}, changes: leaves ? [{ table: "elbv2.target-groups", key: group.arn, value: { ...group, functionArn: null } }] : [] };
};

/** DescribeTargetHealth: a function without health checks is never called healthy. */
export const describeTargetHealth: Operation<DescribeTargetHealthInput, DescribeTargetHealthOutput> = (state, input) => {
  const group = findTargetGroup(state, input.TargetGroupArn);
  if (isAwsError(group)) return group;
  const registered = group.functionArn === null ? [] : [group.functionArn];
  const asked = input.Targets?.map(({ Id = "" }) => Id) ?? registered;
  const isUsed = loadBalancersOf(state, group.arn).length > 0;
  return { output: { TargetHealthDescriptions: asked.map((Id) => ({ Target: { Id }, TargetHealth: registered.includes(Id) ? health(isUsed) : NOT_REGISTERED })) }, changes: [] };
};

const NOT_REGISTERED: TargetHealth = { State: "unused", Reason: "Target.NotRegistered", Description: "Target is not registered to the target group" };

function health(isUsed: boolean): TargetHealth {
  return isUsed
    ? { State: "unavailable", Reason: "Target.HealthCheckDisabled", Description: "Health checks are not enabled for this target" }
    : { State: "unused", Reason: "Target.NotInUse", Description: "Target group is not configured to receive traffic from the load balancer" };
}

function targetProblem(state: State, functionArn: string, targetGroupArn: string, context: OperationContext): AwsError | undefined {
  const reference = parseFunctionReference(functionArn, undefined, context, "RegisterTargets");
  const isArn = /^arn:aws[a-z-]*:lambda:/.test(functionArn) && !isAwsError(reference);
  if (!isArn || !resolveQualifier(state, reference.name, reference.qualifier)) {
    return awsError("InvalidTargetException", `The target '${functionArn}' is not the ARN of a function, version or alias that exists in this account and Region`);
  }
  const isAllowed = isInvokeAllowed(state, functionArn, { service: INVOKING_SERVICE, sourceArn: targetGroupArn, sourceAccount: context.accountId }, context);
  return isAllowed ? undefined : mayNotInvoke(functionArn, targetGroupArn);
}
