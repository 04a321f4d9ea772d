import {
  DeleteScheduledActionCommand,
  DeregisterScalableTargetCommand,
  DeleteScalingPolicyCommand,
  DescribeScalingActivitiesCommand,
  paginateDescribeScalableTargets,
  paginateDescribeScalingPolicies,
  paginateDescribeScheduledActions,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
  type ApplicationAutoScalingClient,
} from "@aws-sdk/client-application-auto-scaling";
import { useAwsMutation, useAwsQuery } from "../aws/operations.ts";
import { qualifierOfResource, resourceIdOf, SCALABLE } from "./scaling-rules.ts";

const NAMESPACE = { ServiceNamespace: SCALABLE.ServiceNamespace } as const;

/** What scales a version's or an alias's provisioned concurrency. */
export interface Scaling {
  readonly qualifier: string;
  readonly min: number;
  readonly max: number;
  /** Target tracking: the policy's name and the utilisation that it keeps. */
  readonly tracking: { readonly name: string; readonly target: number } | undefined;
}

/** Everything that scales a function: targets with their tracking policy, scheduled actions, what scaling did (newest first). */
export function useScaling(name: string) {
  return useAwsQuery("autoscaling", ["Scaling", name], async (client, abortSignal) => {
    const own = <Item extends { ResourceId?: string | undefined }>(items: readonly Item[] = []) => items.filter(({ ResourceId }) => qualifierOfResource(ResourceId, name) !== undefined);
    const [targets, policies, actions, activities] = await Promise.all([
      every(paginateDescribeScalableTargets({ client }, NAMESPACE), ({ ScalableTargets }) => ScalableTargets),
      every(paginateDescribeScalingPolicies({ client }, NAMESPACE), ({ ScalingPolicies }) => ScalingPolicies),
      every(paginateDescribeScheduledActions({ client }, NAMESPACE), ({ ScheduledActions }) => ScheduledActions),
      client.send(new DescribeScalingActivitiesCommand(NAMESPACE), { abortSignal }),
    ]);
    const scalings = own(targets).map(({ ResourceId, MinCapacity = 0, MaxCapacity = 0 }): Scaling => {
      const policy = policies.find((candidate) => candidate.ResourceId === ResourceId);
      const target = policy?.TargetTrackingScalingPolicyConfiguration?.TargetValue;
      return {
        qualifier: qualifierOfResource(ResourceId, name) ?? "",
        min: MinCapacity,
        max: MaxCapacity,
        tracking: policy?.PolicyName !== undefined && target !== undefined ? { name: policy.PolicyName, target } : undefined,
      };
    });
    return { scalings, actions: own(actions), activities: own(activities.ScalingActivities) };
  });
}

/** The items of all pages. */
async function every<Page, Item>(pages: AsyncIterable<Page>, itemsOf: (page: Page) => readonly Item[] | undefined): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(itemsOf(page) ?? []));
  return all;
}

export interface ScalingInput {
  readonly qualifier: string;
  readonly min: number;
  readonly max: number;
  /** Undefined: no target tracking. */
  readonly target: number | undefined;
  /** The tracking policy that is there already. */
  readonly policyName: string | undefined;
}

/** RegisterScalableTarget, and PutScalingPolicy or DeleteScalingPolicy as target tracking is wanted or no more. */
export function useSaveScaling(name: string) {
  return useAwsMutation("autoscaling", async (client, { qualifier, min, max, target, policyName }: ScalingInput) => {
    const resource = { ...SCALABLE, ResourceId: resourceIdOf(name, qualifier) };
    await client.send(new RegisterScalableTargetCommand({ ...resource, MinCapacity: min, MaxCapacity: max }));
    if (target !== undefined) {
      await client.send(
        new PutScalingPolicyCommand({
          ...resource,
          PolicyName: policyName ?? `utilization-of-${name}-${qualifier}`,
          PolicyType: "TargetTrackingScaling",
          TargetTrackingScalingPolicyConfiguration: {
            TargetValue: target,
            PredefinedMetricSpecification: { PredefinedMetricType: "LambdaProvisionedConcurrencyUtilization" },
          },
        }),
      );
    } else if (policyName !== undefined) {
      await client.send(new DeleteScalingPolicyCommand({ ...resource, PolicyName: policyName }));
    }
  });
}

/** DeregisterScalableTarget: its policy and schedules go with it. */
export function useRemoveScaling(name: string) {
  return useAwsMutation("autoscaling", (client, qualifier: string) => client.send(new DeregisterScalableTargetCommand({ ...SCALABLE, ResourceId: resourceIdOf(name, qualifier) })));
}

export interface ScheduleInput {
  readonly qualifier: string;
  readonly actionName: string;
  readonly schedule: string;
  readonly min: number;
  readonly max: number;
}

/** PutScheduledAction; registers the target first where there is none, since AWS wants one. */
export function usePutSchedule(name: string, registered: ReadonlySet<string>) {
  return useAwsMutation("autoscaling", async (client: ApplicationAutoScalingClient, { qualifier, actionName, schedule, min, max }: ScheduleInput) => {
    const resource = { ...SCALABLE, ResourceId: resourceIdOf(name, qualifier) };
    if (!registered.has(qualifier)) await client.send(new RegisterScalableTargetCommand({ ...resource, MinCapacity: min, MaxCapacity: max }));
    await client.send(
      new PutScheduledActionCommand({ ...resource, ScheduledActionName: actionName, Schedule: schedule, ScalableTargetAction: { MinCapacity: min, MaxCapacity: max } }),
    );
  });
}

/** DeleteScheduledAction. */
export function useDeleteSchedule(name: string) {
  return useAwsMutation("autoscaling", (client, { qualifier, actionName }: { qualifier: string; actionName: string }) =>
    client.send(new DeleteScheduledActionCommand({ ...SCALABLE, ResourceId: resourceIdOf(name, qualifier), ScheduledActionName: actionName })),
  );
}
