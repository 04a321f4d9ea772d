import type { Operation } from "../operation.ts";
import { deleteScalingPolicy, describeScalingPolicies, putScalingPolicy } from "./operations/policies.ts";
import { deleteScheduledAction, describeScheduledActions, putScheduledAction } from "./operations/scheduled-actions.ts";
import { deregisterScalableTarget, describeScalableTargets, describeScalingActivities, registerScalableTarget } from "./operations/targets.ts";

/** Application Auto Scaling of Lambda's provisioned concurrency. Names as in the service model. */
export const APPLICATION_AUTO_SCALING_OPERATIONS = {
  DeleteScalingPolicy: deleteScalingPolicy,
  DeleteScheduledAction: deleteScheduledAction,
  DeregisterScalableTarget: deregisterScalableTarget,
  DescribeScalableTargets: describeScalableTargets,
  DescribeScalingActivities: describeScalingActivities,
  DescribeScalingPolicies: describeScalingPolicies,
  DescribeScheduledActions: describeScheduledActions,
  PutScalingPolicy: putScalingPolicy,
  PutScheduledAction: putScheduledAction,
  RegisterScalableTarget: registerScalableTarget,
} satisfies Record<string, Operation<never, unknown>>;
