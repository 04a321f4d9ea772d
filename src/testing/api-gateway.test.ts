/** The unmodified SDK makes APIs on the whole server side, and an HTTP client calls them. */
import { AddPermissionCommand, LambdaClient, PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import {
  APIGatewayClient, BadRequestException as RestBadRequest, CreateDeploymentCommand as DeployRest, CreateResourceCommand, CreateRestApiCommand, DeleteResourceCommand, DeleteRestApiCommand,
  GetDeploymentCommand, GetMethodCommand, GetResourcesCommand, GetRestApisCommand, GetStagesCommand as GetRestStages, LimitExceededException, NotFoundException as RestNotFound, PutIntegrationCommand, PutMethodCommand,
} from "@aws-sdk/client-api-gateway";
import {
  ApiGatewayV2Client, BadRequestException, ConflictException, CreateApiCommand, CreateDeploymentCommand, CreateIntegrationCommand, CreateRouteCommand, CreateStageCommand,
  DeleteApiCommand, DeleteIntegrationCommand, DeleteRouteCommand, GetApisCommand, GetDeploymentsCommand, GetIntegrationCommand, GetRoutesCommand, GetStagesCommand, NotFoundException,
} from "@aws-sdk/client-apigatewayv2";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createAwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import type { EndpointRequest } from "#services/http-endpoint.ts";
import { bodyText, requestFor } from "./http-requests.ts";
import { returns } from "./scripted-runtime.ts";
import { sdkConfig } from "./sdk-clients.ts";
import { TestCloud } from "./test-cloud.ts";

vi.setConfig({ testTimeout: 60_000 });

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
let cloud: TestCloud;
let lambda: LambdaClient;
let config: ReturnType<typeof sdkConfig> & { requestHandler: ReturnType<typeof createSdkRequestHandler> };

beforeEach(async () => {
  cloud = await TestCloud.open();
  const api = createAwsApi(cloud.plane);
  config = { ...sdkConfig(), requestHandler: createSdkRequestHandler((request) => api.answer(request)) };
  lambda = new LambdaClient(config);
  await cloud.createFunction("orders");
});

async function ask(host: string, more: Partial<EndpointRequest> = {}, ms = 1000): Promise<{ status: number | undefined; body: string }> {
  const answer = cloud.plane.http(requestFor(host, more));
  await cloud.time.advance(ms);
  const got = await answer;
  return { status: got?.status, body: got ? bodyText(got) : "" };
}

const permit = (apiId: string, more: object = {}): Promise<unknown> =>
  lambda.send(new AddPermissionCommand({ FunctionName: "orders", StatementId: `api-${apiId}`, Action: "lambda:InvokeFunction", Principal: "apigateway.amazonaws.com", SourceArn: `arn:aws:execute-api:us-east-1:123456789012:${apiId}/*/*/orders`, ...more }));

describe("an HTTP API, made with the official SDK", () => {
  let gateway: ApiGatewayV2Client;
  beforeEach(() => {
    gateway = new ApiGatewayV2Client(config);
  });

  it("invokes the function behind its route once the function lets it, and shows a throttle as 503", async () => {
    const { ApiId = "", ApiEndpoint = "" } = await gateway.send(new CreateApiCommand({ Name: "orders-API", ProtocolType: "HTTP" }));
    expect(ApiEndpoint).toBe(`https://${ApiId}.execute-api.us-east-1.amazonaws.com`);
    const host = ApiEndpoint.slice("https://".length);
    await gateway.send(new CreateStageCommand({ ApiId, StageName: "default", AutoDeploy: true }));
    const { IntegrationId = "" } = await gateway.send(new CreateIntegrationCommand({ ApiId, IntegrationType: "AWS_PROXY", IntegrationUri: FUNCTION, PayloadFormatVersion: "2.0" }));
    await gateway.send(new CreateRouteCommand({ ApiId, RouteKey: "ANY /orders", Target: `integrations/${IntegrationId}` }));
    cloud.runtime.behaviour = { invoke: (event) => returns({ statusCode: 201, body: (event as { rawPath: string }).rawPath }) };
    expect(await ask(host, { path: "/default/orders" })).toEqual({ status: 500, body: '{"message":"Internal Server Error"}' });
    await permit(ApiId);
    expect(await ask(host, { path: "/default/orders" })).toEqual({ status: 201, body: "/default/orders" });
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: "orders", ReservedConcurrentExecutions: 0 }));
    expect(await ask(host, { path: "/default/orders" })).toEqual({ status: 503, body: '{"message":"Service Unavailable"}' });
    expect(await ask(host, { path: "/orders" })).toEqual({ status: 404, body: '{"message":"Not Found"}' });
    await gateway.send(new DeleteApiCommand({ ApiId }));
    expect((await ask(host)).status).toBeUndefined();
    expect(cloud.bugs).toEqual([]);
  });

  it("quick create makes integration, $default route and $default stage at once, which serve from the root", async () => {
    const { ApiId = "" } = await gateway.send(new CreateApiCommand({ Name: "quick", ProtocolType: "HTTP", Target: FUNCTION }));
    expect((await gateway.send(new GetRoutesCommand({ ApiId }))).Items).toMatchObject([{ RouteKey: "$default", ApiGatewayManaged: true }]);
    expect((await gateway.send(new GetStagesCommand({ ApiId }))).Items).toMatchObject([{ StageName: "$default", AutoDeploy: true, ApiGatewayManaged: true }]);
    await permit(ApiId, { SourceArn: `arn:aws:execute-api:us-east-1:123456789012:${ApiId}/$default/$default` });
    cloud.runtime.behaviour = { invoke: () => returns("hi") };
    expect(await ask(`${ApiId}.execute-api.us-east-1.amazonaws.com`, { path: "/any/thing" })).toEqual({ status: 200, body: "hi" });
  });

  it("keeps one automatic deployment a change, and lists what belongs to it", async () => {
    const { ApiId = "" } = await gateway.send(new CreateApiCommand({ Name: "books", ProtocolType: "HTTP", Target: FUNCTION }));
    const [{ RouteId = "", Target = "" } = {}] = (await gateway.send(new GetRoutesCommand({ ApiId }))).Items ?? [];
    const IntegrationId = Target.slice("integrations/".length);
    expect(await gateway.send(new GetIntegrationCommand({ ApiId, IntegrationId }))).toMatchObject({ IntegrationType: "AWS_PROXY", PayloadFormatVersion: "2.0", TimeoutInMillis: 30_000, IntegrationUri: FUNCTION });
    await expect(gateway.send(new DeleteIntegrationCommand({ ApiId, IntegrationId }))).rejects.toBeInstanceOf(ConflictException);
    await gateway.send(new DeleteRouteCommand({ ApiId, RouteId }));
    await gateway.send(new DeleteIntegrationCommand({ ApiId, IntegrationId }));
    expect((await gateway.send(new GetDeploymentsCommand({ ApiId }))).Items).toMatchObject([{ AutoDeployed: true, DeploymentStatus: "DEPLOYED" }]);
  });

  it("refuses in AWS's words, or in a sentence where it is not built", async () => {
    const missing = gateway.send(new GetRoutesCommand({ ApiId: "nope" }));
    await expect(missing).rejects.toBeInstanceOf(NotFoundException);
    await expect(missing).rejects.toMatchObject({ message: "Invalid API identifier specified 123456789012:nope" });
    const { ApiId = "" } = await gateway.send(new CreateApiCommand({ Name: "books", ProtocolType: "HTTP" }));
    const refused = async (answer: Promise<unknown>, message: RegExp): Promise<void> => {
      await expect(answer).rejects.toBeInstanceOf(BadRequestException);
      await expect(answer).rejects.toThrow(message);
    };
    await refused(gateway.send(new CreateRouteCommand({ ApiId, RouteKey: "books" })), /^The provided route key is not formatted properly for HTTP protocol/);
    await refused(gateway.send(new CreateRouteCommand({ ApiId, RouteKey: "GET /", AuthorizationType: "AWS_IAM" })), /AWS_IAM is not simulated/);
    await refused(gateway.send(new CreateIntegrationCommand({ ApiId, IntegrationType: "HTTP_PROXY", IntegrationUri: "https://example.com" })), /AWS_PROXY/);
    await refused(gateway.send(new CreateIntegrationCommand({ ApiId, IntegrationType: "AWS_PROXY", IntegrationUri: FUNCTION })), /PayloadFormatVersion is a required parameter/);
    await refused(gateway.send(new CreateApiCommand({ Name: "ws", ProtocolType: "WEBSOCKET" })), /WebSocket/);
    await refused(gateway.send(new CreateApiCommand({ Name: "cors", ProtocolType: "HTTP", CorsConfiguration: { AllowOrigins: ["*"] } })), /CorsConfiguration is not simulated/);
    await refused(gateway.send(new CreateDeploymentCommand({ ApiId })), /At least one route/);
    await gateway.send(new CreateRouteCommand({ ApiId, RouteKey: "GET /" }));
    await expect(gateway.send(new CreateRouteCommand({ ApiId, RouteKey: "GET /" }))).rejects.toMatchObject({ name: "ConflictException", message: "Route with key GET / already exists for this API" });
  });

  it("gives its APIs page by page", async () => {
    for (const Name of ["a", "b", "c"]) await gateway.send(new CreateApiCommand({ Name, ProtocolType: "HTTP" }));
    const first = await gateway.send(new GetApisCommand({ MaxResults: "2" }));
    const rest = await gateway.send(new GetApisCommand({ NextToken: first.NextToken }));
    expect(first.Items).toHaveLength(2);
    expect(new Set([...(first.Items ?? []), ...(rest.Items ?? [])].map(({ Name }) => Name))).toEqual(new Set(["a", "b", "c"]));
    expect(rest.NextToken).toBeUndefined();
  });
});

