import type { IncomingMessage } from "node:http";
import { BRIDGE_PATH } from "./bridge-path.ts";
import { isBrowser } from "./browser-safety.ts";

const PAGE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]);

/** `sec-fetch-dest` of what runs with the rights of a page, or changes how it looks. */
const PARTS_OF_A_PAGE = new Set(["audioworklet", "json", "paintworklet", "script", "serviceworker", "sharedworker", "style", "worker", "xslt"]);

/** Headers of one connection. */
const HOP_BY_HOP = new Set(["connection", "expect", "http2-settings", "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"]);

/**
 * Tells what the bridge answers from a request for the page: what lies under the simulator's own path, a call of the AWS
 * wire protocols, and everything else that does not want a page. A client that is no browser and does not ask for HTML by name
 * (`accept: text/html`) is never given the console's page in place of an answer.
 */
export function isTerminalRequest(request: IncomingMessage): boolean {
  const path = request.url ?? "";
  if (path.startsWith("/_lambdarium/")) return path !== BRIDGE_PATH;
  return isAwsCall(request) || !(isBrowser(endToEndHeaders(request)) || request.headers.accept?.includes("text/html"));
}

/**
 * By its signature (of version 4 or 2, in a header or in the address), a header of AWS's own, an API version in the path,
 * or a method that is never for a page.
 */
function isAwsCall({ method = "", url = "", headers }: IncomingMessage): boolean {
  if (/^AWS(4-| )/.test(headers.authorization ?? "") || Object.keys(headers).some((name) => name.startsWith("x-amz-"))) return true;
  if (!PAGE_METHODS.has(method) || /^\/20\d\d-\d\d-\d\d\//.test(url)) return true;
  return /[?&]X-Amz-(Algorithm|Signature)=/.test(url) || (/[?&]AWSAccessKeyId=/.test(url) && /[?&]Signature=/.test(url));
}

/**
 * Brings a request's target into the form in which it is read further, path and query. A client may name the whole address
 * too, as if to a proxy; its host counts then and not the header's (RFC 9112, 3.2.2). False: it is neither (`*`).
 */
export function takeOriginForm(request: IncomingMessage): boolean {
  const [, host, rest = ""] = /^https?:\/\/([^/?#]+)(.*)$/i.exec(request.url ?? "") ?? [];
  if (host !== undefined) {
    request.headers.host = host;
    request.url = rest.startsWith("/") ? rest : `/${rest}`;
  }
  return request.url?.startsWith("/") ?? false;
}

/** A sentence that says why a request is not let through; undefined when it is. */
export function refusal(request: IncomingMessage): string | undefined {
  const path = request.url ?? "";
  // The console's policy allows scripts of its own origin, which is that of these answers too: a user's bytes must be none.
  if (PARTS_OF_A_PAGE.has(String(request.headers["sec-fetch-dest"]))) return "An answer of the AWS API is no script and no style of a page.";
  if (path.startsWith("/_lambdarium/http/")) return foreignSender(request);
  if (path.startsWith("/_lambdarium/") && !(request.method === "GET" && path.startsWith("/_lambdarium/code/"))) {
    return "The simulator's own controls are on its page only, not for terminals.";
  }
  if (!path.startsWith("/_lambdarium/") && isForBucket(request)) return foreignMachine(request);
  if (!METHODS.has(request.method ?? "")) return `The method ${request.method} is no part of the AWS API.`;
  return foreignSender(request);
}

/**
 * Keeps other machines and other sites out: whoever may call has the whole account. A site that the learner happens
 * to visit could send requests to localhost, or let its own name point there (DNS rebinding).
 */
export function foreignSender(request: IncomingMessage): string | undefined {
  const foreign = foreignMachine(request);
  if (foreign !== undefined) return foreign;
  const { origin, "sec-fetch-site": site } = request.headers;
  if (origin !== undefined && origin !== originOf(request)) return "The AWS API of this page does not answer to other sites.";
  // Plain GETs of another site (images, scripts) carry no Origin.
  if (site !== undefined && site !== "same-origin" && site !== "none") return "The AWS API of this page does not answer to other sites.";
  return undefined;
}

function foreignMachine(request: IncomingMessage): string | undefined {
  const { host = "" } = request.headers;
  if (!isLoopbackAddress(request.socket.remoteAddress)) return "The AWS API of this page answers to its own computer only.";
  return isLoopbackHost(host) ? undefined : `The AWS API of this page is at localhost, not at ${host}.`;
}

/**
 * Whether another site's page calls a presigned address of S3: the one thing that a bucket may let it do. The tab runs it only
 * if the bucket's CORS rules name the site (`aws-api/cross-origin.ts`). A signature in a header could lead to another service.
 */
function isForBucket({ url = "", method = "", headers }: IncomingMessage): boolean {
  if (headers.origin === undefined || headers.authorization !== undefined || headers["x-amz-target"] !== undefined) return false;
  if (method !== "OPTIONS" && !METHODS.has(method)) return false;
  const query = new URLSearchParams(url.split("?").slice(1).join("?"));
  const credential = query.get("X-Amz-Credential");
  // As `aws-api/caller.ts` reads it: version 2 is S3's alone where no credential of version 4 and no form of the query protocol stands beside it.
  if (credential === null) return query.has("AWSAccessKeyId") && query.has("Signature") && !query.has("SignatureVersion");
  return query.has("X-Amz-Signature") && /^[^/]+\/\d{8}\/[a-z0-9-]+\/s3\/aws4_request$/.test(credential);
}

/** `http://host:port` as the sender addressed the server. */
export function originOf(request: IncomingMessage): string {
  const scheme = "encrypted" in request.socket ? "https" : "http";
  return `${scheme}://${request.headers.host}`;
}

/** The request's headers in order, without those of the connection. */
export function endToEndHeaders({ rawHeaders }: IncomingMessage): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!.toLowerCase();
    if (!HOP_BY_HOP.has(name)) pairs.push([name, rawHeaders[at + 1]!]);
  }
  return pairs;
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && (/^(::ffff:)?127\./.test(address) || address === "::1");
}

/** `localhost` and the names below it never leave the machine, whatever a name server says. */
function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return name === "127.0.0.1" || name === "[::1]" || name === "localhost" || name.endsWith(".localhost");
}
