import { readFileSync } from "node:fs";
import { CreateAliasCommand, DeleteAliasCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { describe, expect, test, vi } from "vitest";
import { ScriptedControlPlane } from "#testing/scripted-control-plane.ts";
import { sdkConfig } from "#testing/sdk-clients.ts";
import { createAwsApi } from "./handler.ts";
import { answerShown, sendShown, sentPath, shownAddress } from "./network-panel.ts";
import { createSdkRequestHandler, type SendWireRequest } from "./sdk-request-handler.ts";

const FOLDER = "http://localhost:4173/some/folder/aws-calls/";
const SIGNED = { Authorization: "AWS4-HMAC-SHA256 Credential=123456789012/20261123/eu-west-1/lambda/aws4_request, Signature=0" };

const controlPlane = new ScriptedControlPlane();
const api = createAwsApi(controlPlane);
const direct = vi.fn<SendWireRequest>(({ signal: _signal, ...request }) => api.answer(request));

/** Stands for the service worker: every request of the folder comes back to the page. */
const caught = ((address: string, init: RequestInit) => answerShown(FOLDER, direct)(new Request(address, init))) as typeof fetch;
/** What a host of static files answers when there is no service worker. */
const uncaught = (() => Promise.resolve(new Response("<!doctype html>", { status: 200 }))) as unknown as typeof fetch;

const clientBy = (fetch: typeof globalThis.fetch): LambdaClient =>
  new LambdaClient({ ...sdkConfig({ accessKeyId: "111122223333", region: "eu-west-1" }), requestHandler: createSdkRequestHandler(sendShown(FOLDER, direct, fetch)) });

describe("calls that show in the Network panel", () => {
  test("the address shows AWS's host and path, on the page's own origin, and gives the path back", () => {
    const path = "/2015-03-31/functions/a%2Fb?MaxItems=5";
    const shown = shownAddress(FOLDER, { path, headers: SIGNED });
    expect(shown).toBe("http://localhost:4173/some/folder/aws-calls/lambda.eu-west-1.amazonaws.com/2015-03-31/functions/a%2Fb?MaxItems=5");
    expect(sentPath(FOLDER, shown)).toBe(path);
    expect(sentPath(FOLDER, shownAddress(FOLDER, { path: "/", headers: {} }))).toBe("/");
  });

  test("a target that a browser would normalise arrives as the SDK sent it, and its address stays below the folder", async () => {
    const sent: string[] = [];
    const remember: SendWireRequest = ({ path }) => (sent.push(path), Promise.resolve({ status: 204, headers: {}, body: new Uint8Array() }));
    const addresses: string[] = [];
    const through = ((address: string, init: RequestInit) => (addresses.push(new Request(address, init).url), answerShown(FOLDER, remember)(new Request(address, init)))) as typeof fetch;
    const targets = ["/a-bucket/../victim/k", "/b/x/..", "/b/./z?list=1", "/b/%2E%2e/k", "/../../../..", "/b/a%252E/k", "/b/..."];
    for (const path of targets) await sendShown(FOLDER, remember, through)({ method: "PUT", path, headers: SIGNED });
    expect(sent).toEqual(targets);
    for (const address of addresses) expect(address.startsWith(`${FOLDER}lambda.eu-west-1.amazonaws.com/`)).toBe(true);
  });

  test("the unmodified SDK works through them, bodies and empty answers included", async () => {
    controlPlane.answer = { output: { Name: "dev", FunctionVersion: "1" } };
    const answer = await clientBy(caught).send(new CreateAliasCommand({ FunctionName: "f", Name: "dev", FunctionVersion: "1" }));
    expect(answer).toMatchObject({ Name: "dev", FunctionVersion: "1" });
    expect(controlPlane.last).toMatchObject({ operation: "CreateAlias", input: { FunctionName: "f", Name: "dev" }, caller: { accountId: "111122223333", region: "eu-west-1" } });
    controlPlane.answer = { output: {} };
    expect((await clientBy(caught).send(new DeleteAliasCommand({ FunctionName: "f", Name: "dev" }))).$metadata.httpStatusCode).toBe(204);
  });

  test("what no service worker caught is sent directly, once", async () => {
    controlPlane.answer = { output: { Name: "dev" } };
    direct.mockClear();
    const answer = await clientBy(uncaught).send(new CreateAliasCommand({ FunctionName: "f", Name: "dev", FunctionVersion: "1" }));
    expect(answer.Name).toBe("dev");
    expect(direct).toHaveBeenCalledOnce();
  });

  test("the service worker that is served is that of the installed MSW", () => {
    const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
    const installed = JSON.parse(read("node_modules/msw/package.json")) as { version: string };
    expect(read("public/mockServiceWorker.js")).toContain(`'${installed.version}'`);
  });
});
