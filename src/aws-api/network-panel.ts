import { awsRequestHandlers } from "./msw.ts";
import type { SendWireRequest } from "./sdk-request-handler.ts";
import { pairsOf, type WireRequest, type WireResponse } from "./wire.ts";

/** Marks an answer that came from the cloud. Without it, what answered is whatever serves the page's files. */
const MARK = "x-lambdarium-cloud";
const NO_BODY_STATUS = new Set([101, 204, 205, 304]);
/** The request's target, where the browser would change the address that shows it. */
const TARGET = "x-lambdarium-target";
/** `Credential=<key>/<date>/<region>/<service>/aws4_request` of a signed request. */
const SCOPE = /Credential=[^/]+\/\d+\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/;

/**
 * A call's address in the browser's Network panel: AWS's host and path below `folder`. It is an address of the page's own
 * origin, not of AWS: should the service worker not be there, no call and no header leaves for anybody.
 *
 * @param folder ends in a slash, for example `http://localhost:4173/aws-calls/`
 */
export function shownAddress(folder: string, { path, headers }: Pick<WireRequest, "path" | "headers">): string {
  const signed = pairsOf(headers).find(([name]) => name === "authorization")?.[1] ?? "";
  const [, region, service] = SCOPE.exec(signed) ?? [];
  const host = service === undefined ? "simulator" : `${service}.${region}.amazonaws.com`;
  // Dots that are a whole part of a path (an S3 key may have them) would lead out of the folder.
  return `${folder}${host}${path.replaceAll(/(?<=\/)(\.|%2e){1,2}(?=[/?]|$)/gi, (dots) => dots.replaceAll(/\.|%2e/gi, "%252E"))}`;
}

/** An address of {@link shownAddress} taken apart again: the path with its query, as the SDK sent it unless {@link TARGET} says another. */
export function sentPath(folder: string, address: string): string {
  const shown = address.slice(folder.length);
  const slash = shown.indexOf("/");
  return slash < 0 ? "/" : shown.slice(slash);
}

/** What stands behind the service worker: `send` answers each request that it hands back to the page. */
export function answerShown(folder: string, send: SendWireRequest): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = new Uint8Array(await request.arrayBuffer());
    const { [TARGET]: path = sentPath(folder, request.url), ...sent } = Object.fromEntries(request.headers);
    const { status, headers, body: bytes } = await send({
      method: request.method,
      path,
      headers: sent,
      ...(body.byteLength > 0 ? { body } : {}),
    });
    return new Response(NO_BODY_STATUS.has(status) ? null : bytes, { status, headers: { ...headers, [MARK]: "answered" } });
  };
}

/**
 * Sends by `fetch`, for the service worker to catch. A browser ends an idle service worker, and a forced reload goes
 * around it: what then answers has not got the call, so it is sent directly.
 */
export function sendShown(folder: string, direct: SendWireRequest, fetch = globalThis.fetch): SendWireRequest {
  return async (request): Promise<WireResponse> => {
    const address = shownAddress(folder, request);
    const changes = sentPath(folder, new URL(address).href) !== request.path;
    const answer = await fetch(address, {
      method: request.method,
      headers: [...pairsOf(request.headers).map(([name, value]): [string, string] => [name, value]), ...(changes ? [[TARGET, request.path] satisfies [string, string]] : [])],
      ...(request.body ? { body: new Uint8Array(request.body) } : {}),
      ...(request.signal ? { signal: request.signal } : {}),
    });
    if (!answer.headers.has(MARK)) return direct(request);
    const { [MARK]: _mark, ...headers } = Object.fromEntries(answer.headers);
    return { status: answer.status, headers, body: new Uint8Array(await answer.arrayBuffer()) };
  };
}

/**
 * Starts MSW's service worker, so that calls show in the browser's Network panel. Rejects where there is none (plain http
 * to another host than localhost).
 *
 * @param page the page's address; the service worker's script lies beside it
 * @returns how to send from now on, and how to stop
 */
export async function startNetworkPanel(direct: SendWireRequest, page: string): Promise<{ send: SendWireRequest; stop: () => void }> {
  const { setupWorker } = await import("msw/browser");
  const folder = new URL("aws-calls/", page).href;
  const worker = setupWorker(...awsRequestHandlers({ handle: answerShown(folder, direct) }, `${folder}*`));
  await worker.start({ quiet: true, onUnhandledRequest: "bypass", serviceWorker: { url: new URL("mockServiceWorker.js", page).href } });
  return { send: sendShown(folder, direct), stop: () => worker.stop() };
}