describe("a REST API, made with the official SDK", () => {
  const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}:prod/invocations`;
  let gateway: APIGatewayClient;
  let restApiId: string;
  let root: string;
  beforeEach(async () => {
    gateway = new APIGatewayClient(config);
    const api = await gateway.send(new CreateRestApiCommand({ name: "orders-API", endpointConfiguration: { types: ["REGIONAL"] } }));
    [restApiId, root] = [api.id ?? "", api.rootResourceId ?? ""];
  });

  async function method(pathPart: string, httpMethod = "ANY", parentId = root): Promise<string> {
    const { id: resourceId = "" } = await gateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart }));
    await gateway.send(new PutMethodCommand({ restApiId, resourceId, httpMethod, authorizationType: "NONE" }));
    await gateway.send(new PutIntegrationCommand({ restApiId, resourceId, httpMethod, type: "AWS_PROXY", integrationHttpMethod: "POST", uri }));
    return resourceId;
  }

  it("invokes an alias behind its method once it is deployed and let in, and shows a throttle as 500", async () => {
    await cloud.must("PublishVersion", { FunctionName: "orders" });
    await cloud.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
    const resourceId = await method("orders");
    expect(await gateway.send(new GetMethodCommand({ restApiId, resourceId, httpMethod: "ANY" }))).toMatchObject({ authorizationType: "NONE", methodIntegration: { type: "AWS_PROXY", httpMethod: "POST", uri, timeoutInMillis: 29_000, cacheNamespace: resourceId } });
    const host = `${restApiId}.execute-api.us-east-1.amazonaws.com`;
    expect(await ask(host, { path: "/default/orders" })).toEqual({ status: 403, body: '{"message":"Forbidden"}' });
    await gateway.send(new DeployRest({ restApiId, stageName: "default" }));
    cloud.runtime.behaviour = { invoke: (event) => returns({ statusCode: 200, body: (event as { path: string }).path }) };
    expect(await ask(host, { path: "/default/orders" })).toEqual({ status: 500, body: '{"message": "Internal server error"}' });
    await permit(restApiId, { Qualifier: "prod" });
    expect(await ask(host, { path: "/default/orders" })).toEqual({ status: 200, body: "/orders" });
    cloud.runtime.behaviour = { invoke: () => returns({ statusCode: 200 }, 29_500) };
    await cloud.must("UpdateFunctionConfiguration", { FunctionName: "orders", Timeout: 60 });
    await cloud.must("UpdateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: (await cloud.must<{ Version: string }>("PublishVersion", { FunctionName: "orders" })).Version });
    expect(await ask(host, { path: "/default/orders" }, 29_500)).toEqual({ status: 504, body: '{"message": "Endpoint request timed out"}' });
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: "orders", ReservedConcurrentExecutions: 0 }));
    expect(await ask(host, { path: "/default/orders" })).toEqual({ status: 500, body: '{"message": "Internal server error"}' });
    await gateway.send(new DeleteRestApiCommand({ restApiId }));
    expect((await ask(host)).status).toBeUndefined();
    expect(cloud.bugs).toEqual([]);
  });

  it("lists resources by path, with their methods where they are asked for, and deletes what is below", async () => {
    const books = await method("books", "GET");
    await method("{id}", "GET", books);
    const { items = [] } = await gateway.send(new GetResourcesCommand({ restApiId, embed: ["methods"] }));
    expect(items.map(({ path, resourceMethods }) => [path, Object.keys(resourceMethods ?? {})])).toEqual([["/", []], ["/books", ["GET"]], ["/books/{id}", ["GET"]]]);
    expect(items[1]?.resourceMethods?.["GET"]?.methodIntegration?.uri).toBe(uri);
    await gateway.send(new DeleteResourceCommand({ restApiId, resourceId: books }));
    expect((await gateway.send(new GetResourcesCommand({ restApiId }))).items).toEqual([{ id: root, path: "/" }]);
    expect((await gateway.send(new GetRestApisCommand({}))).items).toMatchObject([{ name: "orders-API", apiKeySource: "HEADER", endpointConfiguration: { types: ["REGIONAL"] }, disableExecuteApiEndpoint: false }]);
    expect((await gateway.send(new GetRestStages({ restApiId }))).item).toEqual([]);
  });

  it("tells the methods that a deployment serves, where they are asked for", async () => {
    await method("books", "GET");
    const { id: deploymentId, apiSummary } = await gateway.send(new DeployRest({ restApiId, stageName: "prod" }));
    expect(apiSummary).toBeUndefined();
    await method("films");
    const open = { authorizationType: "NONE", apiKeyRequired: false };
    expect((await gateway.send(new GetDeploymentCommand({ restApiId, deploymentId, embed: ["apisummary"] }))).apiSummary).toEqual({ "/books": { GET: open } });
    expect((await gateway.send(new GetDeploymentCommand({ restApiId, deploymentId }))).apiSummary).toBeUndefined();
    await expect(gateway.send(new GetDeploymentCommand({ restApiId, deploymentId: "nope" }))).rejects.toBeInstanceOf(RestNotFound);
  });

  it("refuses in AWS's words", async () => {
    const refused = async (answer: Promise<unknown>, kind: abstract new (...given: never[]) => Error, message: string): Promise<void> => {
      await expect(answer).rejects.toBeInstanceOf(kind);
      await expect(answer).rejects.toMatchObject({ message });
    };
    const create = (pathPart: string, parentId = root): Promise<unknown> => gateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart }));
    await refused(gateway.send(new GetResourcesCommand({ restApiId: "nope" })), RestNotFound, "Invalid API identifier specified 123456789012:nope");
    await refused(create("a b"), RestBadRequest, "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.");
    await refused(create("x", "nope"), RestNotFound, "Invalid Resource identifier specified");
    await refused(gateway.send(new DeployRest({ restApiId })), RestBadRequest, "The REST API doesn't contain any methods");
    const proxy = await method("{proxy+}");
    await refused(create("x", proxy), RestBadRequest, "Cannot create a child of a resource with a greedy path variable: {proxy+}");
    await refused(create("{id}"), RestBadRequest, "A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed");
    await refused(gateway.send(new PutMethodCommand({ restApiId, resourceId: root, httpMethod: "TRACE", authorizationType: "NONE" })), RestBadRequest, "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
    await refused(gateway.send(new GetMethodCommand({ restApiId, resourceId: root, httpMethod: "GET" })), RestNotFound, "Invalid Method identifier specified");
    await gateway.send(new PutMethodCommand({ restApiId, resourceId: root, httpMethod: "GET", authorizationType: "NONE" }));
    await refused(gateway.send(new DeployRest({ restApiId })), RestBadRequest, "No integration defined for method");
    await gateway.send(new PutIntegrationCommand({ restApiId, resourceId: root, httpMethod: "GET", type: "AWS_PROXY", integrationHttpMethod: "POST", uri }));
    for (let stage = 1; stage <= 10; stage++) await gateway.send(new DeployRest({ restApiId, stageName: `s${stage}` }));
    await refused(gateway.send(new DeployRest({ restApiId, stageName: "s11" })), LimitExceededException, "Maximum number of stages for this API has been reached: 10.");
  });
});
