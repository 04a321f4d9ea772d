import type { ControlPlane } from "#control-plane/ports.ts";
import type { EndpointAnswer, HeaderPairs } from "#services/http-endpoint.ts";
import { writePlainJson } from "./protocols/json-body.ts";
import type { HttpAnswer, HttpCall } from "./wire.ts";

/** Below it: a host as AWS would have it in DNS, then the path that is asked for there. */
export const HTTP_PATH = "/_lambdarium/http/";

/** Belong to the connection, or are the transport's to say. */
const HOP_BY_HOP = /^(connection|content-length|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/;
const MAX_HOST_LENGTH = 255;

/**
 * Carries `/_lambdarium/http/<host>/<path>?<query>` to the API or load balancer at that host. 421 with a sentence where
 * there is none: AWS's DNS would not know the name either. The headers are a handler's own: what a browser may make of them at the
 * console's origin is the bridge's to say.
 */
export async function answerHttpCall(call: HttpCall, controlPlane: ControlPlane, requestId: string): Promise<HttpAnswer> {
  const rest = call.path.slice(HTTP_PATH.length);
  const slash = rest.indexOf("/");
  const host = (slash < 0 ? rest : rest.slice(0, slash)).toLowerCase();
  const answer =
    host.length <= MAX_HOST_LENGTH && /^[a-z0-9.-]+(:\d{1,5})?$/.test(host)
      ? await controlPlane.http({
          method: call.method,
          host,
          path: slash < 0 ? "/" : rest.slice(slash),
          query: call.rawQuery,
          headers: [["host", host], ...call.headerPairs.filter(([name]) => name !== "host" && !HOP_BY_HOP.test(name))],
          body: call.body,
          sourceIp: "127.0.0.1",
          requestId,
        })
      : undefined;
  if (!answer) {
    const message = `No API and no load balancer of this browser is at ${host === "" ? "an empty host" : host}. The address is ${HTTP_PATH}<host>/<path>.`;
    return { status: 421, headers: { "content-type": "application/json" }, body: writePlainJson({ message }) };
  }
  return httpAnswer(answer, call.method);
}

function httpAnswer({ status, headers, body }: EndpointAnswer, method: string): HttpAnswer {
  // An answer that is none to HTTP (1xx only announce one) cannot be passed on.
  if (status < 200 || status > 599) return { status: 502, headers: { "content-type": "application/json" }, body: writePlainJson({ message: `${status} is no status of an answer.` }) };
  const bodyless = method === "HEAD" || status === 204 || status === 205 || status === 304;
  return { status, headers: joined(headers), body: bodyless ? null : new Uint8Array(body) };
}

/** Repeated headers as one, in HTTP's own way. */
function joined(pairs: HeaderPairs): Record<string, string> {
  const headers = new Map<string, string>();
  for (const [given, value] of pairs) {
    const name = given.toLowerCase();
    if (HOP_BY_HOP.test(name)) continue;
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(headers);
}
