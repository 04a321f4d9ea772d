import type {
  CreateTargetGroupInput, CreateTargetGroupOutput, DeleteTargetGroupInput, DescribeTargetGroupAttributesInput, DescribeTargetGroupAttributesOutput,
  DescribeTargetGroupsInput, DescribeTargetGroupsOutput, ModifyTargetGroupAttributesInput, ModifyTargetGroupAttributesOutput, TargetGroup, TargetGroupAttribute,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import type { State } from "../../tables.ts";
import { hexId, targetGroupArn } from "../arns.ts";
import { notSimulated, targetGroupNotFound, validationError } from "../errors.ts";
import { findLoadBalancer, findTargetGroup, loadBalancersOf } from "../lookup.ts";
import { nameProblem } from "../names.ts";
import { named, pageOf } from "../paging.ts";
import type { TargetGroupRecord } from "../records.ts";
import { withTags } from "../tags.ts";

/** The one attribute of a group of functions. */
const MULTI_VALUE_HEADERS = "lambda.multi_value_headers.enabled";

/** CreateTargetGroup of type lambda, without health checks (AWS's default for functions). The same name is answered again. */
export const createTargetGroup: Operation<CreateTargetGroupInput, CreateTargetGroupOutput> = (state, input, context) => {
  const { Name: name = "", TargetType = "instance" } = input;
  if (TargetType !== "lambda") return notSimulated(`Target groups of type ${TargetType} are not simulated; set the target type to lambda.`);
  const problem = nameProblem("Target group", name);
  if (problem) return problem;
  for (const [what, given] of [["Protocol", input.Protocol], ["Port", input.Port], ["VPC ID", input.VpcId]] as const) {
    if (given !== undefined) return validationError(`${what} cannot be specified for target groups with target type 'lambda'`);
  }
  if (input.HealthCheckEnabled) return notSimulated("Health checks of functions are not simulated; leave them disabled, which is the default.");
  const tags = withTags({}, input.Tags);
  if (isAwsError(tags)) return tags;
  const known = [...state["elbv2.target-groups"].values()].find((one) => one.name === name);
  if (known) return { output: { TargetGroups: [targetGroupView(state, known)] }, changes: [] };
  const value: TargetGroupRecord = { arn: targetGroupArn(context, name, hexId(context.newId, 16)), name, functionArn: null, multiValueHeaders: false, tags, createdAt: context.now };
  return { output: { TargetGroups: [targetGroupView(state, value)] }, changes: [{ table: "elbv2.target-groups", key: value.arn, value }] };
};

/** DescribeTargetGroups: all, those of a load balancer, or those of the ARNs or names that are given. */
export const describeTargetGroups: Operation<DescribeTargetGroupsInput, DescribeTargetGroupsOutput> = (state, input) => {
  let all = [...state["elbv2.target-groups"].values()];
  if (input.LoadBalancerArn !== undefined) {
    const loadBalancer = findLoadBalancer(state, input.LoadBalancerArn);
    if (isAwsError(loadBalancer)) return loadBalancer;
    all = all.filter(({ arn }) => loadBalancersOf(state, arn).includes(loadBalancer.arn));
  }
  const wanted = input.TargetGroupArns
    ? named(input.TargetGroupArns, (arn) => findTargetGroup(state, arn))
    : named(input.Names ?? all.map(({ name }) => name), (name) => all.find((one) => one.name === name) ?? targetGroupNotFound(name));
  if (isAwsError(wanted)) return wanted;
  const result = pageOf(wanted, input);
  if (isAwsError(result)) return result;
  return { output: { TargetGroups: result.items.map((one) => targetGroupView(state, one)), ...(result.next !== undefined && { NextMarker: result.next }) }, changes: [] };
};

/** DeleteTargetGroup; one that a listener or a rule forwards to is refused. */
export const deleteTargetGroup: Operation<DeleteTargetGroupInput, Record<string, never>> = (state, input) => {
  const arn = input.TargetGroupArn ?? "";
  if (loadBalancersOf(state, arn).length > 0) return awsError("ResourceInUseException", `Target group '${arn}' is currently in use by a listener or a rule`);
  return { output: {}, changes: state["elbv2.target-groups"].has(arn) ? [{ table: "elbv2.target-groups", key: arn, value: null }] : [] };
};

/** DescribeTargetGroupAttributes. */
export const describeTargetGroupAttributes: Operation<DescribeTargetGroupAttributesInput, DescribeTargetGroupAttributesOutput> = (state, input) => {
  const group = findTargetGroup(state, input.TargetGroupArn);
  return isAwsError(group) ? group : { output: { Attributes: attributesOf(group) }, changes: [] };
};

/** ModifyTargetGroupAttributes: whether headers and query parameters come as lists. */
export const modifyTargetGroupAttributes: Operation<ModifyTargetGroupAttributesInput, ModifyTargetGroupAttributesOutput> = (state, input) => {
  const group = findTargetGroup(state, input.TargetGroupArn);
  if (isAwsError(group)) return group;
  let value = group;
  for (const { Key, Value = "" } of input.Attributes ?? []) {
    if (Key !== MULTI_VALUE_HEADERS) return awsError("InvalidConfigurationRequestException", "The provided target group attribute is not supported");
    if (Value !== "true" && Value !== "false") return validationError(`'${MULTI_VALUE_HEADERS}' must be 'true' or 'false'`);
    value = { ...value, multiValueHeaders: Value === "true" };
  }
  return { output: { Attributes: attributesOf(value) }, changes: [{ table: "elbv2.target-groups", key: group.arn, value }] };
};

function attributesOf({ multiValueHeaders }: TargetGroupRecord): TargetGroupAttribute[] {
  return [{ Key: MULTI_VALUE_HEADERS, Value: String(multiValueHeaders) }];
}

/** The figures of the health check are AWS's defaults for functions; it is disabled. */
function targetGroupView(state: State, { arn, name }: TargetGroupRecord): TargetGroup {
  return {
    TargetGroupArn: arn,
    TargetGroupName: name,
    TargetType: "lambda",
    HealthCheckEnabled: false,
    HealthCheckPath: "/",
    HealthCheckIntervalSeconds: 35,
    HealthCheckTimeoutSeconds: 30,
    HealthyThresholdCount: 5,
    UnhealthyThresholdCount: 2,
    Matcher: { HttpCode: "200" },
    LoadBalancerArns: loadBalancersOf(state, arn),
    IpAddressType: "ipv4",
  };
}
