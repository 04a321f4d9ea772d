import {
  AddTagsCommand, CreateListenerCommand, CreateLoadBalancerCommand, CreateRuleCommand, CreateTargetGroupCommand, DeleteListenerCommand, DeleteLoadBalancerCommand,
  DeleteRuleCommand, DeleteTargetGroupCommand, DeregisterTargetsCommand, DescribeListenersCommand, DescribeLoadBalancersCommand, DescribeRulesCommand, DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand, DescribeTargetGroupsCommand, DescribeTargetHealthCommand, DuplicateListenerException, ElasticLoadBalancingV2Client,
  LoadBalancerNotFoundException, ModifyListenerCommand, ModifyTargetGroupAttributesCommand, RegisterTargetsCommand, ResourceInUseException, waitUntilLoadBalancerAvailable,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { AddPermissionCommand, LambdaClient, PutFunctionConcurrencyCommand, RemovePermissionCommand } from "@aws-sdk/client-lambda";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createAwsApi, type AwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import { returns, throws } from "./scripted-runtime.ts";
import { sdkConfig } from "./sdk-clients.ts";
import { TestCloud } from "./test-cloud.ts";

vi.setConfig({ testTimeout: 60_000 });

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
let cloud: TestCloud;
let api: AwsApi;
let elb: ElasticLoadBalancingV2Client;
let lambda: LambdaClient;

beforeEach(async () => {
  cloud = await TestCloud.open();
  api = createAwsApi(cloud.plane);
  const config = { ...sdkConfig(), requestHandler: createSdkRequestHandler((request) => api.answer(request)) };
  elb = new ElasticLoadBalancingV2Client(config);
  lambda = new LambdaClient(config);
  await cloud.createFunction("orders");
});

/** The whole chain as AWS's guide has it, through the unmodified clients. */
async function loadBalancerOfOrders(): Promise<{ LoadBalancerArn: string; TargetGroupArn: string; ListenerArn: string; host: string }> {
  const { LoadBalancers } = await elb.send(new CreateLoadBalancerCommand({ Name: "web", Subnets: ["subnet-a", "subnet-b"], Tags: [{ Key: "team", Value: "shop" }] }));
  const { LoadBalancerArn, DNSName } = LoadBalancers![0]!;
  const { TargetGroups } = await elb.send(new CreateTargetGroupCommand({ Name: "orders", TargetType: "lambda" }));
  const { TargetGroupArn } = TargetGroups![0]!;
  await lambda.send(new AddPermissionCommand({ FunctionName: "orders", StatementId: "elb", Action: "lambda:InvokeFunction", Principal: "elasticloadbalancing.amazonaws.com", SourceArn: TargetGroupArn }));
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: FUNCTION }] }));
  const { Listeners } = await elb.send(new CreateListenerCommand({ LoadBalancerArn, Protocol: "HTTP", Port: 80, DefaultActions: [{ Type: "forward", TargetGroupArn }] }));
  return { LoadBalancerArn: LoadBalancerArn!, TargetGroupArn: TargetGroupArn!, ListenerArn: Listeners![0]!.ListenerArn!, host: DNSName! };
}

