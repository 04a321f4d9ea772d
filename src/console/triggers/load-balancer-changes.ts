import {
  CreateListenerCommand, CreateLoadBalancerCommand, CreateRuleCommand, CreateTargetGroupCommand, DeleteListenerCommand, DeleteLoadBalancerCommand, DeleteRuleCommand,
  DeleteTargetGroupCommand, DescribeListenersCommand, DescribeLoadBalancersCommand, DescribeRulesCommand, DescribeTargetGroupsCommand, ModifyListenerCommand,
  paginateDescribeTargetGroups, RegisterTargetsCommand, type Action, type ElasticLoadBalancingV2Client, type Listener,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { ClientOf } from "../aws/lazy-clients.ts";
import { allOrNothing, type Undo } from "./all-or-nothing.ts";
import type { LoadBalancerTrigger } from "./load-balancer-rows.ts";
import { removePermission, withPermission, type TriggerTarget } from "./trigger-permission.ts";

/** Requests that are to be forwarded to a function. */
export interface NewLoadBalancerTrigger {
  readonly kind: "alb";
  /** One to be made, or one that is there. */
  readonly loadBalancer: { readonly name: string } | { readonly arn: string };
  readonly port: number;
  /** A pattern; empty: every request of the port that no rule is for. */
  readonly path: string;
}

/** What a listener made here does with requests that nobody wants. */
const NOBODY_SAYS = "No rule of this listener is for this path.\n";
const NOBODY: Action[] = [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "404", ContentType: "text/plain", MessageBody: NOBODY_SAYS } }];
/** There is no VPC: subnets are names. AWS wants two, in two zones. */
const SUBNETS = ["subnet-1", "subnet-2"];

/**
 * Makes target group, permission, registration, and what forwards to it, in AWS's order: a path becomes a rule, else it is the
 * listener's default. What failed half-way is undone.
 */
export async function addLoadBalancerTrigger(client: ClientOf, target: TriggerTarget, { loadBalancer, port, path }: NewLoadBalancerTrigger): Promise<void> {
  const elb = await client("elbv2");
  await allOrNothing(async (undo) => {
    const { TargetGroups } = await elb.send(new CreateTargetGroupCommand({ Name: targetGroupName(target, await takenNames(elb)), TargetType: "lambda" }));
    const { TargetGroupArn = "" } = TargetGroups?.[0] ?? {};
    undo(() => elb.send(new DeleteTargetGroupCommand({ TargetGroupArn })));
    await withPermission(client, target, { sid: permissionSidOf(TargetGroupArn), principal: "elasticloadbalancing.amazonaws.com", sourceArn: TargetGroupArn }, async () => {
      await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: target.arn }] }));
      await allOrNothing(async (undoForwarding) => {
        const LoadBalancerArn = "arn" in loadBalancer ? loadBalancer.arn : await newLoadBalancer(elb, loadBalancer.name, undoForwarding);
        await forward(elb, LoadBalancerArn, port, path, [{ Type: "forward", TargetGroupArn }], undoForwarding);
      });
    });
  });
}

async function newLoadBalancer(elb: ElasticLoadBalancingV2Client, Name: string, undo: Undo): Promise<string> {
  // Asked first, as CreateLoadBalancer answers with one of the same name and settings: a failure would take that one away.
  const { LoadBalancers: known = [] } = await elb.send(new DescribeLoadBalancersCommand({}));
  if (known.some((one) => one.LoadBalancerName === Name)) throw named("DuplicateLoadBalancerName", `There is a load balancer ${Name} already: choose it from the list, or another name.`);
  const { LoadBalancers } = await elb.send(new CreateLoadBalancerCommand({ Name, Subnets: SUBNETS }));
  const { LoadBalancerArn = "" } = LoadBalancers?.[0] ?? {};
  undo(() => elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn })));
  return LoadBalancerArn;
}

