import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CloudWatchClient, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAwsApi } from "#aws-api/handler.ts";
import { BridgeOnPort, type Serve } from "#testing/bridge-on-port.ts";
import { RawConnection } from "#testing/raw-http.ts";
import { TestCloud } from "#testing/test-cloud.ts";
import { BRIDGE_PATH } from "./bridge-path.ts";
import { BridgeServer } from "./bridge-server.ts";
import { standBefore } from "./front-door.ts";

let there: BridgeOnPort;
let asked: Parameters<Serve>[0][];
let serve: Serve;

beforeEach(async () => {
  asked = [];
  serve = async (request) => ({ status: 200, headers: { "x-path": request.path }, body: Uint8Array.from(request.body ?? []) });
  there = await BridgeOnPort.start();
  await there.openTab((request, id) => (asked.push(request), serve(request, id)));
});

afterEach(() => there.stop());

const ask: BridgeOnPort["ask"] = (...about) => there.ask(...about);
const text: BridgeOnPort["text"] = (...about) => there.text(...about);
const connection = (): RawConnection => new RawConnection(there.port);

const AWS = "/2015-03-31/functions";
const API = "/_lambdarium/http/a1.execute-api.us-east-1.amazonaws.com";

const BROWSER = "user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36";

describe("who is given the page", () => {
  test.each([
    ["a browser", "/", [BROWSER]],
    ["a browser that asks for a file", "/assets/index.js", [BROWSER, "accept: */*", "sec-fetch-dest: script", "sec-fetch-site: same-origin"]],
    ["a tool that asks for HTML by name", "/", ["user-agent: curl/8.5.0", "accept: text/html"]],
    ["a browser's preflight for a file of the page", "/", [BROWSER, "origin: http://localhost:9"], "OPTIONS"],
  ])("%s", async (_who, target, lines, method = "GET") => {
    const answer = await ask(target, lines, { method });
    expect(answer.body.toString()).toBe("the page");
    expect(asked).toEqual([]);
  });

  test.each([
    ["an unsigned GET of curl", "/", ["user-agent: curl/8.5.0", "accept: */*"]],
    ["an unsigned GET of a bucket's object", "/a-bucket/logo.png", ["user-agent: Python-urllib/3.12"]],
    ["an unsigned REST call", "/restapis?limit=5", ["user-agent: Boto3/1.43"]],
    ["a GET without any header", "/tags/arn", []],
    ["a presigned address of version 4 in a browser", "/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0", [BROWSER]],
    ["a presigned address of version 2 in a browser", "/b/k?AWSAccessKeyId=AKID&Signature=0%3D&Expires=1", [BROWSER]],
    ["a signature of version 2", "/b/k", [BROWSER, "authorization: AWS AKID:0="]],
    ["a header of AWS's own", "/b/k", [BROWSER, "x-amz-date: 20260101T000000Z"]],
    ["an unsigned form of the query protocol", "/", ["content-type: application/x-www-form-urlencoded", "content-length: 0"], "POST"],
    ["a download of code", "/_lambdarium/code/x", [BROWSER]],
  ])("not: %s", async (_what, target, lines, method = "GET") => {
    const answer = await ask(target, lines, { method });
    expect(answer.headers).toContainEqual(["x-path", target]);
    expect(answer.headers.map(([name]) => name)).not.toContain("access-control-allow-origin");
  });

  test("not OPTIONS to an API or load balancer of the account: no middleware answers in its place", async () => {
    const answer = await ask(`${API}/x`, ["access-control-request-method: PUT"], { method: "OPTIONS" });
    expect(answer.headers).toContainEqual(["x-path", `${API}/x`]);
    expect(asked).toMatchObject([{ method: "OPTIONS" }]);
  });
});

describe("the server's own error, where no tab is open", () => {
  const config = () => ({ region: "us-east-1", endpoint: `http://127.0.0.1:${alone.port}`, maxAttempts: 1, credentials: { accessKeyId: "any", secretAccessKey: "any" } });
  let alone: BridgeOnPort;
  beforeEach(async () => {
    alone = await BridgeOnPort.start();
  });
  afterEach(() => alone.stop());

  test.each([
    ["REST and JSON", () => new LambdaClient(config()).send(new ListFunctionsCommand({}))],
    ["JSON", () => new SQSClient(config()).send(new ListQueuesCommand({}))],
    ["the query protocol", () => new SNSClient(config()).send(new ListTopicsCommand({}))],
    ["CBOR", () => new CloudWatchClient(config()).send(new ListMetricsCommand({}))],
    ["REST and XML", () => new S3Client(config()).send(new ListBucketsCommand({}))],
  ])("is thrown by the official SDK with its sentence: %s", async (_protocol, send: () => Promise<unknown>) => {
    await expect(send()).rejects.toMatchObject({ name: expect.stringMatching(/^NoOpenTab/) as string, message: expect.stringContaining("in a browser, leave it open") as string, $metadata: { httpStatusCode: 424 } });
  });

  test("answers a presigned address in S3's XML and an unsigned form in the query protocol's", async () => {
    const presigned = await alone.ask("/b/k?AWSAccessKeyId=AKID&Signature=0&Expires=1");
    expect(presigned.headers).toContainEqual(["content-type", "application/xml"]);
    expect(presigned.body.toString()).toMatch(/<Error><Code>NoOpenTab<.Code>/);
    const form = await alone.ask("/", ["content-type: application/x-www-form-urlencoded", "content-length: 36"], { method: "POST", body: "Action=ListTopics&Version=2010-03-31" });
    expect(form.body.toString()).toMatch(/<ErrorResponse.*<Code>NoOpenTab<.Code>/);
  });
});

