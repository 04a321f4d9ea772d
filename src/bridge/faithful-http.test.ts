import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAwsApi } from "#aws-api/handler.ts";
import { BridgeOnPort } from "#testing/bridge-on-port.ts";
import type { RawAnswer } from "#testing/raw-http.ts";
import { ScriptedControlPlane } from "#testing/scripted-control-plane.ts";

const HOST = "a1.execute-api.us-east-1.amazonaws.com";
const GIVEN: readonly [string, string][] = [
  ["content-type", "text/html"], ["set-cookie", "a=1; HttpOnly"], ["set-cookie", "b=2; Path=/"], ["cache-control", "max-age=60"], ["content-security-policy", "default-src 'self'"],
  ["strict-transport-security", "max-age=31536000"], ["x-frame-options", "SAMEORIGIN"], ["link", "</a.css>; rel=preload"], ["link", "</b.css>; rel=preload"], ["vary", "Origin"], ["access-control-allow-origin", "https://app.example"],
];

let there: BridgeOnPort;
let controlPlane: ScriptedControlPlane;

beforeEach(async () => {
  controlPlane = new ScriptedControlPlane();
  controlPlane.httpAnswer = { status: 200, headers: GIVEN, body: new TextEncoder().encode("<p>hi</p>") };
  const api = createAwsApi(controlPlane, { simulatorRoutes: "downloads" });
  there = await BridgeOnPort.start();
  await there.openTab((request, id) => api.serve(request, id));
});

afterEach(() => there.stop());

const ask = (lines: readonly string[], more?: { method?: string; body?: string }): Promise<RawAnswer> => there.ask(`/_lambdarium/http/${HOST}/x/../y%2f?q=%zz`, lines, more);
const without = (names: readonly string[], { headers }: RawAnswer): RawAnswer["headers"] => headers.filter(([name]) => !names.includes(name));
const sorted = (headers: RawAnswer["headers"]): string[] => headers.map(([name, value]) => `${name}: ${value}`).toSorted((left, right) => (left < right ? -1 : 1));
/** What the server says of its own connection and clock, and of the answer's length. */
const OWN = ["connection", "keep-alive", "date", "content-length"];

describe("HTTP between a client that is no browser and a function", () => {
  test.each([["curl", ["user-agent: curl/8.5.0", "accept: */*"]], ["Node's fetch", ["user-agent: node", "sec-fetch-mode: cors", "accept: */*"]], ["a client that says nothing of itself", []]])("%s gets all that the function gave, each header as often and none besides", async (_who, lines) => {
    const answer = await ask(lines);
    expect(answer.body.toString()).toBe("<p>hi</p>");
    expect(sorted(without(OWN, answer))).toEqual(sorted(GIVEN));
  });

  test("the function gets the method, the target and each header as they were sent", async () => {
    await ask(["X-A: 1", "x-a: 2", "x-a: 3", "accept: */*", "content-length: 2", "connection: x-hop"], { method: "OPTIONS", body: "ab" });
    expect(controlPlane.requests).toMatchObject([{ method: "OPTIONS", path: "/x/../y%2f", query: "q=%zz", body: new TextEncoder().encode("ab") }]);
    expect(controlPlane.requests[0]!.headers).toEqual([["host", HOST], ["x-a", "1"], ["x-a", "2"], ["x-a", "3"], ["accept", "*/*"], ["content-length", "2"]]);
  });

  test("a HEAD gets the same headers, the body's length and no body", async () => {
    const answer = await ask(["user-agent: curl/8.5.0"], { method: "HEAD" });
    expect(answer.headers).toContainEqual(["content-length", "9"]);
    expect(sorted(without(OWN, answer))).toEqual(sorted(GIVEN));
  });

  test.each([["status 204", 204], ["status 304", 304]])("an answer of %s has no length and keeps the connection in order", async (_what, status) => {
    controlPlane.httpAnswer = { status, headers: [["etag", '"1"']], body: new Uint8Array() };
    const answer = await ask([]);
    expect(answer.status).toBe(status);
    expect(answer.headers.map(([name]) => name)).not.toContain("content-length");
  });
});

describe("a browser that opens the same address", () => {
  test.each([
    ["by its name", ["user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15"]],
    ["by what only browsers send", ["sec-fetch-site: none", "sec-fetch-dest: document"]],
    ["by both", ["user-agent: Mozilla/5.0", "sec-fetch-site: same-origin", "accept: text/html"]],
  ])("%s gets no cookie, and the page in an origin of its own", async (_how, lines) => {
    const { headers } = await ask(lines);
    const names = headers.map(([name]) => name);
    for (const name of ["set-cookie", "strict-transport-security", "link"]) expect(names).not.toContain(name);
    expect(headers.filter(([name]) => name === "content-security-policy").map(([, value]) => value)).toEqual([expect.stringMatching(/^sandbox allow-scripts/)]);
    expect(headers).toContainEqual(["cache-control", "no-store"]);
  });
});
