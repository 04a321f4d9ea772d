/** Random requests for the whole front door: every operation of every service in its protocol, and what no client would send. */
import { cbor } from "@smithy/core/cbor";
import { NormalizedSchema } from "@smithy/core/schema";
import * as fc from "fast-check";
import { httpTrait } from "#aws-api/protocols/rest-routes.ts";
import type { ServiceDefinition } from "#aws-api/service-definition.ts";
import { ALL_SERVICES } from "#aws-api/services/all-services.ts";
import { operationOf } from "#control-plane/service-operations.ts";
import { schemaValues } from "../../src/testing/schema-values.ts";
import { formOf, xmlOf } from "./plain-writers.ts";

export interface HostileRequest {
  readonly what: string;
  readonly bytes: Uint8Array;
  /** It answers a HEAD, so no body follows its headers. */
  readonly bodyless: boolean;
  /** It may be cut short of what it announces: the sender ends its half of the connection after it. */
  readonly broken: boolean;
}

/** Names that exist in the account that is asked, so that some requests get far. */
export const EXISTING = { function: "f", bucket: "hostile-bucket", queue: "q", topic: "t" } as const;
const QUEUE = `https://sqs.us-east-1.amazonaws.com/123456789012/${EXISTING.queue}`;
const TOPIC = `arn:aws:sns:us-east-1:123456789012:${EXISTING.topic}`;
const FUNCTION = `arn:aws:lambda:us-east-1:123456789012:function:${EXISTING.function}`;

const known = fc.constantFrom(...Object.values(EXISTING), QUEUE, TOPIC, FUNCTION, "1", "$LATEST", "0", "60");
const strange = fc.constantFrom("", "%", "%zz", "%00", "%2e%2e", "..", "__proto__", "constructor", "a".repeat(3000), "NaN", "-1", "1e999", "null", "\u{1F600}", "\ud800", "a\r\nx: y", "<!DOCTYPE x>", "'\"`;--");
const texts = fc.oneof({ weight: 2, arbitrary: known }, { weight: 1, arbitrary: strange }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) });
/** What a member of this name may well be, so that rules behind the first checks are reached too. */
function likely(name: string): fc.Arbitrary<string> {
  if (/Function|Target/.test(name)) return fc.constantFrom(EXISTING.function, FUNCTION);
  if (name.includes("Bucket")) return fc.constant(EXISTING.bucket);
  if (name.includes("Queue")) return fc.constantFrom(QUEUE, EXISTING.queue);
  if (name.includes("Topic")) return fc.constant(TOPIC);
  if (/Arn$/i.test(name)) return fc.constantFrom(FUNCTION, TOPIC, `arn:aws:sqs:us-east-1:123456789012:${EXISTING.queue}`);
  return fc.constantFrom("a", "b", "1", "$LATEST", "0", "60", "/aws/lambda/f", "true", "{}");
}

/** A value that a service may accept: members that must be there, some of the others, names of what exists. */
function plausible(schema: NormalizedSchema, name: string, depth = 0): fc.Arbitrary<unknown> {
  if (schema.isListSchema()) return fc.array(plausible(schema.getValueSchema(), name, depth + 1), { maxLength: depth > 4 ? 0 : 2 });
  if (schema.isMapSchema()) return fc.dictionary(fc.constantFrom("a", "b"), plausible(schema.getValueSchema(), name, depth + 1), { maxKeys: depth > 4 ? 0 : 2, noNullPrototype: true });
  if (schema.isStructSchema()) {
    const required = ((schema.getSchema() as unknown[])[6] as number | undefined) ?? 0;
    const members = [...schema.structIterator()].map(([below, member], at): [string, fc.Arbitrary<unknown>] => {
      const value = depth > 4 ? fc.constant(undefined) : plausible(member, below, depth + 1);
      return [below, at < required ? value : fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })];
    });
    return fc.record(Object.fromEntries(members), { noNullPrototype: true });
  }
  if (schema.isNumericSchema()) return fc.constantFrom(0, 1, 2, 3, 10, 60, 128, 1024);
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isBlobSchema()) return fc.uint8Array({ maxLength: 20 });
  if (schema.isTimestampSchema()) return fc.constantFrom(new Date("2026-01-01T00:00:00Z"), new Date("2027-01-01T00:00:00Z"));
  return likely(name);
}

const memberNames = (input: NormalizedSchema): string[] => (input.isStructSchema() ? [...input.structIterator()].map(([name]) => name) : []);

