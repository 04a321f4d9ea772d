import * as fc from "fast-check";
import type { EndpointAnswer, EndpointRequest } from "#services/http-endpoint.ts";

/** A request for a host; what is not said is that of a plain GET. */
export function requestFor(host: string, more: Partial<EndpointRequest> = {}): EndpointRequest {
  return {
    method: "GET", host, path: "/", query: "", headers: [["host", host]], body: new Uint8Array(), sourceIp: "127.0.0.1", requestId: "0123abcd-4567-4890-8bcd-ef0123456789", ...more,
  };
}

const headerText = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom("application/json", "image/png", "a=1; b=2", "text/plain; charset=utf-8", "__proto__"));
const headerName = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/), fc.constantFrom("content-type", "cookie", "x-forwarded-for", "accept", "user-agent", "__proto__"));

/** Any request for a host: stray percent signs, hostile names, bodies that are no text. */
export function anyRequest(host: string): fc.Arbitrary<EndpointRequest> {
  return fc.record({
    method: fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
    host: fc.constant(host),
    path: fc.oneof(fc.webPath(), fc.string({ maxLength: 20 }).map((text) => `/${text}`), fc.constantFrom("/", "//", "/prod", "/prod/", "/prod/%zz", "/a%2Fb", "/{id}")).map((path) => (path === "" ? "/" : path)),
    query: fc.oneof(fc.webQueryParameters(), fc.string({ maxLength: 20 }), fc.constantFrom("a=1&a=2", "__proto__=1", "%", "a=%zz&&=")),
    headers: fc.array(fc.tuple(headerName, headerText), { maxLength: 6 }),
    body: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string({ maxLength: 20 }).map((text) => new TextEncoder().encode(text))),
    sourceIp: fc.ipV4(),
    requestId: fc.uuid(),
  });
}

const statusCodes = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(null, "200", "99", "", "abc", true, 0, 100, 204, 599, 600, "2e2"));
const hostile = fc.constantFrom<unknown>(null, 0, true, "", "a\r\nset-cookie: x=1", "☃", [], {}, [null], { a: [] }, [["x"]], "__proto__");
const members = fc.record(
  {
    statusCode: statusCodes,
    headers: fc.oneof(fc.dictionary(fc.string({ maxLength: 6 }), fc.oneof(fc.string({ maxLength: 8 }), hostile), { maxKeys: 4 }), hostile),
    multiValueHeaders: fc.oneof(fc.dictionary(fc.string({ maxLength: 6 }), fc.oneof(fc.array(hostile, { maxLength: 3 }), hostile), { maxKeys: 4 }), hostile),
    cookies: fc.oneof(fc.array(fc.oneof(fc.string({ maxLength: 8 }), hostile), { maxLength: 3 }), hostile),
    body: fc.oneof(fc.string(), fc.base64String(), hostile),
    isBase64Encoded: fc.oneof(fc.boolean(), hostile),
  },
  { requiredKeys: [] },
);

/** Whatever a function may return: answers in every kind of wrong shape, any JSON, no JSON, a lot of it. */
export const anyPayload: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 30, arbitrary: members.map((value) => new TextEncoder().encode(JSON.stringify(value))) },
  { weight: 5, arbitrary: fc.json().map((text) => new TextEncoder().encode(text)) },
  { weight: 5, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  fc.integer({ min: 1, max: 300_000 }).map((length) => new TextEncoder().encode(JSON.stringify({ statusCode: 200, body: "x".repeat(length) }))),
);

/** What is wrong with an answer as HTTP; empty where nothing is. */
export function answerProblems({ status, headers, body }: EndpointAnswer): string[] {
  const wrong = headers.filter(([name, value]) => !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value));
  return [
    ...(Number.isInteger(status) && status >= 100 && status <= 599 ? [] : [`status ${status}`]),
    ...wrong.map(([name, value]) => `header ${JSON.stringify(name)}: ${JSON.stringify(value)}`),
    ...(body instanceof Uint8Array ? [] : ["no body"]),
  ];
}

/** A body as text. */
export function bodyText({ body }: Pick<EndpointAnswer, "body">): string {
  return new TextDecoder().decode(body);
}
