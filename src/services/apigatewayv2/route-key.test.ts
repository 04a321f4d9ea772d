import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findRoute, routeKeyProblem } from "./route-key.ts";

const routes = ["GET /pets/dog/1", "GET /pets/dog/{id}", "ANY /pets/dog/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "POST /pets", "GET /", "$default"].map((routeKey) => ({ routeKey }));

test.each([
  ["GET", "/pets/dog/1", "GET /pets/dog/1", {}],
  ["GET", "/pets/dog/2", "GET /pets/dog/{id}", { id: "2" }],
  ["PUT", "/pets/dog/2", "ANY /pets/dog/{id}", { id: "2" }],
  ["GET", "/pets/cat/1", "GET /pets/{proxy+}", { proxy: "cat/1" }],
  ["POST", "/pets", "POST /pets", {}],
  ["DELETE", "/test/5", "ANY /{proxy+}", { proxy: "test/5" }],
  ["GET", "/", "GET /", {}],
  ["POST", "/", "$default", {}],
  ["GET", "/pets/dog/1/", "GET /pets/{proxy+}", { proxy: "dog/1/" }],
])("%s %s takes the route %s: a full match, then a greedy one, then $default", (method, path, routeKey, parameters) => {
  expect(findRoute(routes, method, path)).toEqual({ route: { routeKey }, parameters });
});

test("without $default what fits no route has none", () => {
  expect(findRoute([{ routeKey: "GET /items" }], "POST", "/items")).toBeNull();
  expect(findRoute([{ routeKey: "GET /items" }], "GET", "/items/")).toBeNull();
});

test.each(["$default", "GET /", "ANY /a/{b}/c", "POST /{proxy+}", "HEAD /a.b-c_d~"])("%s is a route key", (routeKey) => {
  expect(routeKeyProblem(routeKey)).toBeUndefined();
});

test.each(["", "GET", "GET items", "get /items", "TRACE /items", "GET  /items", "$connect", "GET /a{b}", "GET /{a+}/b", "GET /{a}/{a}", "GET /{}"])("%j is none", (routeKey) => {
  expect(routeKeyProblem(routeKey)).toMatchObject({ name: "BadRequestException" });
});

test("the order in which routes were made does not matter", () => {
  const path = fc.array(fc.constantFrom("pets", "dog", "1", "x", ""), { maxLength: 4 }).map((parts) => `/${parts.join("/")}`);
  fc.assert(
    fc.property(fc.shuffledSubarray(routes, { minLength: 1 }), fc.constantFrom("GET", "POST", "PUT"), path, (some, method, asked) => {
      expect(findRoute(some, method, asked)).toEqual(findRoute(routes.filter((route) => some.includes(route)), method, asked));
    }),
  );
});
