import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticErrorSchema } from "@smithy/types";
import type { AwsError } from "#services/aws-error.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { NO_FACTS } from "../validation/facts.ts";
import type { HttpAnswer } from "../wire.ts";
import { withoutChunks } from "./aws-chunked.ts";
import { type Protocol, type ProtocolServer, WireFormatError } from "./protocol.ts";
import { type BodyReader, type InputReader, restInputReader } from "./rest-input.ts";
import { type BodyWriter, bindHeaders, restAnswer } from "./rest-output.ts";
import { s3Addresses } from "./s3-address.ts";
import { readStructure } from "./xml-reader.ts";
import { malformedXml, parseXml } from "./xml-tree.ts";
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
  const find = s3Addresses(service.schemas.operations);
  const readers = new Map<string, InputReader>();
  const readerOf = (name: string): InputReader => {
    let reader = readers.get(name);
    if (!reader) readers.set(name, (reader = restInputReader(operations.get(name)!, service.facts ?? NO_FACTS, xmlBody)));
    return reader;
  };
  return {
    route(call) {
      // Whatever is signed for S3 is answered by it: what it does not have, in its words, when the input is read.
      try {
        const { operation, labels } = find(call);
        return { operation: operation[2], read: () => readerOf(operation[2])(withoutChunks(call), labels) };
      } catch (problem) {
        if (!(problem instanceof WireFormatError)) throw problem;
        return {
          operation: "",
          read: () => {
            throw problem;
          },
        };
      }
    },
    async encodeOutput(name, output) {
      const answer = await restAnswer(operations.get(name)!, output, service.payloadContentType ?? "application/octet-stream", xmlWriter(service.xmlNamespace));
      if (answer.headers["content-range"] !== undefined) answer.status = 206;
      return name === "GetBucketLocation" ? unwrappedLocation(output, answer, service.xmlNamespace) : answer;
    },
    encodeError,
  };
}

const xmlBody: BodyReader = (schema, shape, facts) => (body) => {
  if (body.byteLength === 0) return {};
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    throw malformedXml();
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

/** Members whose names have no capital are headers; S3 has no element of such a name. */
function encodeError(error: AwsError, status: number, schema: StaticErrorSchema | undefined): HttpAnswer {
  const answer: HttpAnswer = { status, headers: { "content-type": XML }, body: null };
  let more = "";
  const shape = schema && NormalizedSchema.of(schema);
  if (shape) bindHeaders(shape, error.members ?? {}, answer);
  for (const [name, value] of Object.entries(error.members ?? {})) {
    const member = shape?.getMemberSchemas()[name];
    if (name === name.toLowerCase()) answer.headers[name] = String(value);
    else more += member ? writeValue(name, member, value) : tag(name, escaped(String(value)));
  }
  answer.body = status === 304 ? null : encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n${tag("Error", tag("Code", escaped(error.name)) + tag("Message", escaped(error.message)) + more)}`);
  return answer;
}