/** Values of the right shape, of shapes nearly right, and of none. */
function inputs(operation: string, input: NormalizedSchema): fc.Arbitrary<unknown> {
  const names = memberNames(input);
  const name = fc.constantFrom(...names, "__proto__", "constructor", "toString", "length");
  const right = schemaValues(input);
  const withKnown = fc.tuple(right, fc.dictionary(fc.constantFrom(...names, "x"), texts, { maxKeys: 4 })).map(([value, given]) => ({ ...(value as object), ...given }));
  return fc.oneof(plausible(input, operation), plausible(input, operation), plausible(input, operation), right, withKnown, fc.dictionary(name, fc.oneof(texts, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 5 }), fc.jsonValue({ maxDepth: 4 }));
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** JSON as clients write it: bytes as base64, instants as seconds. */
const json = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? Buffer.from(part).toString("base64") : part)) ?? "";

/** The body and its type, in a protocol's format; now and then cut or followed by what does not belong there. */
function bodies(protocol: string, service: ServiceDefinition, operation: string, input: NormalizedSchema): fc.Arbitrary<[type: string, body: Uint8Array]> {
  const values = inputs(operation, input);
  const wrong = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string().map(utf8), fc.constantFrom("[".repeat(50_000), '{"a":', "<a><b></a>", "&=&&%zz", `{"a":${"9".repeat(5000)}}`).map(utf8));
  const written = values.map((value): Uint8Array => {
    if (protocol === "awsQuery") return utf8(formOf(operation, service.version ?? "", value));
    if (protocol === "restXml") return utf8(xmlOf(operation, value));
    if (protocol === "rpcv2Cbor") return cbor.serialize(cborReady(value));
    return utf8(json(value));
  });
  const cut = fc.tuple(written, fc.nat(200)).map(([whole, at]) => whole.subarray(0, at));
  const type = { awsQuery: "application/x-www-form-urlencoded", restXml: "application/xml", rpcv2Cbor: "application/cbor", awsJson1_0: "application/x-amz-json-1.0", awsJson1_1: "application/x-amz-json-1.1" }[protocol] ?? "application/json";
  return fc.oneof({ weight: 6, arbitrary: written }, { weight: 1, arbitrary: cut }, { weight: 1, arbitrary: wrong }).map((body) => [type, body]);
}

/** What the CBOR writer takes: no prototypes that it does not know. */
function cborReady(value: unknown): unknown {
  if (value instanceof Uint8Array || value instanceof Date) return value instanceof Date ? value.getTime() / 1000 : value;
  if (Array.isArray(value)) return value.map(cborReady);
  if (value === null || typeof value !== "object") return value;
  if (Symbol.asyncIterator in value) return null;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined).map(([name, part]) => [name, cborReady(part)]));
}

const signature = (name: string): string =>
  `authorization: AWS4-HMAC-SHA256 Credential=123456789012/20260101/us-east-1/${name}/aws4_request, SignedHeaders=host, Signature=0`;

/** Header lines that are valid HTTP and hostile to who reads them. */
const hostileHeaders = fc.array(
  fc.constantFrom(
    "x-amz-date: never", "x-amz-target: ", "x-amz-target: Lambda.__proto__", "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "content-encoding: aws-chunked", "x-amz-decoded-content-length: -1",
    "authorization: AWS4-HMAC-SHA256 Credential=", "authorization: AWS :", "range: bytes=9-0", "range: bytes=-0", "if-match: *", "if-none-match: \"", "x-amz-copy-source: %zz", "x-amz-tagging: %zz=&&",
    "content-md5: x", "x-amz-meta-a: \xff\xfe", "origin: null", "origin: http://evil.example", "sec-fetch-site: cross-site", "cookie: a=b; a", `x-long: ${"y".repeat(9000)}`, "content-type: ;;;", "content-type: multipart/form-data",
    "smithy-protocol: rpc-v2-cbor", "x-amz-invocation-type: Event", "x-amz-invocation-type: Maybe", "x-amz-log-type: Tail", "x-amz-client-context: e30", "upgrade: websocket", "accept: application/cbor", "__proto__: x",
  ),
  { maxLength: 3 },
);
/** Most requests of an operation come with its own headers alone. */
const fewHostileHeaders = fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: hostileHeaders });

function compose(what: string, method: string, target: string, lines: readonly string[], body: Uint8Array): HostileRequest {
  const has = (name: string): boolean => lines.some((line) => line.startsWith(`${name}:`));
  const head = [`${method} ${target} HTTP/1.1`, "host: localhost", "connection: close", ...lines, ...(has("content-length") ? [] : [`content-length: ${body.length}`]), "", ""].join("\r\n");
  return { what, bytes: Buffer.concat([Buffer.from(head, "latin1"), body]), bodyless: method === "HEAD", broken: false };
}

/** Percent-encoded, with what a label may not hold left in now and then. */
const inTarget = (text: string): string => encodeURI(Buffer.from(text).toString()).replaceAll("?", "%3F");