/** One HTTP request to a public address; lets virtual time go on until it is answered. */
async function ask(address: string, init: RequestInit = {}): Promise<{ status: number; headers: Headers; text: string }> {
  const asked = api.handle(new Request(`http://localhost:4173/_lambdarium/http/${address}`, init));
  await cloud.time.advance(1000);
  const response = await asked;
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe("Elastic Load Balancing through its unmodified SDK client", () => {
  it("carries a request to the function and its answer back", async () => {
    const { host, TargetGroupArn } = await loadBalancerOfOrders();
    cloud.runtime.behaviour = { invoke: (event) => returns({ statusCode: 200, statusDescription: "200 OK", headers: { "Content-Type": "application/json" }, body: JSON.stringify(event) }) };
    const answer = await ask(`${host}/books/1?q=a%20b`, { method: "POST", body: '{"n":1}', headers: { "content-type": "application/json", "X-Name": "me" } });
    expect([answer.status, answer.headers.get("server"), answer.headers.get("content-type")]).toEqual([200, "awselb/2.0", "application/json"]);
    expect(JSON.parse(answer.text)).toMatchObject({
      requestContext: { elb: { targetGroupArn: TargetGroupArn } }, httpMethod: "POST", path: "/books/1", queryStringParameters: { q: "a%20b" },
      headers: { host: host.toLowerCase(), "x-name": "me", "x-forwarded-for": "127.0.0.1", "x-forwarded-port": "80", "x-forwarded-proto": "http" }, body: '{"n":1}', isBase64Encoded: false,
    });
  });

  it("answers 502 for a function that fails, is throttled, may not be invoked or returns no response, and 503 without a target", async () => {
    const { host, TargetGroupArn } = await loadBalancerOfOrders();
    const bad = { status: 502, text: expect.stringContaining("<center><h1>502 Bad Gateway</h1></center>") };
    cloud.runtime.behaviour = { invoke: () => throws("ValueError", "no") };
    expect(await ask(host)).toMatchObject(bad);
    cloud.runtime.behaviour = { invoke: () => returns("hello") };
    expect(await ask(host)).toMatchObject(bad);
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: "orders", ReservedConcurrentExecutions: 0 }));
    expect(await ask(host)).toMatchObject(bad);
    await lambda.send(new RemovePermissionCommand({ FunctionName: "orders", StatementId: "elb" }));
    expect(await ask(host)).toMatchObject(bad);
    await elb.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: FUNCTION }] }));
    expect(await ask(host)).toMatchObject({ status: 503 });
    expect((await ask(`${host}:8080`)).text).toContain("has port 8080. At AWS the connection would be refused.");
    expect(cloud.bugs).toEqual([]);
  });

  it("routes by rules, shows all that there is, and throws its refusals as classes of its own", async () => {
    const { LoadBalancerArn, TargetGroupArn, ListenerArn, host } = await loadBalancerOfOrders();
    await waitUntilLoadBalancerAvailable({ client: elb, maxWaitTime: 30 }, { LoadBalancerArns: [LoadBalancerArn] });
    const { Rules } = await elb.send(new CreateRuleCommand({
      ListenerArn, Priority: 5,
      Conditions: [{ Field: "path-pattern", PathPatternConfig: { Values: ["/health"] } }, { Field: "query-string", QueryStringConfig: { Values: [{ Key: "deep", Value: "*" }] } }],
      Actions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "204" } }],
    }));
    expect((await ask(`${host}/health?deep=1`)).status).toBe(204);
    await elb.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes: [{ Key: "lambda.multi_value_headers.enabled", Value: "true" }] }));
    await elb.send(new ModifyListenerCommand({ ListenerArn, Port: 8080 }));
    await elb.send(new AddTagsCommand({ ResourceArns: [LoadBalancerArn], Tags: [{ Key: "stage", Value: "dev" }] }));

    expect((await elb.send(new DescribeLoadBalancersCommand({}))).LoadBalancers).toMatchObject([{ LoadBalancerName: "web", DNSName: host, State: { Code: "active" }, CreatedTime: new Date(cloud.time.now() - 1000) }]);
    expect((await elb.send(new DescribeTargetGroupsCommand({ LoadBalancerArn }))).TargetGroups).toMatchObject([{ TargetGroupArn, TargetType: "lambda", HealthCheckEnabled: false, LoadBalancerArns: [LoadBalancerArn] }]);
    expect((await elb.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }))).Attributes).toEqual([{ Key: "lambda.multi_value_headers.enabled", Value: "true" }]);
    expect((await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }))).TargetHealthDescriptions).toMatchObject([{ Target: { Id: FUNCTION }, TargetHealth: { State: "unavailable" } }]);
    expect((await elb.send(new DescribeListenersCommand({ LoadBalancerArn }))).Listeners).toMatchObject([{ ListenerArn, Port: 8080, Protocol: "HTTP", DefaultActions: [{ Type: "forward", TargetGroupArn }] }]);
    expect((await elb.send(new DescribeRulesCommand({ ListenerArn }))).Rules).toMatchObject([
      { RuleArn: Rules![0]!.RuleArn, Priority: "5", IsDefault: false, Conditions: [{ Field: "path-pattern", Values: ["/health"] }, { QueryStringConfig: { Values: [{ Key: "deep", Value: "*" }] } }] },
      { Priority: "default", IsDefault: true },
    ]);
    expect((await elb.send(new DescribeTagsCommand({ ResourceArns: [LoadBalancerArn] }))).TagDescriptions![0]!.Tags).toEqual([{ Key: "team", Value: "shop" }, { Key: "stage", Value: "dev" }]);

    const { TargetGroups } = await elb.send(new CreateTargetGroupCommand({ Name: "other", TargetType: "lambda" }));
    const refused = elb.send(new RegisterTargetsCommand({ TargetGroupArn: TargetGroups![0]!.TargetGroupArn, Targets: [{ Id: FUNCTION }] }));
    await expect(refused).rejects.toMatchObject({ name: "AccessDenied", message: `elasticloadbalancing principal does not have permission to invoke ${FUNCTION} from target group ${TargetGroups![0]!.TargetGroupArn}`, $metadata: { httpStatusCode: 403 } });
    await expect(elb.send(new CreateListenerCommand({ LoadBalancerArn, Protocol: "HTTP", Port: 8080, DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "404" } }] }))).rejects.toBeInstanceOf(DuplicateListenerException);
    await expect(elb.send(new DeleteTargetGroupCommand({ TargetGroupArn }))).rejects.toBeInstanceOf(ResourceInUseException);
    await expect(elb.send(new CreateLoadBalancerCommand({ Name: "net", Type: "network" }))).rejects.toThrow("Load balancers of type network are not simulated");

    await elb.send(new DeleteRuleCommand({ RuleArn: Rules![0]!.RuleArn }));
    await elb.send(new DeleteListenerCommand({ ListenerArn }));
    await elb.send(new DeleteTargetGroupCommand({ TargetGroupArn }));
    await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
    await expect(elb.send(new DescribeLoadBalancersCommand({ Names: ["web"] }))).rejects.toBeInstanceOf(LoadBalancerNotFoundException);
    expect((await ask(host)).status).toBe(421);
    expect(cloud.bugs).toEqual([]);
  });
});
