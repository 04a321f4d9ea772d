import { type AwsError, awsError } from "../aws-error.ts";
import { compareNames } from "../pagination.ts";
import type { State } from "../tables.ts";
import { listenerNotFound, loadBalancerNotFound, ruleNotFound, targetGroupNotFound } from "./errors.ts";
import type { ActionRecord, ListenerRecord, LoadBalancerRecord, RuleRecord, TargetGroupRecord } from "./records.ts";

/** By ARN; the error where there is none. */
export function findLoadBalancer(state: State, arn: string | undefined): LoadBalancerRecord | AwsError {
  return state["elbv2.load-balancers"].get(arn ?? "") ?? loadBalancerNotFound(arn ?? "");
}

export function findTargetGroup(state: State, arn: string | undefined): TargetGroupRecord | AwsError {
  return state["elbv2.target-groups"].get(arn ?? "") ?? targetGroupNotFound(arn ?? "");
}

export function findListener(state: State, arn: string | undefined): ListenerRecord | AwsError {
  return state["elbv2.listeners"].get(arn ?? "") ?? listenerNotFound(arn ?? "");
}

export function findRule(state: State, arn: string | undefined): RuleRecord | AwsError {
  return state["elbv2.rules"].get(arn ?? "") ?? ruleNotFound(arn ?? "");
}

/** The listeners of a load balancer, by port. */
export function listenersOf(state: State, loadBalancerArn: string): ListenerRecord[] {
  return [...state["elbv2.listeners"].values()].filter((one) => one.loadBalancerArn === loadBalancerArn).toSorted((left, right) => left.port - right.port);
}

/** The rules of a listener without its default, in the order in which they are tried. */
export function rulesOf(state: State, listenerArn: string): RuleRecord[] {
  return [...state["elbv2.rules"].values()].filter((one) => one.listenerArn === listenerArn).toSorted((left, right) => left.priority - right.priority);
}

/** The load balancers that forward to a target group, by a listener or a rule; AWS allows one. */
export function loadBalancersOf(state: State, targetGroupArn: string): string[] {
  const found = new Set<string>();
  for (const listener of state["elbv2.listeners"].values()) if (forwardsTo(listener.defaultAction, targetGroupArn)) found.add(listener.loadBalancerArn);
  for (const rule of state["elbv2.rules"].values()) {
    const listener = forwardsTo(rule.action, targetGroupArn) ? state["elbv2.listeners"].get(rule.listenerArn) : undefined;
    if (listener) found.add(listener.loadBalancerArn);
  }
  return [...found].toSorted(compareNames);
}

/** Why an action may not be used by a load balancer: a target group that is not there, or another load balancer's. */
export function targetGroupsProblem(state: State, action: ActionRecord, loadBalancerArn: string): AwsError | undefined {
  if (action.kind !== "forward") return undefined;
  for (const { arn } of action.targetGroups) {
    if (!state["elbv2.target-groups"].has(arn)) return targetGroupNotFound(arn);
    if (loadBalancersOf(state, arn).some((other) => other !== loadBalancerArn)) {
      return awsError("TargetGroupAssociationLimitException", `Target group '${arn}' cannot be associated with more than one load balancer`);
    }
  }
  return undefined;
}

function forwardsTo(action: ActionRecord, targetGroupArn: string): boolean {
  return action.kind === "forward" && action.targetGroups.some(({ arn }) => arn === targetGroupArn);
}
