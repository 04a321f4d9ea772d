import { expect, test } from "vitest";
import { addressPath, httpApiTriggers, invocationUri, restApiTriggers } from "./api-rows.ts";

const arn = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const place = { accountId: "123456789012", region: "us-east-1" };
const http = { type: "HTTP" as const, id: "a1", name: "shop" };
const rest = { type: "REST" as const, id: "r1", name: "shop" };
const stages = [{ name: "default", autoDeploy: true }];

test("each route whose integration is this very function, version or alias is a trigger", () => {
  const parts = {
    routes: [
      { RouteKey: "ANY /orders", RouteId: "1", Target: "integrations/i1" },
      { RouteKey: "$default", RouteId: "2", Target: "integrations/i1" },
      { RouteKey: "GET /prod", RouteId: "3", Target: "integrations/i2" },
      { RouteKey: "GET /none", RouteId: "4" },
    ],
    integrations: [{ IntegrationId: "i1", IntegrationUri: arn }, { IntegrationId: "i2", IntegrationUri: `${arn}:prod` }],
    stages,
  };
  const triggers = httpApiTriggers(http, parts, arn, place);
  expect(triggers.map(({ method, path, sourceArn, isLast }) => [method, path, sourceArn, isLast])).toEqual([
    ["ANY", "/orders", "arn:aws:execute-api:us-east-1:123456789012:a1/*/*/orders", false],
    ["", "$default", "arn:aws:execute-api:us-east-1:123456789012:a1/*/$default", false],
  ]);
  expect(triggers.map((trigger) => addressPath(trigger, "default"))).toEqual(["/default/orders", "/default/"]);
  expect(triggers.map((trigger) => addressPath(trigger, "$default"))).toEqual(["/orders", "/"]);
});

test("each method of a REST API whose integration calls it is a trigger; the last method is told", () => {
  const resource = (path: string, httpMethod: string, uri: string) => ({ id: path, path, resourceMethods: { [httpMethod]: { methodIntegration: { uri } } } });
  const parts = { resources: [{ id: "root", path: "/" }, resource("/orders/{id}", "GET", invocationUri("us-east-1", arn))], stages };
  expect(restApiTriggers(rest, parts, arn, place)).toMatchObject([
    { method: "GET", path: "/orders/{id}", sourceArn: "arn:aws:execute-api:us-east-1:123456789012:r1/*/GET/orders/{id}", isLast: true, host: "r1.execute-api.us-east-1.amazonaws.com" },
  ]);
  expect(restApiTriggers(rest, parts, `${arn}:prod`, place)).toEqual([]);
});
