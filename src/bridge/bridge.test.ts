import { createHash, randomBytes } from "node:crypto";
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateFunctionCommand, GetFunctionCommand, InvokeCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { createAwsApi } from "#aws-api/handler.ts";
import { TestCloud, zipOf } from "#testing/test-cloud.ts";
import { connectBridge, type BridgeClient } from "./bridge-client.ts";
import { BRIDGE_PATH, BRIDGE_PROTOCOL, offeredProtocols } from "./bridge-path.ts";
import { BridgeServer } from "./bridge-server.ts";
import { decodeFrame, encodeFrame } from "./frames.ts";
import { standBefore } from "./front-door.ts";

let server: Server;
let bridge: BridgeServer;
let port: number;
const clients: BridgeClient[] = [];

beforeEach(async () => {
  bridge = new BridgeServer();
  server = createServer((_request, response) => void response.end("the page"));
  standBefore(server, bridge);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  bridge.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

type Serve = Parameters<typeof connectBridge>[0]["serve"];
type Handle = (request: Request, requestId: string) => Promise<Response>;

/** What `handle` answers, for requests that come as messages. */
function asMessages(handle: Handle): Serve {
  return async ({ method, path, headers, body, signal }, requestId) => {
    const bodyless = method === "GET" || method === "HEAD";
    const response = await handle(new Request(`http://localhost:${port}${path}`, { method, headers: headers as [string, string][], ...(bodyless ? {} : { body: body as Uint8Array<ArrayBuffer> }), signal }), requestId);
    const streams = response.headers.get("content-type") === "application/vnd.amazon.eventstream";
    return { status: response.status, headers: Object.fromEntries(response.headers), body: streams ? response.body : new Uint8Array(await response.arrayBuffer()) };
  };
}

/** A tab that leads: connected when it resolves. */
async function openTab(handle: Handle, { name = "localhost", serve = asMessages(handle), network = false }: { name?: string; serve?: Serve; network?: boolean } = {}): Promise<BridgeClient> {
  let tell: () => void;
  const connected = new Promise<void>((resolve) => (tell = resolve));
  const origin = `http://${name}:${port}`;
  // The browser names the page's origin by itself.
  const connect = (url: string, protocols: string[]): never => new WebSocket(url.replace("localhost", "127.0.0.1"), protocols, { origin, headers: { host: `${name}:${port}` } }) as never;
  const client = connectBridge({ origin, serve, connect, network: () => network, account: name, onStanding: ({ connected: now }) => now && tell() });
  clients.push(client);
  await connected;
  return client;
}

function sdk(): LambdaClient {
  return new LambdaClient({ region: "eu-west-1", endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1, credentials: { accessKeyId: "210987654321", secretAccessKey: "any" } });
}

async function openCloudTab(): Promise<TestCloud> {
  const cloud = await TestCloud.open();
  const api = createAwsApi(cloud.plane, { simulatorRoutes: "downloads" });
  await openTab((request, requestId) => api.handle(request, requestId), { serve: (message, requestId) => api.serve(message, requestId) });
  return cloud;
}

interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request with exactly these headers, as no well-behaved client would send it. */
function raw(path: string, headers: Record<string, string | string[]> = {}, method = "GET"): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port, host: "127.0.0.1", path, method, headers: { host: `localhost:${port}`, ...headers } }, (answer) => {
      let body = "";
      answer.on("data", (part: Buffer) => (body += part.toString()));
      answer.on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers, body }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** Status of an attempt to become the tab of the bridge. */
function joinStatus(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${BRIDGE_PATH}`, BRIDGE_PROTOCOL, { headers });
    socket.on("unexpected-response", (_request, answer) => resolve(answer.statusCode!));
    socket.on("open", () => (socket.terminate(), resolve(101)));
    socket.on("error", () => undefined);
  });
}

/** A tab by hand, which may say anything. `onMessage` hears what it is asked. */
function joinAsTab(onMessage: (data: Buffer, tab: WebSocket) => void, onClose = (): void => undefined): Promise<void> {
  const host = `localhost:${port}`;
  const tab = new WebSocket(`ws://127.0.0.1:${port}${BRIDGE_PATH}`, offeredProtocols("by-hand"), { origin: `http://${host}`, headers: { host } });
  tab.on("message", (data: Buffer) => decodeFrame(data).head.reached === undefined && onMessage(data, tab));
  tab.on("close", onClose);
  return new Promise((resolve, reject) => {
    tab.on("open", resolve);
    tab.on("error", reject);
  });
}

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");

const role = "arn:aws:iam::210987654321:role/r";

describe("the terminal's bridge", () => {
  test("the official SDK creates and lists functions in the tab; account and Region are those of its signature", async () => {
    await openCloudTab();
    const created = await sdk().send(new CreateFunctionCommand({ FunctionName: "orders", Runtime: "python3.14", Handler: "f.h", Role: role, Code: { ZipFile: zipOf({ "f.py": "x" }) } }));
    expect(created.FunctionArn).toBe("arn:aws:lambda:eu-west-1:210987654321:function:orders");
    expect((await sdk().send(new ListFunctionsCommand({}))).Functions?.map((one) => one.FunctionName)).toEqual(["orders"]);
  });

  test("an AWS error of the tab is thrown as the SDK's own class", async () => {
    await openCloudTab();
    await expect(sdk().send(new GetFunctionCommand({ FunctionName: "nothing" }))).rejects.toMatchObject({ name: "ResourceNotFoundException", $metadata: { httpStatusCode: 404 } });
  });

  test("a terminal downloads the code from where GetFunction points to", async () => {
    await openCloudTab();
    const zip = zipOf({ "f.py": "x = 1" });
    await sdk().send(new CreateFunctionCommand({ FunctionName: "orders", Runtime: "python3.14", Handler: "f.h", Role: role, Code: { ZipFile: zip } }));
    const { Code } = await sdk().send(new GetFunctionCommand({ FunctionName: "orders" }));
    expect(Code?.Location).toMatch(new RegExp(`^http://127.0.0.1:${port}/_lambdarium/code/`));
    const download = await fetch(Code!.Location!);
    expect(new Uint8Array(await download.arrayBuffer())).toEqual(zip);
  });

  test("a payload of 6 MB comes back intact", async () => {
    const cloud = await openCloudTab();
    await cloud.createFunction("echo");
    const text = randomBytes(2_900_000).toString("hex");
    const client = new LambdaClient({ region: "us-east-1", endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1, credentials: { accessKeyId: "any", secretAccessKey: "any" } });
    const answer = client.send(new InvokeCommand({ FunctionName: "echo", Payload: Buffer.from(JSON.stringify(text)) }));
    const state = { done: false };
    const watched = answer.finally(() => (state.done = true));
    while (!state.done) await cloud.time.advance(100);
    expect(JSON.parse(Buffer.from((await watched).Payload!).toString())).toBe(text);
  }, 60_000);

  test("a body as long as a zip of 50 MB in base64 arrives as it was sent", async () => {
    await openTab(async (request) => new Response(digest(new Uint8Array(await request.arrayBuffer()))));
    const body = new Uint8Array(69_900_000);
    for (let at = 0; at < body.length; at += 65_536) body.set(randomBytes(16), Math.min(at, body.length - 16));
    const answer = await fetch(`http://127.0.0.1:${port}/2015-03-31/functions`, { method: "POST", body });
    expect(await answer.text()).toBe(digest(body));
  }, 60_000);

  test("a body beyond all of AWS's limits is refused, and the sender can read why", async () => {
    await openTab(async () => new Response());
    const answer = await fetch(`http://127.0.0.1:${port}/2015-03-31/functions`, { method: "POST", body: new Uint8Array(81 * 1024 * 1024) });
    expect(answer.status).toBe(413);
    expect(answer.headers.get("x-amzn-errortype")).toBe("RequestEntityTooLargeException");
    expect(await answer.json()).toEqual({ Message: expect.stringContaining("must be smaller than") as string });
  }, 60_000);

  test("without an open tab the SDK throws at once, with a sentence that says what to open", async () => {
    await expect(sdk().send(new ListFunctionsCommand({}))).rejects.toMatchObject({
      name: "NoOpenTabException",
      message: expect.stringContaining(`Open http://127.0.0.1:${port} in a browser`) as string,
      $metadata: { httpStatusCode: 424 },
    });
  });

  test("a request that a closing tab left unanswered goes to the next one, under the same request id", async () => {
    const asked: string[] = [];
    let heard: () => void;
    const first = new Promise<void>((resolve) => (heard = resolve));
    const tab = await openTab((_request, requestId) => {
      asked.push(requestId);
      heard();
      return new Promise(() => undefined);
    });
    const answer = raw("/2015-03-31/functions");
    await first;
    tab.close();
    await openTab(async (_request, requestId) => {
      asked.push(requestId);
      return Response.json({ from: "second" });
    });
    expect(await answer).toMatchObject({ status: 200, body: '{"from":"second"}' });
    expect(asked[1]).toBe(asked[0]);
  });

  test("tabs at two addresses are two accounts: each is asked under its own, and the one that came first stands in for a third", async () => {
    await openTab(async () => new Response("localhost"), { name: "localhost" });
    await openTab(async () => new Response("127.0.0.1"), { name: "127.0.0.1" });
    const ask = async (name: string): Promise<string> => (await raw("/2015-03-31/functions", { host: `${name}:${port}` })).body;
    expect([await ask("localhost"), await ask("127.0.0.1"), await ask("other.localhost")]).toEqual(["localhost", "127.0.0.1", "localhost"]);
  });

  test("what one account may have begun is not given to the tab of another", async () => {
    let heard: () => void;
    const begun = new Promise<void>((resolve) => (heard = resolve));
    const asked: string[] = [];
    const tab = await openTab(() => (heard(), new Promise(() => undefined)), { name: "localhost" });
    const answer = raw("/2015-03-31/functions");
    await begun;
    tab.close();
    await openTab(async (_request, requestId) => (asked.push(requestId), new Response("other")), { name: "127.0.0.1" });
    await openTab(async () => new Response("back"), { name: "localhost" });
    expect((await answer).body).toBe("back");
    expect(asked).toEqual([]);
  });

  test("the tab learns that a terminal hung up: whoever waited for it need not", async () => {
    let asked: (request: Request) => void;
    const arrived = new Promise<Request>((resolve) => (asked = resolve));
    await openTab((request) => (asked(request), new Promise(() => undefined)));
    const line = new AbortController();
    const call = sdk().send(new ListFunctionsCommand({}), { abortSignal: line.signal });
    const request = await arrived;
    const learnt = new Promise((resolve) => request.signal.addEventListener("abort", resolve));
    expect(request.signal.aborted).toBe(false);
    line.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    await learnt;
  });

  test("events stream to the terminal one by one", async () => {
    let next: (text: string | null) => void;
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (next = (text) => (text === null ? controller.close() : controller.enqueue(Buffer.from(text)))) });
    await openTab(async () => new Response(body, { headers: { "content-type": "application/vnd.amazon.eventstream" } }));
    const answer = await fetch(`http://127.0.0.1:${port}/2021-11-15/functions/f/response-streaming-invocations`, { method: "POST", body: "{}" });
    const reader = answer.body!.getReader();
    for (const part of ["one", "two"]) {
      next!(part);
      expect(Buffer.from((await reader.read()).value!).toString()).toBe(part);
    }
    next!(null);
    expect((await reader.read()).done).toBe(true);
  });

  test("a request to an API arrives with its cookies, its user agent and what else a browser's Request leaves out", async () => {
    const sent = { cookie: "a=1; b=2", referer: "http://a.example/", date: "Thu, 01 Jan 2026 00:00:00 GMT", "accept-encoding": "gzip", "user-agent": "curl/8", "x-twice": ["1", "2"] };
    const heard: Parameters<Serve>[0][] = [];
    await openTab(async () => new Response("not asked"), { serve: async (message) => (heard.push(message), { status: 204, headers: { "x-a": "1" }, body: null }) });
    const path = "/_lambdarium/http/a1.execute-api.us-east-1.amazonaws.com/books?q=1";
    expect(await raw(path, sent)).toMatchObject({ status: 204, headers: { "x-a": "1" }, body: "" });
    const { "x-twice": _twice, ...single } = sent;
    expect(heard).toMatchObject([{ method: "GET", path, headers: expect.arrayContaining([...Object.entries(single), ["x-twice", "1"], ["x-twice", "2"]]) as unknown }]);
  });

  test("an answer whose headers are too long for a frame is a 502 with a sentence, and the tab is asked once", async () => {
    let runs = 0;
    await openTab(async () => (runs++, new Response("hi", { headers: { "x-big": "a".repeat(300_000) } })));
    const answer = await raw("/_lambdarium/http/a1.execute-api.us-east-1.amazonaws.com/x");
    expect(answer).toMatchObject({ status: 502, body: expect.stringContaining("headers are too long") as string });
    expect(runs).toBe(1);
  });

  test("a status or header that is none of HTTP's is a 502, and the server goes on", async () => {
    const bad = [{ status: 200, headers: [["x", "a\nb"]] }, { status: 99, headers: [["content-length", "7"]] }];
    await joinAsTab((data, tab) => {
      const { id } = decodeFrame(data).head;
      tab.send(encodeFrame({ head: { id, last: true, response: bad.shift() as never }, body: new Uint8Array() }));
    });
    for (let at = 0; at < 2; at += 1) expect((await raw("/2015-03-31/functions")).status).toBe(502);
  });

  test("what broke its tab's connection is asked once more and no third time", async () => {
    let asked = 0;
    let back: () => void;
    const cameBack = new Promise<void>((resolve) => (back = resolve));
    const breakIt = (_data: Buffer, tab: WebSocket): void => (asked++, tab.send(new Uint8Array([255, 255, 255, 255])));
    const answerIt = (data: Buffer, tab: WebSocket): void => tab.send(encodeFrame({ head: { id: decodeFrame(data).head.id, last: true, response: { status: 200, headers: [] } }, body: new Uint8Array() }));
    await joinAsTab(breakIt, () => void joinAsTab(breakIt, () => void joinAsTab(answerIt).then(back)));
    expect(await raw("/2015-03-31/functions")).toMatchObject({ status: 502, body: expect.stringContaining("broke twice") as string });
    expect(asked).toBe(2);
    await cameBack;
    expect((await raw("/2015-03-31/functions")).status).toBe(200);
  });

  test.each([
    ["another site's origin", { origin: "https://evil.example" }],
    ["another port's origin", { origin: "http://localhost:1" }],
    ["a frame without origin", { origin: "null" }],
    ["another site's image or script", { "sec-fetch-site": "cross-site" }],
    ["a name that was made to point here", { host: "evil.example" }],
    ["a name that only begins like ours", { host: "localhost.evil.example" }],
  ])("%s is refused, and the tab hears nothing of it", async (_who, headers) => {
    let heard = 0;
    await openTab(async () => (heard++, new Response()));
    const answer = await raw("/2015-03-31/functions", headers);
    expect(answer.status).toBe(403);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
    expect(heard).toBe(0);
  });

  test("a foreign page cannot pose as the tab", async () => {
    const host = `localhost:${port}`;
    expect(await joinStatus({ host, origin: "https://evil.example" })).toBe(403);
    expect(await joinStatus({ host: "evil.example", origin: "http://evil.example" })).toBe(403);
    expect(await joinStatus({ host })).toBe(403);
    expect(await joinStatus({ host, origin: `http://${host}` })).toBe(101);
  });

  test.each([
    ["POST", "/_lambdarium/reset"],
    ["GET", "/_lambdarium/settings"],
    ["PUT", "/_lambdarium/settings"],
    ["POST", "/_lambdarium/code/x"],
  ])("%s %s is the page's alone", async (method, path) => {
    let heard = 0;
    await openTab(async () => (heard++, new Response()));
    expect((await raw(path, {}, method)).status).toBe(403);
    expect(heard).toBe(0);
  });

  test("an API or load balancer of the account is open to this computer's terminals with any method, and to no other site", async () => {
    await openTab(async (request) => new Response(`${request.method} ${new URL(request.url).pathname}`));
    const path = "/_lambdarium/http/a1.execute-api.us-east-1.amazonaws.com/books";
    expect(await raw(path, {}, "OPTIONS")).toMatchObject({ status: 200, body: `OPTIONS ${path}` });
    expect((await raw(path, { origin: "https://evil.example" }, "POST")).status).toBe(403);
    expect((await raw(path, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  });

  test("the header that makes a path harmless elsewhere does not open the simulator's controls: signed or not, they stay shut", async () => {
    await openTab(async () => new Response("opened"));
    expect((await raw("/_lambdarium/reset", { authorization: "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/lambda/aws4_request" }, "POST")).status).toBe(403);
    expect((await raw("/_lambdarium/code/../reset", {}, "POST")).status).toBe(403);
  });

  test("a path that only begins like a public address opens no control of the simulator either", async () => {
    const cloud = await openCloudTab();
    await cloud.createFunction("orders");
    // Not taken for `/_lambdarium/reset`: the host is what stands there, and no API is at it.
    expect((await raw("/_lambdarium/http/../reset", {}, "POST")).status).toBe(421);
    expect((await raw("/_lambdarium/http/%2e%2e/reset", {}, "POST")).status).toBe(421);
    expect(cloud.rows("lambda.functions")).toHaveLength(1);
  });
});
