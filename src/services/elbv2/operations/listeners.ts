import type {
  CreateListenerInput, CreateListenerOutput, DeleteListenerInput, DescribeListenersInput, DescribeListenersOutput, Listener, ModifyListenerInput, ModifyListenerOutput,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { actionView, readActions, sameAction } from "../actions.ts";
import { hexId, listenerArn, ruleArn } from "../arns.ts";
import { notSimulated, validationError } from "../errors.ts";
import { findListener, findLoadBalancer, listenersOf, rulesOf, targetGroupsProblem } from "../lookup.ts";
import { named, pageOf } from "../paging.ts";
import type { ListenerRecord } from "../records.ts";
import { withTags } from "../tags.ts";

/** Listeners of one load balancer at most (an adjustable quota at AWS). */
const MAX_LISTENERS = 50;

/** CreateListener: HTTP on a port that no other listener of the load balancer has. The same one is answered again. */
export const createListener: Operation<CreateListenerInput, CreateListenerOutput> = (state, input, context) => {
  const loadBalancer = findLoadBalancer(state, input.LoadBalancerArn);
  if (isAwsError(loadBalancer)) return loadBalancer;
  const { Protocol = "HTTP", Port: port } = input;
  const problem = protocolProblem(Protocol) ?? portProblem(port);
  if (problem) return problem;
  const defaultAction = readActions(input.DefaultActions);
  if (isAwsError(defaultAction)) return defaultAction;
  const groups = targetGroupsProblem(state, defaultAction, loadBalancer.arn);
  if (groups) return groups;
  const others = listenersOf(state, loadBalancer.arn);
  const known = others.find((one) => one.port === port);
  if (known) return sameAction(known.defaultAction, defaultAction) ? { output: { Listeners: [listenerView(known)] }, changes: [] } : portInUse(loadBalancer.arn);
  if (others.length >= MAX_LISTENERS) return awsError("TooManyListenersException", "You've reached the limit on the number of listeners per load balancer");
  const tags = withTags({}, input.Tags);
  if (isAwsError(tags)) return tags;
  const arn = listenerArn(loadBalancer.arn, hexId(context.newId, 16));
  const value: ListenerRecord = { arn, loadBalancerArn: loadBalancer.arn, port: port ?? 0, defaultAction, defaultRuleArn: ruleArn(arn, hexId(context.newId, 16)), tags, createdAt: context.now };
  return { output: { Listeners: [listenerView(value)] }, changes: [{ table: "elbv2.listeners", key: arn, value }] };
};

/** ModifyListener: another port, another default action. */
export const modifyListener: Operation<ModifyListenerInput, ModifyListenerOutput> = (state, input) => {
  const listener = findListener(state, input.ListenerArn);
  if (isAwsError(listener)) return listener;
  const { Protocol = "HTTP", Port: port = listener.port } = input;
  const problem = protocolProblem(Protocol) ?? portProblem(port);
  if (problem) return problem;
  if (listenersOf(state, listener.loadBalancerArn).some((other) => other.arn !== listener.arn && other.port === port)) return portInUse(listener.loadBalancerArn);
  const defaultAction = input.DefaultActions === undefined ? listener.defaultAction : readActions(input.DefaultActions);
  if (isAwsError(defaultAction)) return defaultAction;
  const groups = targetGroupsProblem(state, defaultAction, listener.loadBalancerArn);
  if (groups) return groups;
  const value = { ...listener, port, defaultAction };
  return { output: { Listeners: [listenerView(value)] }, changes: [{ table: "elbv2.listeners", key: listener.arn, value }] };
};

/** DescribeListeners of a load balancer, or those of the ARNs that are given. */
export const describeListeners: Operation<DescribeListenersInput, DescribeListenersOutput> = (state, input) => {
  if (input.LoadBalancerArn === undefined && !input.ListenerArns) return validationError("You must specify either listener ARNs or a load balancer ARN");
  const loadBalancer = input.LoadBalancerArn === undefined ? undefined : findLoadBalancer(state, input.LoadBalancerArn);
  if (isAwsError(loadBalancer)) return loadBalancer;
  const wanted = loadBalancer ? listenersOf(state, loadBalancer.arn) : named(input.ListenerArns ?? [], (arn) => findListener(state, arn));
  if (isAwsError(wanted)) return wanted;
  const result = pageOf(wanted, input);
  if (isAwsError(result)) return result;
  return { output: { Listeners: result.items.map(listenerView), ...(result.next !== undefined && { NextMarker: result.next }) }, changes: [] };
};

/** DeleteListener, with its rules. */
export const deleteListener: Operation<DeleteListenerInput, Record<string, never>> = (state, input) => {
  const listener = findListener(state, input.ListenerArn);
  return isAwsError(listener) ? listener : { output: {}, changes: listenerRemoval(state, listener) };
};

/** The changes that take a listener and its rules away. */
export function listenerRemoval(state: State, { arn }: ListenerRecord): Change[] {
  return [{ table: "elbv2.listeners", key: arn, value: null }, ...rulesOf(state, arn).map((rule): Change => ({ table: "elbv2.rules", key: rule.arn, value: null }))];
}

function protocolProblem(protocol: string): AwsError | undefined {
  if (protocol === "HTTPS") return notSimulated("HTTPS listeners are not simulated: there are no certificates here. Use HTTP.");
  return protocol === "HTTP" ? undefined : awsError("UnsupportedProtocolException", `The specified protocol is not supported: an application load balancer listens for HTTP, not ${protocol}.`);
}

function portProblem(port: number | undefined): AwsError | undefined {
  if (port === undefined) return validationError("A port must be specified");
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? undefined : validationError(`1 validation error detected: Value '${port}' at 'port' failed to satisfy constraint: Member must have value between 1 and 65535`);
}

function portInUse(loadBalancerArn: string): AwsError {
  return awsError("DuplicateListenerException", `A listener already exists on this port for this load balancer '${loadBalancerArn}'`);
}

function listenerView({ arn, loadBalancerArn, port, defaultAction }: ListenerRecord): Listener {
  return { ListenerArn: arn, LoadBalancerArn: loadBalancerArn, Port: port, Protocol: "HTTP", DefaultActions: [actionView(defaultAction)] };
}