describe("a target that is no path", () => {
  test("in absolute form counts as its path, and its host is judged instead of the header's", async () => {
    expect((await ask(`http://localhost:${there.port}${AWS}/../x?a=1`)).headers).toContainEqual(["x-path", `${AWS}/../x?a=1`]);
    expect((await ask(`http://localhost:${there.port}?a=1`)).headers).toContainEqual(["x-path", "/?a=1"]);
    expect((await ask(`http://evil.example${AWS}`)).status).toBe(403);
    expect(asked).toHaveLength(2);
  });

  test.each(["*", "localhost", "//", "http://"])("%s gets an answer of 4xx or a path, and the server goes on", async (target) => {
    const answer = await ask(target, [], { method: target === "*" ? "OPTIONS" : "GET" });
    expect(answer.status === 400 || answer.headers.some(([name, value]) => name === "x-path" && value === target)).toBe(true);
    expect((await ask(AWS)).status).toBe(200);
  });

  test("CONNECT with an authority is hung up on, and the server goes on", async () => {
    const line = connection().send(`CONNECT localhost:${there.port} HTTP/1.1\r\nhost: localhost:${there.port}\r\n\r\n`);
    expect((await line.rest()).toString()).not.toContain("the page");
    expect((await ask(AWS)).status).toBe(200);
  });

  test("longer than a head may be is answered 431; just shorter arrives whole", async () => {
    expect((await ask(`/${"a".repeat(20_000)}`)).status).toBe(431);
    const long = `${AWS}?${"a".repeat(15_000)}`;
    expect((await ask(long)).headers).toContainEqual(["x-path", long]);
  });
});

describe("a target that is a path", () => {
  test("arrives as it was sent, byte for byte, whatever HTTP allows in it", async () => {
    serve = async () => ({ status: 204, headers: {}, body: null });
    // Visible ASCII, as RFC 9112 has it; Node's own server answers 400 to other bytes.
    const byte = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(".", "/", "%", "\\", ":", ";", "?", "#", "&", "=", "+", "~", "2", "e", "E") }, fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)));
    const rest = fc.array(byte, { maxLength: 40 }).map((letters) => letters.join(""));
    const start = fc.constantFrom("/", "/../", "/a-bucket/../victim/", "/_lambdarium/http/a.b/", "/_lambdarium/http/../", "/_lambdarium/code/../", "//x/");
    await fc.assert(
      fc.asyncProperty(start, rest, async (from, more) => {
        const { status } = await ask(from + more);
        expect({ status, paths: asked.splice(0).map(({ path }) => path) }).toEqual({ status: 204, paths: [from + more] });
      }),
      { numRuns: 300 },
    );
  });

  test("with dots leads to no other bucket and no other object", async () => {
    const cloud = await TestCloud.open();
    const api = createAwsApi(cloud.plane, { simulatorRoutes: "downloads" });
    serve = (request, id) => api.serve(request, id);
    const s3 = new S3Client({ region: "us-east-1", endpoint: `http://127.0.0.1:${there.port}`, forcePathStyle: true, maxAttempts: 1, credentials: { accessKeyId: "123456789012", secretAccessKey: "any" } });
    for (const Bucket of ["a-bucket", "victim"]) await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket: "victim", Key: "k", Body: "mine" }));
    await s3.send(new PutObjectCommand({ Bucket: "a-bucket", Key: "b", Body: "mine" }));
    for (const Key of ["../victim/k", "a/../b", "./b"]) await s3.send(new PutObjectCommand({ Bucket: "a-bucket", Key, Body: "other" })).catch(() => undefined);
    const bodyOf = async (Bucket: string, Key: string): Promise<string> => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString();
    expect([await bodyOf("victim", "k"), await bodyOf("a-bucket", "b"), await bodyOf("a-bucket", "a/../b")]).toEqual(["mine", "mine", "other"]);
    expect(cloud.bugs).toEqual([]);
  });
});

