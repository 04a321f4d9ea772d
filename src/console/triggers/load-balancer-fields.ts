import { isPathPattern } from "#services/elbv2/conditions.ts";
import { nameProblem } from "#services/elbv2/names.ts";
import type { NewLoadBalancerTrigger } from "./load-balancer-changes.ts";

/** What the form asks of a load balancer. */
export interface LoadBalancerFields {
  /** ARN of one that is there; empty: a new one of `loadBalancerName`. */
  readonly loadBalancerArn: string;
  readonly loadBalancerName: string;
  readonly listenerPort: string;
  /** Empty: every path. */
  readonly pathPattern: string;
}

export const EMPTY_LOAD_BALANCER_FIELDS: LoadBalancerFields = { loadBalancerArn: "", loadBalancerName: "", listenerPort: "80", pathPattern: "" };

/** What is wrong with the fields, a sentence each. */
export function loadBalancerProblems(fields: LoadBalancerFields): Partial<Record<keyof LoadBalancerFields, string>> {
  const problems: Partial<Record<keyof LoadBalancerFields, string>> = {};
  const { loadBalancerArn, loadBalancerName: name, listenerPort, pathPattern } = fields;
  if (loadBalancerArn === "" && (nameProblem("Load balancer", name) !== undefined || name.startsWith("internal-"))) {
    problems.loadBalancerName = "A load balancer's name has 1 to 32 letters, digits and hyphens. It does not begin or end with a hyphen, nor begin with internal-.";
  }
  const port = /^\d{1,5}$/.test(listenerPort.trim()) ? Number(listenerPort) : 0;
  if (port < 1 || port > 65_535) problems.listenerPort = "A port is a whole number from 1 to 65535.";
  if (pathPattern !== "" && (!/^[/*]/.test(pathPattern) || !isPathPattern(pathPattern))) {
    problems.pathPattern = "A path pattern begins with /, such as /orders or /api/*, and has at most 128 characters: letters, digits, _ - . $ / ~ \" ' @ : + & and the wildcards * and ?.";
  }
  return problems;
}

/** What is to be made of good fields. */
export function newLoadBalancerTrigger({ loadBalancerArn, loadBalancerName, listenerPort, pathPattern }: LoadBalancerFields): NewLoadBalancerTrigger {
  return { kind: "alb", loadBalancer: loadBalancerArn === "" ? { name: loadBalancerName } : { arn: loadBalancerArn }, port: Number(listenerPort), path: pathPattern };
}
