import { expect, test } from "vitest";
import { meaningOf } from "./meaning.ts";

const HOST = "a1.execute-api.us-east-1.amazonaws.com";
const http = { "apigw-requestid": "x" };

test.each([
  [500, {}, '{"message": "Internal server error"}', /throttled.*permission.*does not tell/],
  [502, {}, '{"message": "Internal server error"}', /failed, or returned something else/],
  [504, {}, '{"message": "Endpoint request timed out"}', /29 seconds/],
  [403, {}, '{"message":"Missing Authentication Token"}', /No method of what is deployed/],
  [403, {}, '{"message":"Forbidden"}', /no stage/],
  [404, http, '{"message":"Not Found"}', /No route/],
  [500, http, '{"message":"Internal Server Error"}', /permission/],
  [503, http, '{"message":"Service Unavailable"}', /throttled/],
  [421, {}, "", /no API and no load balancer/],
])("API Gateway's own %s says what lies behind it", (status, headers, body, text) => {
  expect(meaningOf(HOST, status, headers, body)).toMatchObject({ tone: "trouble", text: expect.stringMatching(text) });
});

test("any other answer is the function's, whatever its status", () => {
  expect(meaningOf(HOST, 200, http, "hi").tone).toBe("ok");
  expect(meaningOf(HOST, 500, http, '{"error":"mine"}').tone).toBe("ok");
  expect(meaningOf(HOST, 404, {}, '{"message":"Not Found"}').tone).toBe("ok");
});

test("a load balancer answers 502 to everything that goes wrong behind it", () => {
  const host = "shop-1.us-east-1.elb.amazonaws.com:8080";
  const page = (title: string): string => `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  expect(meaningOf(host, 502, {}, page("502 Bad Gateway")).text).toMatch(/throttled/);
  expect(meaningOf(host, 503, {}, page("503 Service Temporarily Unavailable")).text).toMatch(/registered/);
  expect(meaningOf(host, 413, {}, page("413 Request Entity Too Large")).text).toMatch(/1 MB/);
  expect(meaningOf(host, 503, {}, "No listener of the load balancer shop has port 8080.").text).toMatch(/does not listen/);
  // Every answer of a load balancer names it as the server, also what a function returned.
  expect(meaningOf(host, 502, { server: "awselb/2.0" }, "mine").tone).toBe("ok");
});