describe("a message's form", () => {
  test("a body in chunks arrives whole", async () => {
    const answer = await ask(AWS, ["transfer-encoding: chunked"], { method: "POST", body: "3\r\nabc\r\n2;x=1\r\nde\r\n0\r\n\r\n" });
    expect(answer.body.toString()).toBe("abcde");
    expect(asked[0]!.headers).not.toContainEqual(["transfer-encoding", "chunked"]);
  });

  test("the answer to a HEAD has no body and says how long it would be", async () => {
    serve = async () => ({ status: 200, headers: { "content-length": "7" }, body: null });
    expect(await ask(AWS, [], { method: "HEAD" })).toMatchObject({ status: 200, headers: expect.arrayContaining([["content-length", "7"]]) as unknown });
  });

  test("who waits for 100 Continue is told to go on", async () => {
    const line = connection().send(text(AWS, ["expect: 100-continue", "content-length: 2"], { method: "PUT" }));
    expect((await line.answer()).status).toBe(100);
    expect((await line.send("hi").answer()).body.toString()).toBe("hi");
    line.socket.destroy();
  });

  test("a connection serves one request after the other, also when they come at once", async () => {
    const line = connection().send(text(AWS) + text(`${AWS}/2`) + text(`${AWS}/3`));
    for (const path of [AWS, `${AWS}/2`, `${AWS}/3`]) expect((await line.answer()).headers).toContainEqual(["x-path", path]);
    expect((await line.send(text("/x")).answer()).status).toBe(200);
    line.socket.destroy();
  });

  test("repeated headers stay apart and in order, in both directions", async () => {
    serve = async () => ({ status: 200, headers: { "set-cookie": ["a=1", "b=2; Path=/"], "x-a": ["1", "2"] }, body: null });
    const answer = await ask(`${API}/x`, ["x-b: 1", "X-B: 2", "cookie: c=1", "cookie: d=2"]);
    expect(asked[0]!.headers).toEqual(expect.arrayContaining([["x-b", "1"], ["x-b", "2"], ["cookie", "c=1"], ["cookie", "d=2"]]));
    expect(answer.headers.filter(([name]) => name === "set-cookie" || name === "x-a")).toEqual([["set-cookie", "a=1"], ["set-cookie", "b=2; Path=/"], ["x-a", "1"], ["x-a", "2"]]);
  });

  test("who hangs up in the middle of a body was never asked for, and who hangs up before the answer is told to the tab", async () => {
    const half = connection().send(text(AWS, ["content-length: 10"], { method: "PUT", body: "half" }));
    half.socket.end();
    await half.rest();
    expect(asked).toEqual([]);
    const signal = new Promise<AbortSignal>((resolve) => (serve = (request) => (resolve(request.signal), new Promise(() => undefined))));
    const waiting = connection().send(text(AWS));
    const hangUp = await signal;
    const learnt = new Promise((resolve) => hangUp.addEventListener("abort", resolve));
    waiting.socket.destroy();
    await learnt;
  });
});

describe("an upgrade", () => {
  const H2C = ["connection: Upgrade, HTTP2-Settings", "upgrade: h2c", "http2-settings: AAMAAABkAAQCAAAAAAIAAAAA"];

  test("to HTTP/2 is passed over: the request is answered as if it were not asked for, body and all", async () => {
    const answer = await ask(`${AWS}/../f`, [...H2C, "x-a: 1", "x-empty:", "content-length: 5"], { method: "POST", body: "hello" });
    expect(answer).toMatchObject({ status: 200, headers: expect.arrayContaining([["x-path", `${AWS}/../f`]]) as unknown });
    expect(answer.body.toString()).toBe("hello");
    expect(asked[0]!.headers).toEqual(expect.arrayContaining([["x-a", "1"], ["x-empty", ""]]));
    expect(JSON.stringify(asked[0]!.headers)).not.toContain("h2c");
    expect((await ask("/", [BROWSER, ...H2C])).body.toString()).toBe("the page");
  });

  test("to HTTP/2 may be asked for with each request of a connection", async () => {
    const line = connection();
    for (let at = 0; at < 30; at += 1) {
      const body = "x".repeat(at);
      expect((await line.send(text(AWS, [...H2C, `content-length: ${at}`], { method: "POST", body })).answer()).body.toString()).toBe(body);
    }
    line.socket.destroy();
  });

  test.each([
    ["a WebSocket at a path of nobody", "/nobody", ["sec-websocket-protocol: x"]],
    ["a WebSocket at the bridge that no page asks for", BRIDGE_PATH, []],
    ["a WebSocket with a target that is no path", "*", []],
  ])("is refused and its connection closed: %s, 300 times", async (_what, target, lines) => {
    const upgrade = text(target, ["connection: upgrade", "upgrade: websocket", "sec-websocket-version: 13", "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==", ...lines]);
    // The other end keeps its half open: the server does not wait for it.
    const connections = Array.from({ length: 300 }, () => connection().send(upgrade));
    for (const line of connections) expect((await line.rest()).toString()).toMatch(/^HTTP\/1.1 40[034] /);
    await expect.poll(() => new Promise((resolve) => there.server.getConnections((_error, count) => resolve(count)))).toBe(1);
  });

  test("that a listener of the page takes is its own", async () => {
    const other = createServer();
    other.on("upgrade", (_request, socket) => void socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\ntaken"));
    standBefore(other, new BridgeServer());
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const line = new RawConnection((other.address() as AddressInfo).port).send(text("/", ["connection: upgrade", "upgrade: websocket"]));
    expect((await line.rest()).toString()).toMatch(/taken$/);
    other.close();
  });
});
