/** The unmodified SDK makes APIs on the whole server side, and an HTTP client calls them. */
import { AddPermissionCommand, LambdaClient, PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
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
    expect(await ask(`${ApiId}.execute-api.us-east-1.amazonaws.com`, { path: "/any/thing" })).toEqual({ status: 200, body: '"hi"' });
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
