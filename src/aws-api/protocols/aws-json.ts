import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticErrorSchema, StaticOperationSchema } from "@smithy/types";
import type { AwsError } from "#services/aws-error.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { NO_FACTS } from "../validation/facts.ts";
import type { HttpAnswer } from "../wire.ts";
import { errorMembers } from "./error-members.ts";
import { EVENT_STREAM_TYPE, eventStreamBody } from "./event-stream.ts";
import { parseJson, writeJson, writePlainJson } from "./json-body.ts";
import { jsonReader, type JsonReader } from "./json-reader.ts";
import type { Protocol, ProtocolServer } from "./protocol.ts";
import { queryErrorCode } from "./query-error.ts";

/** `aws.protocols#awsJson1_0`: as 1.1, under another content type. */
export const awsJson1_0: Protocol = { name: "awsJson1_0", serve: (service) => serve(service, "application/x-amz-json-1.0") };

/** `aws.protocols#awsJson1_1`: one address, `X-Amz-Target: Prefix.Operation` names the operation. */
export const awsJson1_1: Protocol = { name: "awsJson1_1", serve: (service) => serve(service, "application/x-amz-json-1.1") };

function serve(service: ServiceDefinition, contentType: string): ProtocolServer {
  const operations = new Map(service.schemas.operations.map((operation) => [operation[2], operation]));
  const readers = new Map<string, JsonReader>();
  const readerOf = (operation: StaticOperationSchema): JsonReader => {
    let reader = readers.get(operation[2]);
    if (!reader) {
      const schema = NormalizedSchema.of(operation[4]);
      reader = schema.isStructSchema() ? jsonReader(schema, undefined, service.facts ?? NO_FACTS) : () => ({});
      readers.set(operation[2], reader);
    }
    return reader;
  };
  return {
    route(call) {
      const [prefix, name = ""] = (call.headers.get("x-amz-target") ?? "").split(".");
      const operation = prefix === service.targetPrefix ? operations.get(name) : undefined;
      return operation && { operation: name, read: () => readerOf(operation)(parseJson(call.body)) as Record<string, unknown> };
    },
    async encodeOutput(name, output) {
      const schema = NormalizedSchema.of(operations.get(name)![5]);
      const answer: HttpAnswer = { status: 200, headers: { "content-type": contentType }, body: null };
      if (!schema.isStructSchema()) return answer;
      const members = (output ?? {}) as Record<string, unknown>;
      const streamMember = schema.getEventStreamMember();
      if (streamMember) {
        const { [streamMember]: events, ...initial } = members;
        answer.headers["content-type"] = EVENT_STREAM_TYPE;
        answer.body = await eventStreamBody(schema, (events ?? none()) as AsyncIterable<unknown>, "rpc", contentType, initial);
      } else answer.body = writeJson(schema, members, "rpc");
      return answer;
    },
    encodeError: (error, status, schema) => encodeError(error, status, schema, contentType, service.queryCompatible ?? false),
  };
}

function encodeError(error: AwsError, status: number, schema: StaticErrorSchema | undefined, contentType: string, queryCompatible: boolean): HttpAnswer {
  const headers: Record<string, string> = { "content-type": contentType };
  if (queryCompatible) {
    const { code, type } = queryErrorCode(error, status, schema);
    headers["x-amzn-query-error"] = `${code};${type}`;
  }
  if (!schema) return { status, headers, body: writePlainJson({ __type: error.name, message: error.message, ...error.members }) };
  const shape = NormalizedSchema.of(schema);
  // The writer adds members beyond the schema when `__type` is there, which is how the name gets in.
  return { status, headers, body: writeJson(shape, { ...errorMembers(error, shape), __type: error.name }, "rpc") };
}

async function* none(): AsyncIterable<never> {}
