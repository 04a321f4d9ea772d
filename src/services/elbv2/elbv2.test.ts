import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { ELBV2_OPERATIONS } from "./operations.ts";

type Answer = Record<string, unknown> & {
  LoadBalancers: { LoadBalancerArn: string; DNSName: string }[];
  TargetGroups: { TargetGroupArn: string; LoadBalancerArns: string[] }[];
  Listeners: { ListenerArn: string }[];
  Rules: { RuleArn: string; Priority: string }[];
};
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
let account: TestAccount;
let balancer: string;
let group: string;

const outcomeOf = (name: keyof typeof ELBV2_OPERATIONS, input: object): Answer | string => account.answerIn(ELBV2_OPERATIONS, name, input) as Answer | string;
/** As `outcomeOf`, where the test counts on success. */
function run(name: keyof typeof ELBV2_OPERATIONS, input: object): Answer {
  const answer = outcomeOf(name, input);
  if (typeof answer === "string") throw new Error(`${name}: ${answer}`);
  return answer;
}
const forward = (...arns: string[]): object[] => [{ Type: "forward", ForwardConfig: { TargetGroups: arns.map((TargetGroupArn) => ({ TargetGroupArn })) } }];
const NOTHING_HERE = [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "404", ContentType: "text/plain", MessageBody: "nothing here" } }];
const path = (...Values: string[]): object[] => [{ Field: "path-pattern", Values }];
const newBalancer = (Name: string): string => run("CreateLoadBalancer", { Name, Subnets: ["subnet-a", "subnet-b"] }).LoadBalancers[0]!.LoadBalancerArn;
const newGroup = (Name: string): string => run("CreateTargetGroup", { Name, TargetType: "lambda" }).TargetGroups[0]!.TargetGroupArn;
const listen = (Port = 80, DefaultActions = NOTHING_HERE): string => run("CreateListener", { LoadBalancerArn: balancer, Protocol: "HTTP", Port, DefaultActions }).Listeners[0]!.ListenerArn;
const allow = (SourceArn: string, more: object = {}): unknown =>
  account.must("AddPermission", { FunctionName: "orders", StatementId: "elb", Action: "lambda:InvokeFunction", Principal: "elasticloadbalancing.amazonaws.com", SourceArn, ...more });

beforeEach(() => {
  account = new TestAccount();
  account.createFunction("orders", 1);
  account.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
  balancer = newBalancer("web");
  group = newGroup("orders");
});

describe("A load balancer", () => {
  it("has a DNS name in its Region, and is answered again where it is asked for with the same settings", () => {
    const [made] = run("DescribeLoadBalancers", { Names: ["web"] }).LoadBalancers;
    expect(made).toMatchObject({ LoadBalancerArn: balancer, Type: "application", Scheme: "internet-facing", State: { Code: "active" }, AvailabilityZones: [{ ZoneName: "us-east-1a", SubnetId: "subnet-a" }, { ZoneName: "us-east-1b" }] });
    expect(made!.DNSName).toMatch(/^web-\d+\.us-east-1\.elb\.amazonaws\.com$/);
    expect(balancer).toMatch(/^arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer\/app\/web\/[0-9a-f]{16}$/);
    expect(newBalancer("web")).toBe(balancer);
    expect(outcomeOf("CreateLoadBalancer", { Name: "web", Scheme: "internal", Subnets: ["subnet-a", "subnet-b"] })).toBe("DuplicateLoadBalancerNameException: A load balancer with the same name 'web' exists, but with different settings");
  });

  it.each([
    [{ Name: "x".repeat(33) }, "cannot be longer than '32' characters"],
    [{ Name: "a_b" }, "can only contain characters that are alphanumeric characters or hyphens(-)"],
    [{ Name: "-a" }, "cannot begin or end with '-'"],
    [{ Name: "internal-a" }, "cannot begin with 'internal-'"],
    [{ Name: "a", Type: "network" }, "Load balancers of type network are not simulated"],
    [{ Name: "a", Tags: [{ Key: "k" }, { Key: "k" }] }, "DuplicateTagKeysException"],
  ])("is refused with a reason: %j", (input, reason) => {
    expect(outcomeOf("CreateLoadBalancer", input)).toContain(reason);
  });

  it("takes its listeners and their rules with it, and leaves target groups", () => {
    run("CreateRule", { ListenerArn: listen(80), Priority: 1, Conditions: path("/a"), Actions: forward(group) });
    listen(8080);
    run("DeleteLoadBalancer", { LoadBalancerArn: balancer });
    expect([account.state["elbv2.listeners"].size, account.state["elbv2.rules"].size]).toEqual([0, 0]);
    expect(run("DescribeTargetGroups", { Names: ["orders"] }).TargetGroups).toMatchObject([{ LoadBalancerArns: [] }]);
    expect(outcomeOf("DescribeListeners", { LoadBalancerArn: balancer })).toContain("LoadBalancerNotFound");
  });
});