/** The listener of the port forwards: made, or changed, or given a rule. */
async function forward(elb: ElasticLoadBalancingV2Client, LoadBalancerArn: string, Port: number, path: string, actions: Action[], undo: Undo): Promise<void> {
  const { Listeners = [] } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn }));
  const there = Listeners.find((listener) => listener.Port === Port);
  const { Listeners: made } = there ? {} : await elb.send(new CreateListenerCommand({ LoadBalancerArn, Protocol: "HTTP", Port, DefaultActions: path === "" ? actions : NOBODY }));
  const { ListenerArn = "" } = there ?? made?.[0] ?? {};
  if (!there) undo(() => elb.send(new DeleteListenerCommand({ ListenerArn })));
  if (path !== "") {
    const { Rules = [] } = await elb.send(new DescribeRulesCommand({ ListenerArn }));
    const last = Math.max(0, ...Rules.filter(({ IsDefault }) => !IsDefault).map(({ Priority }) => Number(Priority)));
    await elb.send(new CreateRuleCommand({ ListenerArn, Priority: last + 1, Conditions: [{ Field: "path-pattern", PathPatternConfig: { Values: [path] } }], Actions: actions }));
  } else if (there) {
    if (!isNobodys(there)) throw named("DuplicateListener", `What no rule of port ${Port} is for has its place already. Give a path pattern, or choose another port.`);
    await elb.send(new ModifyListenerCommand({ ListenerArn, DefaultActions: actions }));
  }
}

/** Takes away what forwards, and then whatever nothing is left of: listener, target group, permission, load balancer. */
export async function removeLoadBalancerTrigger(client: ClientOf, target: TriggerTarget, trigger: LoadBalancerTrigger): Promise<void> {
  const elb = await client("elbv2");
  const { listenerArn: ListenerArn, targetGroupArn: TargetGroupArn, sourceArn: LoadBalancerArn } = trigger;
  if (trigger.isDefault) await elb.send(new ModifyListenerCommand({ ListenerArn, DefaultActions: NOBODY }));
  else await elb.send(new DeleteRuleCommand({ RuleArn: trigger.id.replace(/#.*$/, "") }));
  const { Listeners = [] } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn }));
  const listener = Listeners.find((one) => one.ListenerArn === ListenerArn);
  const { Rules = [] } = await elb.send(new DescribeRulesCommand({ ListenerArn }));
  const isEmpty = listener !== undefined && isNobodys(listener) && Rules.every(({ IsDefault }) => IsDefault);
  if (isEmpty) await elb.send(new DeleteListenerCommand({ ListenerArn }));
  const { TargetGroups = [] } = await elb.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [TargetGroupArn] }));
  // Another rule of the load balancer still forwards to it.
  if (TargetGroups[0]?.LoadBalancerArns?.length === 0) {
    await elb.send(new DeleteTargetGroupCommand({ TargetGroupArn }));
    await removePermission(client, target, permissionSidOf(TargetGroupArn));
  }
  if (isEmpty && Listeners.length === 1) await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
}

/** A name for a target group that nobody has: after the function and its qualifier, 32 letters, digits and hyphens at most. */
export function targetGroupName({ name, qualifier }: Pick<TriggerTarget, "name" | "qualifier">, taken: ReadonlySet<string>): string {
  const wanted = `${name}${qualifier === undefined ? "" : `-${qualifier}`}`.replaceAll(/[^A-Za-z0-9]+/g, "-").replaceAll(/^-|-$/g, "") || "function";
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? "" : `-${number}`;
    const candidate = `${wanted.slice(0, 32 - suffix.length).replace(/-$/, "")}${suffix}`;
    if (!taken.has(candidate)) return candidate;
  }
}

async function takenNames(elb: ElasticLoadBalancingV2Client): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const page of paginateDescribeTargetGroups({ client: elb }, {})) for (const { TargetGroupName = "" } of page.TargetGroups ?? []) names.add(TargetGroupName);
  return names;
}

/** The ID of the statement that a target group brings. */
function permissionSidOf(targetGroupArn: string): string {
  return `lambdarium-elb-${targetGroupArn.split("/").slice(1).join("-")}`;
}

/** Whether a listener's default is free: the answer that was put there here, not somebody's own. */
function isNobodys({ DefaultActions = [] }: Listener): boolean {
  return DefaultActions.every(({ FixedResponseConfig }) => FixedResponseConfig?.MessageBody === NOBODY_SAYS);
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
