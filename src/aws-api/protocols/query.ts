import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticErrorSchema } from "@smithy/types";
import type { AwsError } from "#services/aws-error.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { NO_FACTS } from "../validation/facts.ts";
import type { HttpAnswer } from "../wire.ts";
import type { Protocol, ProtocolServer } from "./protocol.ts";
import { queryErrorCode } from "./query-error.ts";
import { readForm } from "./query-reader.ts";
import { escaped, tag, writeMembers, writeValue } from "./xml-writer.ts";

/** `aws.protocols#awsQuery`: a form whose `Action` names the operation; answers in XML. */
export const awsQuery: Protocol = { name: "awsQuery", serve };

const decoder = new TextDecoder();
const encoder = new TextEncoder();
/** Parameters of a form at most; no operation needs nearly as many. */
const MAX_PARAMETERS = 10_000;

function serve(service: ServiceDefinition): ProtocolServer {
  const operations = new Map(service.schemas.operations.map((operation) => [operation[2], operation]));
  const xmlns = service.xmlNamespace === undefined ? "" : ` xmlns="${service.xmlNamespace}"`;
  return {
    unknownOperationStatus: 400,
    route(call) {
      if (!(call.headers.get("content-type") ?? "").startsWith("application/x-www-form-urlencoded")) return undefined;
      const pairs = [...new URLSearchParams(decoder.decode(call.body))].slice(0, MAX_PARAMETERS);
      const form = new Map(pairs);
      const operation = operations.get(form.get("Action") ?? "");
      if (!operation || (service.version !== undefined && form.get("Version") !== service.version)) return undefined;
      const schema = NormalizedSchema.of(operation[4]);
      return { operation: operation[2], read: () => (schema.isStructSchema() ? readForm(schema, form, service.facts ?? NO_FACTS) : {}) };
    },
    encodeOutput(name, output) {
      const schema = NormalizedSchema.of(operations.get(name)![5]);
      const members = schema.isStructSchema() ? writeMembers(schema, (output ?? {}) as Record<string, unknown>) : "";
      const result = schema.isStructSchema() ? `<${name}Result>${members}</${name}Result>` : "";
      return xmlAnswer(200, tag(`${name}Response`, `${result}<ResponseMetadata/>`, xmlns));
    },
    encodeError: (error, status, schema) => encodeError(error, status, schema, xmlns),
  };
}

function encodeError(error: AwsError, status: number, schema: StaticErrorSchema | undefined, xmlns: string): HttpAnswer {
  const { code, type } = queryErrorCode(error, status, schema);
  let more = "";
  if (schema) {
    for (const [name, member] of NormalizedSchema.of(schema).structIterator()) {
      const value = error.members?.[name];
      if (value !== undefined && value !== null && name.toLowerCase() !== "message") more += writeValue(name, member, value);
    }
  }
  const inner = tag("Type", type) + tag("Code", escaped(code)) + tag("Message", escaped(error.message)) + more;
  return xmlAnswer(status, tag("ErrorResponse", tag("Error", inner), xmlns));
}

function xmlAnswer(status: number, text: string): HttpAnswer {
  return { status, headers: { "content-type": "text/xml" }, body: encoder.encode(text) };
}