describe("A target group", () => {
  it("is one of functions: what belongs to servers is refused", () => {
    expect(outcomeOf("CreateTargetGroup", { Name: "a", Protocol: "HTTP", Port: 80 })).toContain("Target groups of type instance are not simulated; set the target type to lambda.");
    expect(outcomeOf("CreateTargetGroup", { Name: "a", TargetType: "lambda", Port: 80 })).toBe("ValidationError: Port cannot be specified for target groups with target type 'lambda'");
    expect(outcomeOf("CreateTargetGroup", { Name: "a", TargetType: "lambda", HealthCheckEnabled: true })).toContain("Health checks of functions are not simulated");
  });

  it("registers a function only where its policy lets ELB invoke it for this very group, in ELB's own words", () => {
    const register = (Id: string): unknown => outcomeOf("RegisterTargets", { TargetGroupArn: group, Targets: [{ Id }] });
    const refused = (Id: string): string => `AccessDeniedException: elasticloadbalancing principal does not have permission to invoke ${Id} from target group ${group}`;
    expect(register(FUNCTION)).toBe(refused(FUNCTION));
    allow(newGroup("other"));
    expect(register(FUNCTION)).toBe(refused(FUNCTION));
    allow(group, { StatementId: "elb2", Qualifier: "prod" });
    expect(register(FUNCTION)).toBe(refused(FUNCTION));
    expect(register(`${FUNCTION}:prod`)).toEqual({});
    expect(register(`${FUNCTION}:nope`)).toContain("TooManyTargets");
  });

  it("has one function: another is taken only when the first has left", () => {
    account.createFunction("other");
    allow(group);
    allow(group, { FunctionName: "other" });
    const other = FUNCTION.replace("orders", "other");
    run("RegisterTargets", { TargetGroupArn: group, Targets: [{ Id: FUNCTION }] });
    run("RegisterTargets", { TargetGroupArn: group, Targets: [{ Id: FUNCTION }] });
    expect(outcomeOf("RegisterTargets", { TargetGroupArn: group, Targets: [{ Id: other }] })).toContain("a target group of type lambda has one function");
    run("DeregisterTargets", { TargetGroupArn: group, Targets: [{ Id: other }, { Id: FUNCTION }] });
    run("RegisterTargets", { TargetGroupArn: group, Targets: [{ Id: other }] });
    expect(run("DescribeTargetHealth", { TargetGroupArn: group })).toMatchObject({ TargetHealthDescriptions: [{ Target: { Id: other }, TargetHealth: { State: "unused", Reason: "Target.NotInUse" } }] });
    listen(80, forward(group) as typeof NOTHING_HERE);
    expect(run("DescribeTargetHealth", { TargetGroupArn: group, Targets: [{ Id: other }, { Id: FUNCTION }] })).toMatchObject({
      TargetHealthDescriptions: [{ TargetHealth: { State: "unavailable", Reason: "Target.HealthCheckDisabled" } }, { TargetHealth: { Reason: "Target.NotRegistered" } }],
    });
  });

  it("is no ARN of a function that exists: refused", () => {
    for (const Id of ["orders", "arn:aws:lambda:us-east-1:123456789012:function:nope", "arn:aws:lambda:eu-west-1:123456789012:function:orders", "i-123"]) {
      expect(outcomeOf("RegisterTargets", { TargetGroupArn: group, Targets: [{ Id }] }), Id).toContain("InvalidTargetException");
    }
  });

  it("has multi-value headers as its one attribute", () => {
    expect(run("DescribeTargetGroupAttributes", { TargetGroupArn: group })).toEqual({ Attributes: [{ Key: "lambda.multi_value_headers.enabled", Value: "false" }] });
    run("ModifyTargetGroupAttributes", { TargetGroupArn: group, Attributes: [{ Key: "lambda.multi_value_headers.enabled", Value: "true" }] });
    expect(run("DescribeTargetGroupAttributes", { TargetGroupArn: group })).toEqual({ Attributes: [{ Key: "lambda.multi_value_headers.enabled", Value: "true" }] });
    expect(outcomeOf("ModifyTargetGroupAttributes", { TargetGroupArn: group, Attributes: [{ Key: "stickiness.enabled", Value: "true" }] })).toBe("InvalidConfigurationRequestException: The provided target group attribute is not supported");
  });

  it("belongs to one load balancer, and cannot go while something forwards to it", () => {
    const listener = listen(80, forward(group) as typeof NOTHING_HERE);
    const second = newBalancer("second");
    expect(outcomeOf("CreateListener", { LoadBalancerArn: second, Port: 80, Protocol: "HTTP", DefaultActions: forward(group) })).toBe(`TargetGroupAssociationLimitException: Target group '${group}' cannot be associated with more than one load balancer`);
    expect(outcomeOf("DeleteTargetGroup", { TargetGroupArn: group })).toBe(`ResourceInUseException: Target group '${group}' is currently in use by a listener or a rule`);
    run("ModifyListener", { ListenerArn: listener, DefaultActions: NOTHING_HERE });
    run("DeleteTargetGroup", { TargetGroupArn: group });
    expect(outcomeOf("DescribeTargetGroups", { TargetGroupArns: [group] })).toContain("TargetGroupNotFound");
    expect(outcomeOf("CreateListener", { LoadBalancerArn: second, Port: 80, Protocol: "HTTP", DefaultActions: forward(group) })).toContain("TargetGroupNotFound");
  });
});

