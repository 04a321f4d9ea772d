import { createServer, type Server } from "node:http";
import { ApiGatewayV2Client, CreateApiCommand } from "@aws-sdk/client-apigatewayv2";
import { AddPermissionCommand, CreateFunctionCommand, GetFunctionCommand, ListFunctionsCommand, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { strToU8, zipSync } from "fflate";
import { expect } from "./fixtures.ts";
import { terminalConfig, test } from "./own-server.ts";
import { SettingsPage } from "./pages/settings-page.ts";
import { listening } from "./static-host.ts";

/** What a script of a stored page finds in reach; "refused" is what each must be. */
const PROBE = `
const attempt = async (what) => { try { return "REACHED " + String(await what()).slice(0, 80); } catch (error) { return "refused"; } };
const found = {};
const probes = {
  listFunctions: () => fetch("/2015-03-31/functions/").then((answer) => answer.text()),
  deleteFunction: () => fetch("/2015-03-31/functions/orders", { method: "DELETE" }).then((answer) => answer.status),
  console: () => fetch("/index.html").then((answer) => answer.text()),
  localStorage: () => localStorage.length,
  cookie: () => document.cookie,
  caches: () => caches.keys(),
  indexedDB: () => new Promise((resolve, reject) => { const opening = indexedDB.open("lambdarium"); opening.onsuccess = () => resolve("open"); opening.onerror = reject; }),
  serviceWorker: () => navigator.serviceWorker.getRegistrations(),
  bridge: () => new Promise((resolve, reject) => { const socket = new WebSocket("ws://" + location.host + "/_lambdarium/bridge", "lambdarium.2"); socket.onopen = resolve; socket.onerror = reject; }),
};
(async () => {
  for (const name in probes) found[name] = await attempt(probes[name]);
  document.documentElement.setAttribute("data-found", JSON.stringify(found));
})();
`;

const PAGES = {
  "text/html": `<!doctype html><title>stored</title><script>${PROBE}</script>`,
  "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg"><script><![CDATA[${PROBE}]]></script></svg>`,
  "application/xhtml+xml": `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>stored</title></head><body><script><![CDATA[${PROBE}]]></script></body></html>`,
};

/** No signature is verified, but the address must not be past its end. */
const presigned = (): string => {
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const credential = encodeURIComponent(`123456789012/${now.slice(0, 8)}/us-east-1/s3/aws4_request`);
  return `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Date=${now}&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=00`;
};

const role = "arn:aws:iam::123456789012:role/r";

// The refusals themselves.
test.use({ expectedProblems: /./ });

for (const [ContentType, Body] of Object.entries(PAGES)) {
  test(`an object of type ${ContentType} that is opened by its presigned URL reaches neither the API nor what the console stores`, async ({ learner, server, context }) => {
    await learner.functions.create("orders", "Node.js 24.x");
    const s3 = new S3Client({ ...terminalConfig(server.address), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: "a-bucket" }));
    await s3.send(new PutObjectCommand({ Bucket: "a-bucket", Key: "page", Body, ContentType }));
    const stored = await context.newPage();
    await stored.goto(`${server.address}/a-bucket/page?${presigned()}`);
    await expect(stored.locator(":root")).toHaveAttribute("data-found", /bridge/);
    const found = JSON.parse((await stored.locator(":root").getAttribute("data-found"))!) as Record<string, string>;
    expect(Object.keys(found)).toHaveLength(9);
    for (const [probe, finding] of Object.entries(found)) expect(finding, probe).toBe("refused");
    const { Functions } = await server.client({ maxAttempts: 1 }).send(new ListFunctionsCommand({}));
    expect(Functions?.map(({ FunctionName }) => FunctionName)).toEqual(["orders"]);
  });
}

test.describe("a handler's page in a browser", () => {
  let elsewhere: Server;
  let asked: string[];
  let address: string;
  test.beforeEach(async () => {
    asked = [];
    elsewhere = createServer((request, response) => {
      asked.push(request.url!);
      response.setHeader("access-control-allow-origin", "*").end();
    });
    address = await listening(elsewhere);
  });
  test.afterEach(() => void elsewhere.close());

  test("fetches and preloads nothing while the handlers' network is off, and what it asks for while it is on", async ({ learner, server, context }) => {
    const page = `<!doctype html><title>handler</title><link rel="preload" as="image" href="${address}/preload"><link rel="prefetch" href="${address}/prefetch">
<link rel="stylesheet" href="${address}/style"><img src="${address}/image"><iframe src="${address}/frame"></iframe>
<script>fetch("${address}/fetch").then(() => "fetched", () => "refused").then((how) => document.documentElement.setAttribute("data-done", how));</script>`;
    const code = `export const handler = async () => ({ statusCode: 200, headers: { "content-type": "text/html", link: "<${address}/link>; rel=preload; as=image" }, body: ${JSON.stringify(page)} });`;
    const lambda = server.client({ maxAttempts: 1 });
    const ZipFile = zipSync({ "index.mjs": strToU8(code) });
    const { FunctionArn } = await lambda.send(new CreateFunctionCommand({ FunctionName: "pages", Runtime: "nodejs24.x", Handler: "index.handler", Role: role, Code: { ZipFile } }));
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 30, minDelay: 1 }, { FunctionName: "pages" });
    await lambda.send(new AddPermissionCommand({ FunctionName: "pages", StatementId: "api", Action: "lambda:InvokeFunction", Principal: "apigateway.amazonaws.com" }));
    const { ApiEndpoint } = await new ApiGatewayV2Client(terminalConfig(server.address)).send(new CreateApiCommand({ Name: "pages", ProtocolType: "HTTP", Target: FunctionArn }));
    const shown = await context.newPage();
    const open = async (): Promise<string | null> => {
      await shown.goto(`${server.address}/_lambdarium/http/${new URL(ApiEndpoint!).host}/`);
      await expect(shown.locator(":root")).toHaveAttribute("data-done", /./);
      await shown.waitForLoadState("load");
      return shown.locator(":root").getAttribute("data-done");
    };
    expect(await open()).toBe("refused");
    expect(asked).toEqual([]);

    await new SettingsPage(learner.page).allowNetwork();
    expect(await open()).toBe("fetched");
    expect(asked).toEqual(expect.arrayContaining(["/fetch", "/image", "/style", "/preload"]));
  });

  test("a deployment package is downloaded, as at AWS", async ({ learner, server }) => {
    await learner.functions.create("orders", "Node.js 24.x");
    const { Code } = await server.client({ maxAttempts: 1 }).send(new GetFunctionCommand({ FunctionName: "orders" }));
    const downloading = learner.page.waitForEvent("download");
    await learner.page.goto(Code!.Location!).catch(() => undefined);
    expect(await (await downloading).failure()).toBeNull();
  });
});
