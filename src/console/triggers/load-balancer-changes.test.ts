import { CreateListenerCommand, CreateLoadBalancerCommand, DescribeListenersCommand, DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetPolicyCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createAwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import { sdkConfig } from "#testing/sdk-clients.ts";
import { TestCloud } from "#testing/test-cloud.ts";
import type { ClientOf } from "../aws/lazy-clients.ts";
import { addLoadBalancerTrigger, removeLoadBalancerTrigger, targetGroupName, type NewLoadBalancerTrigger } from "./load-balancer-changes.ts";
import { readLoadBalancerTriggers } from "./load-balancer-queries.ts";
import { loadBalancerDetails, type LoadBalancerTrigger } from "./load-balancer-rows.ts";
import type { TriggerTarget } from "./trigger-permission.ts";

vi.setConfig({ testTimeout: 60_000 });

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const target = (name = "orders", qualifier?: string): TriggerTarget => ({ name, qualifier, arn: `${ARN.replace("orders", name)}${qualifier === undefined ? "" : `:${qualifier}`}`, accountId: "123456789012", region: "us-east-1" });
let cloud: TestCloud;
let elb: ElasticLoadBalancingV2Client;
let lambda: LambdaClient;
let client: ClientOf;

beforeEach(async () => {
  cloud = await TestCloud.open();
  const api = createAwsApi(cloud.plane);
  const config = { ...sdkConfig(), requestHandler: createSdkRequestHandler((request) => api.answer(request)) };
  elb = new ElasticLoadBalancingV2Client(config);
  lambda = new LambdaClient(config);
  client = ((service: string) => Promise.resolve(service === "elbv2" ? elb : lambda)) as ClientOf;
  await cloud.createFunction("orders", { Publish: true });
  await cloud.createFunction("users");
  await cloud.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
});

const add = (trigger: Partial<NewLoadBalancerTrigger> = {}, of = target()): Promise<void> => addLoadBalancerTrigger(client, of, { kind: "alb", loadBalancer: { name: "web" }, port: 80, path: "", ...trigger });
const triggers = (of = target()): Promise<LoadBalancerTrigger[]> => readLoadBalancerTriggers(elb, of.arn);
const web = async (): Promise<{ arn: string }> => ({ arn: (await elb.send(new DescribeLoadBalancersCommand({ Names: ["web"] }))).LoadBalancers![0]!.LoadBalancerArn! });
const kept = (): number[] => (["elbv2.load-balancers", "elbv2.target-groups", "elbv2.listeners", "elbv2.rules", "lambda.policies"] as const).map((table) => cloud.rows(table).length);

async function remove(trigger: LoadBalancerTrigger, of = target()): Promise<void> {
  await removeLoadBalancerTrigger(client, of, trigger);
}

describe("A trigger by a load balancer", () => {
  test("is made with load balancer, target group, permission and listener, and goes with all of it", async () => {
    await add();
    const [trigger, ...others] = await triggers();
    expect(others).toEqual([]);
    expect(trigger).toMatchObject({ kind: "alb", port: 80, isDefault: true, paths: [], dnsName: expect.stringMatching(/^web-\d+\.us-east-1\.elb\.amazonaws\.com$/) });
    expect(loadBalancerDetails(trigger!)).toBe("Port 80; requests that no rule is for");
    const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName: "orders" }));
    expect(JSON.parse(Policy!)).toMatchObject({ Statement: [{ Principal: { Service: "elasticloadbalancing.amazonaws.com" }, Condition: { ArnLike: { "AWS:SourceArn": trigger!.targetGroupArn } } }] });
    await remove(trigger!);
    expect(kept()).toEqual([0, 0, 0, 0, 0]);
  });

  test("on an alias is its own: policy, target group and list", async () => {
    const prod = target("orders", "prod");
    await add({}, prod);
    expect(await triggers()).toEqual([]);
    const [trigger] = await triggers(prod);
    expect(trigger!.targetGroupArn).toContain(":targetgroup/orders-prod/");
    await lambda.send(new GetPolicyCommand({ FunctionName: "orders", Qualifier: "prod" }));
    await remove(trigger!, prod);
    expect(kept()).toEqual([0, 0, 0, 0, 0]);
  });

  test("with a path is a rule, after those that are there; the listener stays while another function has one", async () => {
    await add({ path: "/orders/*" });
    await add({ loadBalancer: await web(), path: "/users/*" }, target("users"));
    const [orders] = await triggers();
    expect(loadBalancerDetails(orders!)).toBe("Port 80; path /orders/*");
    expect(cloud.rows("elbv2.rules").map(({ priority }) => priority)).toEqual([1, 2]);
    await remove(orders!);
    expect(kept()).toEqual([1, 1, 1, 1, 1]);
    await remove((await triggers(target("users")))[0]!, target("users"));
    expect(kept()).toEqual([0, 0, 0, 0, 0]);
  });

  test("without a path takes the free default of a listener, and leaves it free for the rules of others", async () => {
    await add({ path: "/users" }, target("users"));
    await add({ loadBalancer: await web() });
    const [byDefault] = await triggers();
    expect(byDefault).toMatchObject({ isDefault: true, port: 80 });
    await expect(add({ loadBalancer: await web() }, target("users"))).rejects.toThrow("Give a path pattern, or choose another port.");
    expect(kept()).toEqual([1, 2, 1, 1, 2]);
    await remove(byDefault!);
    expect(kept()).toEqual([1, 1, 1, 1, 1]);
  });

  test("on another port has a listener of its own", async () => {
    await add();
    await add({ loadBalancer: await web(), port: 8080, path: "/x" });
    expect((await triggers()).map(({ port, paths }) => [port, paths])).toEqual([[80, []], [8080, ["/x"]]]);
    await remove((await triggers())[1]!);
    expect(kept()).toEqual([1, 1, 1, 0, 1]);
  });

  test("does not take away a default that somebody else wrote", async () => {
    const { LoadBalancers } = await elb.send(new CreateLoadBalancerCommand({ Name: "web", Subnets: ["a", "b"] }));
    const LoadBalancerArn = LoadBalancers![0]!.LoadBalancerArn;
    const DefaultActions = [{ Type: "fixed-response" as const, FixedResponseConfig: { StatusCode: "200", MessageBody: "closed" } }];
    await elb.send(new CreateListenerCommand({ LoadBalancerArn, Protocol: "HTTP", Port: 80, DefaultActions }));
    await expect(add({ loadBalancer: await web() })).rejects.toThrow("has its place already");
    await add({ loadBalancer: await web(), path: "/orders" });
    await remove((await triggers())[0]!);
    expect((await elb.send(new DescribeListenersCommand({ LoadBalancerArn }))).Listeners).toMatchObject([{ DefaultActions }]);
  });

  test("that fails half-way leaves nothing behind", async () => {
    await expect(add({ path: "/ü" })).rejects.toThrow("not valid");
    expect(kept()).toEqual([0, 0, 0, 0, 0]);
    await expect(add({}, target("nobody"))).rejects.toThrow("Function not found");
    expect(kept()).toEqual([0, 0, 0, 0, 0]);
    await add();
    await expect(add({ port: 81 }, target("users"))).rejects.toThrow("There is a load balancer web already");
    expect(kept()).toEqual([1, 1, 1, 0, 1]);
  });
});

test("a target group is named after function and qualifier, within ELB's letters and length, and like no other", () => {
  expect(targetGroupName({ name: "orders", qualifier: undefined }, new Set())).toBe("orders");
  expect(targetGroupName({ name: "my_orders", qualifier: "prod" }, new Set())).toBe("my-orders-prod");
  expect(targetGroupName({ name: "orders", qualifier: "1" }, new Set(["orders-1", "orders-1-2"]))).toBe("orders-1-3");
  expect(targetGroupName({ name: "__", qualifier: undefined }, new Set())).toBe("function");
  expect(targetGroupName({ name: "a".repeat(64), qualifier: undefined }, new Set(["a".repeat(32)]))).toBe(`${"a".repeat(30)}-2`);
});