describe("A listener", () => {
  it("has its port for itself; the very same one is answered again", () => {
    const listener = listen(80);
    expect(listen(80)).toBe(listener);
    expect(outcomeOf("CreateListener", { LoadBalancerArn: balancer, Port: 80, Protocol: "HTTP", DefaultActions: forward(group) })).toBe(`DuplicateListenerException: A listener already exists on this port for this load balancer '${balancer}'`);
    listen(8080);
    expect(outcomeOf("ModifyListener", { ListenerArn: listener, Port: 8080 })).toContain("DuplicateListener");
    expect(run("ModifyListener", { ListenerArn: listener, Port: 81 })).toMatchObject({ Listeners: [{ Port: 81, DefaultActions: NOTHING_HERE }] });
  });

  it.each([
    [{ Protocol: "HTTPS", Port: 443 }, "HTTPS listeners are not simulated"],
    [{ Protocol: "TCP", Port: 80 }, "UnsupportedProtocol"],
    [{ Port: 0 }, "ValidationError"],
    [{ Port: 70_000 }, "ValidationError"],
    [{ Port: 80, DefaultActions: [] }, "An action must be specified"],
    [{ Port: 80, DefaultActions: [{ Type: "redirect" }] }, "The action redirect is not simulated"],
    [{ Port: 80, DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "304" } }] }, "^(2|4|5)\\d\\d$"],
    [{ Port: 80, DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "200", ContentType: "text/xml" } }] }, "The ContentType must be one of:"],
    [{ Port: 80, DefaultActions: [{ Type: "forward", ForwardConfig: { TargetGroups: [{ TargetGroupArn: "a", Weight: 1000 }] } }] }, "between 0 and 999"],
  ])("is refused with a reason: %j", (input, reason) => {
    expect(outcomeOf("CreateListener", { LoadBalancerArn: balancer, Protocol: "HTTP", DefaultActions: NOTHING_HERE, ...input })).toContain(reason);
  });
});

