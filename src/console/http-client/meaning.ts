/** What an answer means, beyond its status. `ok`: the function's own answer. */
export interface Meaning {
  readonly tone: "ok" | "trouble";
  readonly text: string;
}

const FUNCTION_ANSWERED: Meaning = { tone: "ok", text: "The function answered: what it returned was passed on." };

/**
 * What the client of an API or a load balancer is told, and what lies behind it: these services keep Lambda's reasons to
 * themselves. Their own answers are known by their texts; any other answer is the function's.
 */
export function meaningOf(host: string, status: number, headers: Readonly<Record<string, string>>, body: string): Meaning {
  if (status === 421) return trouble("There is no API and no load balancer at this address in this browser: it was deleted, or belongs to another Region.");
  if (/\.elb\.amazonaws\.com(:\d+)?$/.test(host)) return behindLoadBalancer(status, body);
  const known = headers["apigw-requestid"] === undefined ? REST[`${status} ${body}`] : HTTP[`${status} ${body}`];
  return known === undefined ? FUNCTION_ANSWERED : trouble(known);
}

const REST: Readonly<Record<string, string>> = {
  '403 {"message":"Forbidden"}': "The path begins with no stage of this API: a REST API is served at /<stage>/…, once it is deployed there.",
  '403 {"message":"Missing Authentication Token"}':
    "No method of what is deployed fits this method and path. API Gateway says so with these words, though no token is asked for. A change to the API is served only after the next deployment.",
  '413 {"message":"Request Too Long"}': "API Gateway takes 10 MB at most.",
  '500 {"message": "Internal server error"}':
    "Lambda refused the call: it was throttled, API Gateway lacks the permission, or the function is not there. API Gateway does not tell its client which of them.",
  '502 {"message": "Internal server error"}': "The function was invoked, but failed, or returned something else than statusCode, headers, multiValueHeaders, body and isBase64Encoded.",
  '504 {"message": "Endpoint request timed out"}': "The function took longer than the 29 seconds that API Gateway waits. It runs on to its own timeout, and is billed for it.",
};

const HTTP: Readonly<Record<string, string>> = {
  '404 {"message":"Not Found"}': "No route of this API fits this method and path, or no stage serves it.",
  '413 {"message":"Request Entity Too Large"}': "API Gateway takes 10 MB at most.",
  '500 {"message":"Internal Server Error"}':
    "The function failed, its answer was none for HTTP, or API Gateway lacks the permission to invoke it. API Gateway does not tell its client which of them.",
  '503 {"message":"Service Unavailable"}': "Lambda throttled the call, or the function took longer than the 30 seconds that API Gateway waits. API Gateway does not tell its client which of them.",
};

/** A load balancer has a page for each of its own errors; fixed responses of its rules look like a function's answers. */
function behindLoadBalancer(status: number, body: string): Meaning {
  const own = body.includes(`<center><h1>${status} `) ? LOAD_BALANCER[status] : undefined;
  if (own !== undefined) return trouble(own);
  if (status === 503 && body.startsWith("No listener")) return trouble("The load balancer does not listen on this port.");
  return { tone: "ok", text: "The function answered, and what it returned was passed on, unless the rule for this path is a fixed response." };
}

const LOAD_BALANCER: Readonly<Record<number, string>> = {
  413: "A load balancer passes 1 MB to a function at most.",
  502: "The function was throttled, failed, took too long, or its answer was none for HTTP, or the load balancer lacks the permission to invoke it. A load balancer answers 502 to all of them.",
  503: "No function is registered in the target group of the load balancer's rule.",
};

function trouble(text: string): Meaning {
  return { tone: "trouble", text };
}
