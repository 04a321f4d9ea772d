import { CborCodec, cbor, tagSymbol } from "@smithy/core/cbor";
import { NormalizedSchema } from "@smithy/core/schema";
import { toBase64 } from "@smithy/core/serde";
import type { ServiceDefinition } from "../service-definition.ts";
import { NO_FACTS } from "../validation/facts.ts";
import { CBOR_HEADERS, cborErrorAnswer, SMITHY_PROTOCOL } from "./cbor-error.ts";
import { errorMembers } from "./error-members.ts";
import { jsonReader, type JsonReader } from "./json-reader.ts";
import { type Protocol, type ProtocolServer, WireFormatError } from "./protocol.ts";
import { queryErrorCode } from "./query-error.ts";

/** `smithy.protocols#rpcv2Cbor`: the path names service and operation, the body is CBOR (RFC 8949). Clients may speak it where a service's model offers it, as CloudWatch's does. */
export const rpcV2Cbor: Protocol = { name: "rpcv2Cbor", serve };

const PATH = /\/service\/([^/]+)\/operation\/([^/]+)$/;

function serve(service: ServiceDefinition): ProtocolServer {
  const operations = new Map(service.schemas.operations.map((operation) => [operation[2], operation]));
  const readers = new Map<string, JsonReader>();
  const readerOf = (name: string): JsonReader => {
    let reader = readers.get(name);
    if (!reader) {
      const schema = NormalizedSchema.of(operations.get(name)![4]);
      readers.set(name, (reader = schema.isStructSchema() ? jsonReader(schema, undefined, service.facts ?? NO_FACTS) : () => ({})));
    }
    return reader;
  };
  return {
    route(call) {
      if (call.headers.get(SMITHY_PROTOCOL[0]) !== SMITHY_PROTOCOL[1]) return undefined;
      const [, target, name = ""] = PATH.exec(call.path) ?? [];
      if (target !== service.targetPrefix || !operations.has(name)) return undefined;
      return { operation: name, read: () => readerOf(name)(call.body.byteLength === 0 ? {} : decoded(call.body)) as Record<string, unknown> };
    },
    encodeOutput(name, output) {
      const schema = NormalizedSchema.of(operations.get(name)![5]);
      return { status: 200, headers: { ...CBOR_HEADERS }, body: schema.isStructSchema() ? written(schema, output ?? {}) : Uint8Array.from(cbor.serialize({})) };
    },
    encodeError(error, status, schema) {
      const members = schema ? errorMembers(error, NormalizedSchema.of(schema)) : { message: error.message, ...error.members };
      const answer = cborErrorAnswer(error.name, members, status);
      if (service.queryCompatible) {
        const { code, type } = queryErrorCode(error, status, schema);
        answer.headers["x-amzn-query-error"] = `${code};${type}`;
      }
      return answer;
    },
  };
}

function written(schema: NormalizedSchema, value: unknown): Uint8Array<ArrayBuffer> {
  const serializer = new CborCodec().createSerializer();
  serializer.write(schema, value);
  return Uint8Array.from(serializer.flush());
}

function decoded(body: Uint8Array): unknown {
  try {
    return asJson(cbor.deserialize(body));
  } catch {
    throw new WireFormatError("Could not parse request body into CBOR.");
  }
}

/** The same value as JSON would have it: bytes as base64, instants as epoch seconds. */
function asJson(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Uint8Array) return toBase64(value);
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== "object" || value === null) return value;
  if (tagSymbol in value) return asJson((value as unknown as { value: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asJson(member)]));
}