describe("Rules", () => {
  it("are listed by priority with the default last, which cannot be deleted", () => {
    const ListenerArn = listen();
    for (const Priority of [20, 3]) run("CreateRule", { ListenerArn, Priority, Conditions: path(`/${Priority}`), Actions: forward(group) });
    expect(outcomeOf("CreateRule", { ListenerArn, Priority: 3, Conditions: path("/x"), Actions: forward(group) })).toBe("PriorityInUseException: Priority '3' is currently in use");
    const rules = run("DescribeRules", { ListenerArn }).Rules;
    expect(rules.map(({ Priority }) => Priority)).toEqual(["3", "20", "default"]);
    expect(outcomeOf("DeleteRule", { RuleArn: rules[2]!.RuleArn })).toContain("OperationNotPermitted");
    run("DeleteRule", { RuleArn: rules[0]!.RuleArn });
    expect(run("DescribeRules", { RuleArns: [rules[1]!.RuleArn, rules[2]!.RuleArn] }).Rules.map(({ Priority }) => Priority)).toEqual(["20", "default"]);
    expect(outcomeOf("DescribeRules", {})).toContain("You must specify either listener rule ARNs or a listener ARN");
  });

  it.each([
    [{ Conditions: [] }, "A condition must be specified"],
    [{ Conditions: [{ Field: "path-pattern", Values: [] }] }, "A condition value must be specified"],
    [{ Conditions: [{ Field: "path-pattern", Values: ["/a"] }, { Field: "path-pattern", Values: ["/b"] }] }, "Rules cannot have more than one 'path-pattern' condition"],
    [{ Conditions: [{ Field: "path-pattern", Values: ["/1", "/2", "/3", "/4", "/5", "/6"] }] }, "A rule can only have '5' condition values"],
    [{ Conditions: [{ Field: "path-pattern", Values: ["/ü"] }] }, "contains a character that is not valid"],
    [{ Conditions: [{ Field: "source-ip", SourceIpConfig: { Values: ["10.0.0.0/8"] } }] }, "Conditions on source-ip are not simulated"],
    [{ Conditions: [{ Field: "path-pattern", RegexValues: ["^/a"] }] }, "Regular expressions in conditions are not simulated"],
    [{ Priority: 50_001 }, "between 1 and 50000"],
  ])("are refused with a reason: %j", (input, reason) => {
    expect(outcomeOf("CreateRule", { ListenerArn: listen(), Priority: 1, Conditions: path("/a"), Actions: NOTHING_HERE, ...input })).toContain(reason);
  });
});

it("Tags are carried by load balancers, target groups, listeners and rules", () => {
  const ListenerArn = listen();
  const rule = run("CreateRule", { ListenerArn, Priority: 1, Conditions: path("/a"), Actions: NOTHING_HERE }).Rules[0]!.RuleArn;
  const ResourceArns = [balancer, group, ListenerArn, rule];
  run("AddTags", { ResourceArns, Tags: [{ Key: "team", Value: "shop" }, { Key: "stage", Value: "dev" }] });
  run("RemoveTags", { ResourceArns, TagKeys: ["stage"] });
  expect(run("DescribeTags", { ResourceArns })).toEqual({ TagDescriptions: ResourceArns.map((ResourceArn) => ({ ResourceArn, Tags: [{ Key: "team", Value: "shop" }] })) });
  expect(outcomeOf("DescribeTags", { ResourceArns: [`${balancer}0`] })).toContain("LoadBalancerNotFound");
});

it("Lists come in pages", () => {
  for (const name of ["a", "b", "c"]) newBalancer(name);
  const first = run("DescribeLoadBalancers", { PageSize: 3 });
  const rest = run("DescribeLoadBalancers", { PageSize: 3, Marker: first["NextMarker"] });
  expect([first.LoadBalancers.length, rest.LoadBalancers.length, rest["NextMarker"]]).toEqual([3, 1, undefined]);
});
