/** API triggers as the console makes and removes them, by the official SDK on the whole server side. */
import { APIGatewayClient, CreateResourceCommand, DeleteStageCommand, GetRestApisCommand, GetStagesCommand, PutMethodCommand } from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client, CreateRouteCommand, GetApisCommand, GetIntegrationsCommand } from "@aws-sdk/client-apigatewayv2";
import { GetPolicyCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { beforeEach, expect, test, vi } from "vitest";
import { createAwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import { bodyText, requestFor } from "#testing/http-requests.ts";
import { returns } from "#testing/scripted-runtime.ts";
import { sdkConfig } from "#testing/sdk-clients.ts";
import { TestCloud } from "#testing/test-cloud.ts";
import { httpApiParts, listApis, restApiParts } from "../aws/api-queries.ts";
import type { ClientOf } from "../aws/lazy-clients.ts";
import { addressPath, httpApiTriggers, restApiTriggers, type ApiTrigger } from "./api-rows.ts";
import { addTrigger, removeTrigger } from "./change-triggers.ts";
import type { TriggerTarget } from "./trigger-target.ts";

vi.setConfig({ testTimeout: 60_000 });

const PLACE = { accountId: "123456789012", region: "us-east-1" };
const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const target = (qualifier?: string, name = "orders"): TriggerTarget => ({ ...PLACE, name, qualifier, arn: `${ARN.replace("orders", name)}${qualifier === undefined ? "" : `:${qualifier}`}` });
let cloud: TestCloud;
let clients: { lambda: LambdaClient; apigateway: { rest: APIGatewayClient; http: ApiGatewayV2Client } };
let client: ClientOf;

beforeEach(async () => {
  cloud = await TestCloud.open();
  await cloud.createFunction("orders");
  await cloud.must("PublishVersion", { FunctionName: "orders" });
  await cloud.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
  cloud.runtime.behaviour = { invoke: () => returns({ statusCode: 200, body: "from the function" }) };
  const api = createAwsApi(cloud.plane);
  const config = { ...sdkConfig(), requestHandler: createSdkRequestHandler((request) => api.answer(request)) };
  clients = { lambda: new LambdaClient(config), apigateway: { rest: new APIGatewayClient(config), http: new ApiGatewayV2Client(config) } };
  client = ((service: keyof typeof clients) => Promise.resolve(clients[service])) as unknown as ClientOf;
});

async function triggers(arn: string): Promise<ApiTrigger[]> {
  const found = (await listApis(clients.apigateway)).map(async (api) =>
    api.type === "HTTP" ? httpApiTriggers(api, await httpApiParts(clients.apigateway, api.id), arn, PLACE) : restApiTriggers(api, await restApiParts(clients.apigateway, api.id), arn, PLACE),
  );
  return (await Promise.all(found)).flat();
}

async function ask({ host, ...trigger }: ApiTrigger): Promise<[number | undefined, string]> {
  const answer = cloud.plane.http(requestFor(host, { path: addressPath(trigger, trigger.stages[0]!.name) }));
  await cloud.time.advance(1000);
  const got = await answer;
  return [got?.status, got ? bodyText(got) : ""];
}

const policy = (Qualifier?: string): Promise<string> => clients.lambda.send(new GetPolicyCommand({ FunctionName: "orders", Qualifier })).then(({ Policy = "" }) => Policy, () => "none");
const apiCount = async (): Promise<number> => ((await clients.apigateway.http.send(new GetApisCommand({}))).Items?.length ?? 0) + ((await clients.apigateway.rest.send(new GetRestApisCommand({}))).items?.length ?? 0);

test.each(["HTTP", "REST"] as const)("a new %s API leads to an alias at once, with its permission; removing its only route removes all of it", async (type) => {
  await addTrigger(client, target("prod"), { kind: "api", type, name: "orders-API", stage: "default" });
  const [trigger, ...others] = await triggers(`${ARN}:prod`);
  expect(others).toEqual([]);
  expect(trigger).toMatchObject({ method: "ANY", path: "/orders", isLast: true, stages: [{ name: "default" }] });
  expect(await triggers(ARN)).toEqual([]);
  expect(await ask(trigger!)).toEqual([200, "from the function"]);
  expect(await policy("prod")).toContain("apigateway.amazonaws.com");
  await removeTrigger(client, target("prod"), trigger!, [trigger!]);
  expect(await apiCount()).toBe(0);
  expect(await policy("prod")).toBe("none");
  expect(cloud.bugs).toEqual([]);
});

test.each(["HTTP", "REST"] as const)("an existing %s API gets a route more, and keeps the others when it is removed", async (type) => {
  await addTrigger(client, target(), { kind: "api", type, name: "shop", stage: "default" });
  const [first] = await triggers(ARN);
  await cloud.createFunction("books");
  await addTrigger(client, target(undefined, "books"), { kind: "api", type, apiId: first!.api.id, name: "shop", stage: "default" });
  const [added] = await triggers(ARN.replace("orders", "books"));
  expect(added).toMatchObject({ path: "/books", isLast: false });
  expect([await ask(first!), await ask(added!)]).toEqual([[200, "from the function"], [200, "from the function"]]);
  await removeTrigger(client, target(undefined, "books"), added!, [added!]);
  expect((await ask(added!))[0]).toBe(type === "HTTP" ? 404 : 403);
  expect(await ask(first!)).toEqual([200, "from the function"]);
  if (type === "HTTP") expect((await clients.apigateway.http.send(new GetIntegrationsCommand({ ApiId: first!.api.id }))).Items).toHaveLength(1);
  else expect((await restApiParts(clients.apigateway, first!.api.id)).resources.map(({ path }) => path)).toEqual(["/", "/orders"]);
});

/** A REST API that leads to `orders` and `books`, and the trigger of `books`, which the stage `live` alone serves. */
async function twoMethods() {
  await addTrigger(client, target(), { kind: "api", type: "REST", name: "shop", stage: "default" });
  const restApiId = (await triggers(ARN))[0]!.api.id;
  await cloud.createFunction("books");
  await addTrigger(client, target(undefined, "books"), { kind: "api", type: "REST", apiId: restApiId, name: "shop", stage: "live" });
  const [books] = await triggers(ARN.replace("orders", "books"));
  return { restApiId, books: books! };
}
const deployments = async (restApiId: string) => Object.fromEntries(((await clients.apigateway.rest.send(new GetStagesCommand({ restApiId }))).item ?? []).map(({ stageName, deploymentId }) => [stageName, deploymentId]));

test("a REST trigger that goes is deployed only to the stages that serve it", async () => {
  const { restApiId, books } = await twoMethods();
  const before = await deployments(restApiId);
  await removeTrigger(client, target(undefined, "books"), books, [books]);
  const after = await deployments(restApiId);
  expect(after["default"]).toBe(before["default"]);
  expect(after["live"]).not.toBe(before["live"]);
  expect((await ask({ ...books, stages: [{ name: "live", autoDeploy: false }] }))[0]).toBe(403);
});

test("a REST trigger is not deleted where its stages could not be deployed anew; where none serves it, it goes", async () => {
  const { restApiId, books } = await twoMethods();
  const { rest } = clients.apigateway;
  const root = (await restApiParts(clients.apigateway, restApiId)).resources[0]!.id;
  const { id: resourceId } = await rest.send(new CreateResourceCommand({ restApiId, parentId: root, pathPart: "films" }));
  const before = await deployments(restApiId);
  await rest.send(new PutMethodCommand({ restApiId, resourceId, httpMethod: "GET", authorizationType: "NONE" }));
  await expect(removeTrigger(client, target(undefined, "books"), books, [books])).rejects.toMatchObject({ name: "BadRequestException", message: expect.stringMatching(/^Nothing was deleted\. live of shop .* no integration: GET \/films\./) as string });
  expect(await triggers(ARN.replace("orders", "books"))).toHaveLength(1);
  expect((await clients.lambda.send(new GetPolicyCommand({ FunctionName: "books" }))).Policy).toContain("apigateway.amazonaws.com");
  await rest.send(new DeleteStageCommand({ restApiId, stageName: "live" }));
  await removeTrigger(client, target(undefined, "books"), books, [books]);
  expect(await triggers(ARN.replace("orders", "books"))).toEqual([]);
  expect(await deployments(restApiId)).toEqual({ default: before["default"] });
});

test.each(["HTTP", "REST"] as const)("what fails half-way leaves nothing of a new %s API behind", async (type) => {
  await expect(addTrigger(client, target(undefined, "gone"), { kind: "api", type, name: "gone-API", stage: "default" })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  await expect(addTrigger(client, target(), { kind: "api", type, name: "orders-API", stage: "no such name" })).rejects.toMatchObject({ name: "BadRequestException" });
  expect(await apiCount()).toBe(0);
  expect(await policy()).toBe("none");
});

test("a path that the API leads elsewhere already is refused, and nothing of it is changed", async () => {
  await addTrigger(client, target(), { kind: "api", type: "HTTP", name: "shop", stage: "default" });
  const [first] = await triggers(ARN);
  const again = addTrigger(client, target("prod"), { kind: "api", type: "HTTP", apiId: first!.api.id, name: "shop", stage: "default" });
  await expect(again).rejects.toMatchObject({ name: "ConflictException", message: "Route with key ANY /orders already exists for this API" });
  expect((await clients.apigateway.http.send(new GetIntegrationsCommand({ ApiId: first!.api.id }))).Items).toHaveLength(1);
  expect(await policy("prod")).toBe("none");
  expect(await ask(first!)).toEqual([200, "from the function"]);
  await clients.apigateway.http.send(new CreateRouteCommand({ ApiId: first!.api.id, RouteKey: "GET /other" }));
  expect((await triggers(ARN))[0]).toMatchObject({ isLast: false });
});
