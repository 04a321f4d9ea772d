import type {
  CreateLoadBalancerInput, CreateLoadBalancerOutput, DeleteLoadBalancerInput, DescribeLoadBalancersInput, DescribeLoadBalancersOutput, LoadBalancer,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import type { Change } from "../../tables.ts";
import { dnsName, hexId, loadBalancerArn } from "../arns.ts";
import { loadBalancerNotFound, notSimulated, validationError } from "../errors.ts";
import { findLoadBalancer, listenersOf } from "../lookup.ts";
import { nameProblem } from "../names.ts";
import { named, pageOf } from "../paging.ts";
import type { LoadBalancerRecord } from "../records.ts";
import { withTags } from "../tags.ts";
import { listenerRemoval } from "./listeners.ts";

/**
 * CreateLoadBalancer: an Application Load Balancer, active at once. Subnets and security groups are kept as names and lead
 * nowhere. The same name with the same settings is answered again.
 */
export const createLoadBalancer: Operation<CreateLoadBalancerInput, CreateLoadBalancerOutput> = (state, input, context) => {
  const { Name: name = "", Type = "application", Scheme = "internet-facing", IpAddressType = "ipv4" } = input;
  if (Type !== "application") return notSimulated(`Load balancers of type ${Type} are not simulated; only application load balancers invoke functions.`);
  if (IpAddressType !== "ipv4") return notSimulated(`The IP address type ${IpAddressType} is not simulated; ipv4 is.`);
  const problem = nameProblem("Load balancer", name) ?? (name.startsWith("internal-") ? validationError(`Load balancer name '${name}' cannot begin with 'internal-'`) : undefined);
  if (problem) return problem;
  if (Scheme !== "internet-facing" && Scheme !== "internal") return awsError("InvalidSchemeException", "The requested scheme is not valid");
  const tags = withTags({}, input.Tags);
  if (isAwsError(tags)) return tags;
  const subnets = input.Subnets ?? (input.SubnetMappings ?? []).map(({ SubnetId = "" }) => SubnetId);
  const settings = { scheme: Scheme, subnets, securityGroups: input.SecurityGroups ?? [] };
  const known = [...state["elbv2.load-balancers"].values()].find((one) => one.name === name);
  if (known) {
    const same = known.scheme === settings.scheme && String(known.subnets) === String(subnets) && String(known.securityGroups) === String(settings.securityGroups);
    return same ? { output: { LoadBalancers: [loadBalancerView(known)] }, changes: [] } : awsError("DuplicateLoadBalancerNameException", `A load balancer with the same name '${name}' exists, but with different settings`);
  }
  const id = hexId(context.newId, 16);
  const value: LoadBalancerRecord = {
    arn: loadBalancerArn(context, name, id),
    name,
    dnsName: dnsName(name, Scheme === "internal", context.region, id.slice(-8)),
    ...settings,
    tags,
    createdAt: context.now,
  };
  return { output: { LoadBalancers: [loadBalancerView(value)] }, changes: [{ table: "elbv2.load-balancers", key: value.arn, value }] };
};

/** DescribeLoadBalancers: all, or those of the ARNs or names that are given. */
export const describeLoadBalancers: Operation<DescribeLoadBalancersInput, DescribeLoadBalancersOutput> = (state, input) => {
  const all = [...state["elbv2.load-balancers"].values()];
  const wanted = input.LoadBalancerArns
    ? named(input.LoadBalancerArns, (arn) => findLoadBalancer(state, arn))
    : named(input.Names ?? all.map(({ name }) => name), (name) => all.find((one) => one.name === name) ?? loadBalancerNotFound(name));
  if (isAwsError(wanted)) return wanted;
  const result = pageOf(wanted, input);
  if (isAwsError(result)) return result;
  return { output: { LoadBalancers: result.items.map(loadBalancerView), ...(result.next !== undefined && { NextMarker: result.next }) }, changes: [] };
};

/** DeleteLoadBalancer, with its listeners and their rules; of one that is gone already, too. Target groups stay. */
export const deleteLoadBalancer: Operation<DeleteLoadBalancerInput, Record<string, never>> = (state, input) => {
  const arn = input.LoadBalancerArn ?? "";
  if (!state["elbv2.load-balancers"].has(arn)) return { output: {}, changes: [] };
  const listeners: Change[] = listenersOf(state, arn).flatMap((listener) => listenerRemoval(state, listener));
  return { output: {}, changes: [{ table: "elbv2.load-balancers", key: arn, value: null }, ...listeners] };
};

function loadBalancerView({ arn, name, dnsName: dns, scheme, subnets, securityGroups, createdAt }: LoadBalancerRecord): LoadBalancer {
  const region = arn.split(":")[3] ?? "";
  return {
    LoadBalancerArn: arn,
    LoadBalancerName: name,
    DNSName: dns,
    CreatedTime: new Date(createdAt),
    Scheme: scheme,
    State: { Code: "active" },
    Type: "application",
    // A subnet is in one zone; which one is nobody's to say without a VPC, so they are counted through.
    AvailabilityZones: subnets.map((SubnetId, index) => ({ ZoneName: `${region}${"abc"[index % 3]}`, SubnetId })),
    SecurityGroups: [...securityGroups],
    IpAddressType: "ipv4",
  };
}
