import type { ControlPlane } from "#control-plane/ports.ts";
import type { EndpointAnswer } from "#services/http-endpoint.ts";
import { valuesByName } from "#services/http-parts.ts";
import { writePlainJson } from "./protocols/json-body.ts";
import type { HttpAnswer, HttpCall } from "./wire.ts";

/** Below it: a host as AWS would have it in DNS, then the path that is asked for there. */
export const HTTP_PATH = "/_lambdarium/http/";

/** Belong to the connection. */
const HOP_BY_HOP = /^(connection|expect|http2-settings|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/;
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
  const given = headers.map(([name, value]) => [name.toLowerCase(), value] as const).filter(([name]) => name !== "content-length" && !HOP_BY_HOP.test(name));
  // A GET's answer is measured where it is sent.
  const sent = method === "HEAD" ? [...given, ["content-length", String(body.length)] as const] : given;
  return { status, headers: Object.fromEntries(valuesByName(sent)), body: bodyless ? null : new Uint8Array(body) };
}