/** Those that are built come ten times as often as those that are refused by name. */
async function operations(): Promise<fc.WeightedArbitrary<HostileRequest>[]> {
  const services = await Promise.all(ALL_SERVICES.map(async (entry) => ({ entry, service: await entry.load() })));
  return services.flatMap(({ entry, service }) =>
    service.schemas.operations.flatMap((operation) => {
      const input = NormalizedSchema.of(operation[4]);
      return [service.protocol, ...(service.alsoSpeaks ?? [])].map(({ name: protocol }) => {
        const rest = protocol.startsWith("rest");
        const [method, uri] = rest ? httpTrait(operation) : ["POST", protocol === "rpcv2Cbor" ? `/service/${service.targetPrefix}/operation/${operation[2]}` : "/"];
        const own = protocol.startsWith("awsJson") ? [`x-amz-target: ${service.targetPrefix}.${operation[2]}`] : protocol === "rpcv2Cbor" ? ["smithy-protocol: rpc-v2-cbor"] : [];
        const arbitrary = fc
          .record({ body: bodies(protocol, service, operation[2], input), labels: fc.tuple(...[...uri.matchAll(/\{(\w+)/g)].map(([, label]) => fc.oneof({ weight: 2, arbitrary: likely(label!) }, { weight: 1, arbitrary: texts }))), query: fc.dictionary(fc.oneof(texts, fc.constantFrom(...memberNames(input), "x")), texts, { maxKeys: 3 }), headers: fewHostileHeaders, signed: fc.boolean() })
          .map(({ body: [type, body], labels, query, headers, signed }) => {
            let at = 0;
            const path = uri.replaceAll(/\{[^}]+\}/g, () => inTarget(labels[at++]!));
            const parameters = rest ? new URLSearchParams(query).toString() : "";
            const target = parameters === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${parameters}`;
            const lines = [`content-type: ${type}`, ...own, ...(signed || entry.signedOnly ? [signature(entry.signingName)] : []), ...headers];
            return compose(`${entry.key}:${operation[2]} in ${protocol}`, method, target, lines, method === "GET" || method === "HEAD" ? new Uint8Array() : body);
          });
        return { weight: operationOf(entry.key, operation[2]) ? 10 : 1, arbitrary };
      });
    }),
  );
}

/** Letters that Node.js's HTTP parser lets pass in a target, whatever a URL may hold. */
const targetText = fc.string({ unit: fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 60 });
const targets = fc
  .oneof(
    targetText.map((text) => `/${text}`),
    fc.constantFrom("/", "//", "/..", "/%", "/%00", "/a/../../b", "/?", "/#", "*", "/2015-03-31/functions/f/invocations", "/_lambdarium/settings", "/_lambdarium/code/x", "/_lambdarium/http/", "/_lambdarium/http/x", `/${"a".repeat(12_000)}`, "http://localhost/x", "http://evil.example/x", "/assets/%2e%2e/x", "/hostile-bucket?list-type=2&max-keys=-1", "/hostile-bucket/%ff", "/hostile-bucket/k?uploads"),
    fc.tuple(fc.constantFrom("f.lambda-url.us-east-1.on.aws", "x.execute-api.us-east-1.amazonaws.com", "y.us-east-1.elb.amazonaws.com", "__proto__"), targetText).map(([host, text]) => `/_lambdarium/http/${host}/${text}`),
  );
const anyTarget = fc
  .record({ method: fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"), target: targets, headers: hostileHeaders, body: fc.uint8Array({ maxLength: 60 }), signed: fc.constantFrom("", "s3", "lambda", "dynamodb", "iam", "__proto__") })
  .map(({ method, target, headers, body, signed }) => compose("any target", method, target, [...headers, ...(signed === "" ? [] : [signature(signed)])], body));

/** No HTTP, or HTTP that contradicts itself. */
const broken = fc
  .oneof(
    fc.uint8Array({ minLength: 1, maxLength: 200 }),
    fc.constantFrom(
      "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/9.9\r\nhost: localhost\r\n\r\n", "GET /\r\n\r\n", "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99\r\n\r\nx", "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n",
      "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", "POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", "GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n",
      "GET / HTTP/1.1\r\nhost: localhost\r\n bad: folded\r\n\r\n", "CONNECT localhost:1 HTTP/1.1\r\nhost: localhost\r\n\r\n", `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${"y".repeat(100_000)}\r\n\r\n`, "GET / HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
    ).map((text) => new Uint8Array(Buffer.from(text, "latin1"))),
  )
  .map((bytes): HostileRequest => ({ what: "broken HTTP", bytes, bodyless: false, broken: true }));

/** So many requests, the same for the same seed. */
export async function hostileRequests(count: number, seed: number): Promise<HostileRequest[]> {
  const any = fc.oneof({ weight: 16, arbitrary: fc.oneof(...(await operations())) }, { weight: 3, arbitrary: anyTarget }, { weight: 1, arbitrary: broken });
  return fc.sample(any, { numRuns: count, seed });
}
