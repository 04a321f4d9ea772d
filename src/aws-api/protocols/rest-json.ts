import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticErrorSchema, StaticOperationSchema } from "@smithy/types";
import type { AwsError } from "#services/aws-error.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { NO_FACTS } from "../validation/facts.ts";
import type { HttpAnswer } from "../wire.ts";
import { errorMembers, messageMember } from "./error-members.ts";
import { writeJson, writePlainJson } from "./json-body.ts";
import type { Protocol, ProtocolServer } from "./protocol.ts";
import { restInputReader, type InputReader } from "./rest-input.ts";
import { bindHeaders, restAnswer } from "./rest-output.ts";
import { restRoutes } from "./rest-routes.ts";

/** `aws.protocols#restJson1`: paths and methods name the operation, members stand in path, query, headers and JSON body. */
export const restJson1: Protocol = { name: "restJson1", serve };

function serve(service: ServiceDefinition): ProtocolServer {
  const find = restRoutes(service.schemas.operations);
  const operations = new Map(service.schemas.operations.map((operation) => [operation[2], operation]));
  const readers = new Map<StaticOperationSchema, InputReader>();
  const readerOf = (operation: StaticOperationSchema): InputReader => {
    let reader = readers.get(operation);
    if (!reader) readers.set(operation, (reader = restInputReader(operation, service.facts ?? NO_FACTS)));
    return reader;
  };
  return {
    route(call) {
      const match = find(call);
      return match && { operation: match.operation[2], read: () => readerOf(match.operation)(call, match.labels) };
    },
    encodeOutput(operation, output) {
      return restAnswer(operations.get(operation)!, output, service.payloadContentType ?? "application/octet-stream");
    },
    encodeError,
  };
}

function encodeError(error: AwsError, status: number, schema: StaticErrorSchema | undefined): HttpAnswer {
  const answer: HttpAnswer = { status, headers: { "content-type": "application/json", "x-amzn-errortype": error.name }, body: null };
  if (!schema) {
    answer.body = writePlainJson({ [messageMember(error.name)]: error.message, ...error.members });
    return answer;
  }
  const shape = NormalizedSchema.of(schema);
  const members = errorMembers(error, shape);
  const { body } = bindHeaders(shape, members, answer);
  answer.body = writeJson(shape, Object.fromEntries(body.map((name) => [name, members[name]])), "rest");
  return answer;
}
