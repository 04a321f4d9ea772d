import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticErrorSchema, StaticOperationSchema } from "@smithy/types";
import type { AwsError } from "#services/aws-error.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { NO_FACTS } from "../validation/facts.ts";
import type { HttpAnswer, HttpCall } from "../wire.ts";
import { withoutChunks } from "./aws-chunked.ts";
import { type Protocol, type ProtocolServer, WireFormatError } from "./protocol.ts";
import { type BodyReader, type InputReader, restInputReader } from "./rest-input.ts";
import { type BodyWriter, bindHeaders, restAnswer } from "./rest-output.ts";
import { httpTrait, restRoutes } from "./rest-routes.ts";
import { readStructure } from "./xml-reader.ts";
import { parseXml } from "./xml-tree.ts";
import { escaped, tag, writeMembers, writeValue } from "./xml-writer.ts";

/**
 * `aws.protocols#restXml` as S3 speaks it: the bucket is the first part of the path, or stands before the host's name.
 */
export const restXml: Protocol = { name: "restXml", serve };

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });
const XML = "application/xml";

function serve(service: ServiceDefinition): ProtocolServer {
  const operations = new Map(service.schemas.operations.map((operation) => [operation[2], operation]));
  const addressed = service.schemas.operations.map(withoutOperationParameter);
  const inBucket = (operation: StaticOperationSchema): boolean => NormalizedSchema.of(operation[4]).getMemberSchemas()["Bucket"]?.getMergedTraits()["httpLabel"] !== undefined;
  const findInBucket = restRoutes(addressed.filter(inBucket));
  const findAbove = restRoutes(addressed.filter((operation) => !inBucket(operation)));
  const readers = new Map<string, InputReader>();
  const readerOf = (name: string): InputReader => {
    let reader = readers.get(name);
    if (!reader) readers.set(name, (reader = restInputReader(operations.get(name)!, service.facts ?? NO_FACTS, xmlBody)));
    return reader;
  };
  return {
    unknownOperationStatus: 404,
    route(call) {
      if (hasOtherMeaning(call, service.schemas.operations)) return undefined;
      const { bucket, path } = addressOf(call);
      const match = bucket === "" ? findAbove({ ...call, path }) : findInBucket({ ...call, path });
      if (!match) return undefined;
      const labels = bucket === "" ? match.labels : new Map([...match.labels, ["Bucket", bucket]]);
      return { operation: match.operation[2], read: () => readerOf(match.operation[2])(withoutChunks(call), labels) };
    },
    async encodeOutput(name, output) {
      const answer = await restAnswer(operations.get(name)!, output, service.payloadContentType ?? "application/octet-stream", xmlWriter(service.xmlNamespace));
      return name === "GetBucketLocation" ? unwrappedLocation(output, answer, service.xmlNamespace) : answer;
    },
    encodeError,
  };
}

/** S3's SDKs name the operation in `x-id`, other clients do not: it plays no part. */
function withoutOperationParameter(operation: StaticOperationSchema): StaticOperationSchema {
  const [method, uri, status] = httpTrait(operation);
  const copy = [...operation] as unknown as [...StaticOperationSchema];
  copy[3] = { ...(operation[3] as object), http: [method, uri.replace(/[?&]x-id=\w+/, ""), status] } as unknown as StaticOperationSchema[3];
  return copy;
}

/** `<bucket>.s3.<region>.amazonaws.com/<key>`, else `/<bucket>/<key>`. The bucket comes decoded, the path does not. */
function addressOf(call: HttpCall): { bucket: string; path: string } {
  const host = /^(.+)\.s3[.-]/.exec(call.headers.get("host") ?? "")?.[1];
  if (host !== undefined) return { bucket: host, path: call.path };
  const [, bucket = "", ...rest] = call.path.split("/");
  return { bucket: bucket.includes("%") ? safelyDecoded(bucket) : bucket, path: `/${rest.join("/")}` };
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * S3 tells operations apart by parameters without a value (`?tagging`) and by a header that names a source. A request
 * for one that is not served here must not be taken for the plain one at the same address.
 */
function hasOtherMeaning(call: HttpCall, operations: readonly StaticOperationSchema[]): boolean {
  if (call.headers.has("x-amz-copy-source")) return true;
  return [...call.query].some(([name]) => SUBRESOURCES.has(name) && !operations.some((operation) => httpTrait(operation)[1].includes(`?${name}`)));
}

const SUBRESOURCES = new Set([
  "abac", "accelerate", "acl", "analytics", "annotation", "attributes", "cors", "encryption", "intelligent-tiering", "inventory", "legal-hold", "lifecycle", "logging",
  "metadataConfiguration", "metadataTable", "metrics", "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock",
  "renameObject", "replication", "requestPayment", "restore", "retention", "select", "session", "tagging", "torrent", "uploadId", "uploads", "versioning",
  "versions", "website",
]);

const xmlBody: BodyReader = (schema, shape, facts) => (body) => {
  if (body.byteLength === 0) return {};
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    throw new WireFormatError("The XML you provided was not well-formed or did not validate against our published schema");
  }
  return readStructure(schema, parseXml(text), shape, facts);
};

function xmlWriter(namespace: string | undefined): BodyWriter {
  const xmlns = namespace === undefined ? "" : ` xmlns="${namespace}"`;
  return {
    contentType: XML,
    write: (schema, value, only) => {
      const { xmlName } = schema.getMergedTraits() as { xmlName?: string };
      return encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n${tag(xmlName ?? schema.getName() ?? "Result", writeMembers(schema, value, only), xmlns)}`);
    },
  };
}

/** The one answer of S3 whose text stands in its outermost tag. */
function unwrappedLocation(output: unknown, answer: HttpAnswer, namespace: string | undefined): HttpAnswer {
  const place = (output as { LocationConstraint?: string } | undefined)?.LocationConstraint ?? "";
  return { ...answer, headers: { ...answer.headers, "content-type": XML }, body: encoder.encode(tag("LocationConstraint", escaped(place), namespace === undefined ? "" : ` xmlns="${namespace}"`)) };
}

function encodeError(error: AwsError, status: number, schema: StaticErrorSchema | undefined): HttpAnswer {
  const answer: HttpAnswer = { status, headers: { "content-type": XML }, body: null };
  let more = "";
  const shape = schema && NormalizedSchema.of(schema);
  if (shape) bindHeaders(shape, error.members ?? {}, answer);
  for (const [name, value] of Object.entries(error.members ?? {})) {
    const member = shape?.getMemberSchemas()[name];
    more += member ? writeValue(name, member, value) : tag(name, escaped(String(value)));
  }
  answer.body = status === 304 ? null : encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n${tag("Error", tag("Code", escaped(error.name)) + tag("Message", escaped(error.message)) + more)}`);
  return answer;
}
