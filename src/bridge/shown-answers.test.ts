import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BridgeOnPort } from "#testing/bridge-on-port.ts";

let bridge: BridgeOnPort;
beforeEach(async () => {
  bridge = await BridgeOnPort.start();
});
afterEach(() => bridge.stop());

const BROWSER = ["sec-fetch-site: none", "sec-fetch-dest: document", "user-agent: Mozilla/5.0"];

async function ask(path: string, lines: readonly string[]): Promise<{ status: number; headers: Record<string, string>; body: string }> {
  const { status, headers, body } = await bridge.ask(path, lines);
  return { status, headers: Object.fromEntries(headers), body: body.toString() };
}
const page = async (headers: Record<string, string> = {}) => ({ status: 200, headers: { "content-type": "text/html", ...headers }, body: new TextEncoder().encode("<script>steal()</script>") });

describe("an answer of the bridge that a browser shows", () => {
  test.each([
    ["an object of a bucket", "/a-bucket/page.html?X-Amz-Signature=1"],
    ["a handler's page", "/_lambdarium/http/a1.execute-api.us-east-1.amazonaws.com/"],
    ["a deployment package", "/_lambdarium/code/x"],
    ["an answer of the AWS API", "/2015-03-31/functions"],
  ])("gets an opaque origin if it is %s; another client gets its headers as they are", async (_what, path) => {
    await bridge.openTab(() => page({ "content-security-policy": "default-src *", "cache-control": "max-age=60", "strict-transport-security": "max-age=60" }));
    const shown = await ask(path, BROWSER);
    expect(shown).toMatchObject({ status: 200, body: "<script>steal()</script>", headers: { "content-type": "text/html", "x-content-type-options": "nosniff", "cache-control": "no-store" } });
    expect(shown.headers["content-security-policy"]).toMatch(/^sandbox allow-scripts allow-forms; .*default-src 'none'/);
    expect(shown.headers["strict-transport-security"]).toBeUndefined();
    const given = await ask(path, ["user-agent: curl/8.5.0"]);
    expect(given.headers).toMatchObject({ "content-security-policy": "default-src *", "cache-control": "max-age=60", "strict-transport-security": "max-age=60" });
    expect(given.headers["x-content-type-options"]).toBeUndefined();
  });

  test("loads from elsewhere only while handlers may use the network", async () => {
    await bridge.openTab(() => page(), { network: true });
    const { headers } = await ask("/_lambdarium/http/a1.execute-api.us-east-1.amazonaws.com/", BROWSER);
    expect(headers["content-security-policy"]).toBe("sandbox allow-scripts allow-forms; frame-ancestors 'none'");
  });

  test("is as harmless where it is an error of the server itself", async () => {
    const { status, headers } = await ask("/2015-03-31/functions", ["origin: https://<script>.example"]);
    expect(status).toBe(403);
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "content-security-policy": expect.stringMatching(/^sandbox/) as string });
  });
});
