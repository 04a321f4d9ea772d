import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticErrorSchema } from "@smithy/types";
import type { AwsError } from "#services/aws-error.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { NO_FACTS } from "../validation/facts.ts";
import type { HttpAnswer } from "../wire.ts";
import { type Protocol, type ProtocolServer, WireFormatError } from "./protocol.ts";
import { queryErrorCode } from "./query-error.ts";
import { formPairs, formTree } from "./query-form.ts";
import { readForm } from "./query-reader.ts";
import { escaped, tag, writeMembers, writeValue } from "./xml-writer.ts";

/** `aws.protocols#awsQuery`: a form whose `Action` names the operation; answers in XML. */
export const awsQuery: Protocol = { name: "awsQuery", serve };

const encoder = new TextEncoder();

function serve(service: ServiceDefinition): ProtocolServer {
  const operations = new Map(service.schemas.operations.map((operation) => [operation[2], operation]));
  const xmlns = service.xmlNamespace === undefined ? "" : ` xmlns="${service.xmlNamespace}"`;
  return {
    route(call) {
      const pairs = formPairs(call);
      const operation = operations.get(pairs?.get("Action") ?? "");
      if (!pairs || !operation || (service.version !== undefined && pairs.get("Version") !== service.version)) return undefined;
      const schema = NormalizedSchema.of(operation[4]);
      const read = (): Record<string, unknown> => {
        const input = schema.isStructSchema() ? withMalformedInput(() => readForm(schema, formTree(pairs), service.facts ?? NO_FACTS)) : {};
        const { addressMember: member } = service;
        const inAddress = member !== undefined && schema.isStructSchema() && schema.getMemberSchemas()[member] !== undefined && input[member] === undefined && call.path !== "/";
        return inAddress ? { ...input, [member]: call.path } : input;
      };
      return { operation: operation[2], read };
    },
    encodeOutput(name, output, requestId) {
      const schema = NormalizedSchema.of(operations.get(name)![5]);
      const members = schema.isStructSchema() ? writeMembers(schema, (output ?? {}) as Record<string, unknown>) : "";
      const result = schema.isStructSchema() ? tag(`${name}Result`, members) : "";
      return xmlAnswer(200, tag(`${name}Response`, result + tag("ResponseMetadata", tag("RequestId", escaped(requestId))), xmlns));
    },
    encodeError(error, status, schema, requestId) {
      const { code, type } = queryErrorCode(error, status, schema);
      return queryErrorAnswer({ code, type, message: error.message, more: membersOf(error, schema) }, status, requestId, xmlns);
    },
  };
}

/** Runs a reader; what it refuses has this protocol's own name. */
function withMalformedInput<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (problem) {
    throw problem instanceof WireFormatError ? new WireFormatError(problem.message, "MalformedInput") : problem;
  }
}

/** An error as the query protocol writes it. `more`: XML of its further members. */
export function queryErrorAnswer(error: { readonly code: string; readonly type: string; readonly message: string; readonly more?: string }, status: number, requestId: string, xmlns = ""): HttpAnswer {
  const inner = tag("Type", error.type) + tag("Code", escaped(error.code)) + tag("Message", escaped(error.message)) + (error.more ?? "");
  return xmlAnswer(status, tag("ErrorResponse", tag("Error", inner) + tag("RequestId", escaped(requestId)), xmlns));
}

function membersOf(error: AwsError, schema: StaticErrorSchema | undefined): string {
  if (!schema) return "";
  let text = "";
  for (const [name, member] of NormalizedSchema.of(schema).structIterator()) {
    const value = error.members?.[name];
    if (value !== undefined && value !== null && name.toLowerCase() !== "message") text += writeValue(name, member, value);
  }
  return text;
}

function xmlAnswer(status: number, text: string): HttpAnswer {
  return { status, headers: { "content-type": "text/xml" }, body: encoder.encode(text) };
}
