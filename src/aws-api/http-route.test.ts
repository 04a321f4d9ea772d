import { beforeEach, describe, expect, test } from "vitest";
import { ScriptedControlPlane } from "#testing/scripted-control-plane.ts";
import { createAwsApi } from "./handler.ts";

let controlPlane: ScriptedControlPlane;
const HOST = "a1.execute-api.us-east-1.amazonaws.com";

beforeEach(() => {
  controlPlane = new ScriptedControlPlane();
});

const answerWith = (status: number, headers: [string, string][], body = "hi") => {
  controlPlane.httpAnswer = { status, headers, body: new TextEncoder().encode(body) };
};

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return createAwsApi(controlPlane).handle(new Request(`http://localhost:4173/_lambdarium/http/${path}`, init));
}

describe("an address below /_lambdarium/http/", () => {
  test("is host, path and query of the request as they were sent, still encoded", async () => {
    answerWith(200, []);
    await ask(`${HOST.toUpperCase()}/prod/a%20b/%2F?q=1&q=a%20b+c`, { method: "POST", body: "text", headers: { "X-Thing": "1", connection: "close" } });
    expect(controlPlane.requests[0]).toMatchObject({ method: "POST", host: HOST, path: "/prod/a%20b/%2F", query: "q=1&q=a%20b+c", sourceIp: "127.0.0.1" });
    const { headers, body } = controlPlane.requests[0]!;
    expect(headers).toContainEqual(["host", HOST]);
    expect(headers).toContainEqual(["x-thing", "1"]);
    expect(headers.map(([name]) => name)).not.toContain("connection");
    expect(new TextDecoder().decode(body)).toBe("text");
  });

  test("may leave the path out, and may name a port", async () => {
    answerWith(200, []);
    await ask("shop-1.us-east-1.elb.amazonaws.com:8080");
    expect(controlPlane.requests[0]).toMatchObject({ host: "shop-1.us-east-1.elb.amazonaws.com:8080", path: "/", query: "" });
  });

  test.each(["", "no host/", "a_b/", "host:123456/", `${"a".repeat(300)}/`])("that names no host (%j) is answered 421 with a sentence, and nobody is asked", async (path) => {
    answerWith(200, []);
    const response = await ask(path);
    expect(response.status).toBe(421);
    expect(((await response.json()) as { message: string }).message).toMatch(/No API and no load balancer/);
    expect(controlPlane.requests).toEqual([]);
  });

  test("is answered 421 where the host is nobody's", async () => {
    expect((await ask(`${HOST}/`)).status).toBe(421);
  });

  test("gives repeated headers as one in a fetch Response, and no body with a status that allows none", async () => {
    answerWith(204, [["X-A", "1"], ["x-a", "2"], ["Transfer-Encoding", "chunked"]]);
    const response = await ask(`${HOST}/`);
    expect(response.headers.get("x-a")).toBe("1, 2");
    expect(response.headers.get("transfer-encoding")).toBeNull();
    expect(await response.text()).toBe("");
  });

  test("keeps repeated headers apart in both directions, for who can send them", async () => {
    answerWith(200, [["Set-Cookie", "a=1"], ["set-cookie", "b=2"], ["Content-Length", "99"]]);
    const { headers } = await createAwsApi(controlPlane).serve({ method: "GET", path: `/_lambdarium/http/${HOST}/`, headers: [["X-A", "1"], ["x-a", "2"], ["content-length", "0"], ["expect", "100-continue"]] });
    expect(headers).toMatchObject({ "set-cookie": ["a=1", "b=2"] });
    expect(headers).not.toHaveProperty("content-length");
    expect(controlPlane.requests[0]!.headers).toEqual([["host", HOST], ["x-a", "1"], ["x-a", "2"], ["content-length", "0"]]);
  });

  test("says to a HEAD how long the body would be", async () => {
    answerWith(200, [["content-type", "text/plain"], ["content-length", "99"]], "twelve bytes");
    const response = await ask(`${HOST}/`, { method: "HEAD" });
    expect(response.headers.get("content-length")).toBe("12");
    expect(await response.text()).toBe("");
  });

  test.each([0, 101, 600])("turns the status %i, which no answer can have, into 502", async (status) => {
    answerWith(status, []);
    expect((await ask(`${HOST}/`)).status).toBe(502);
  });
});
