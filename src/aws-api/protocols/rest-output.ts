import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";
import type { HttpAnswer } from "../wire.ts";
import { EVENT_STREAM_TYPE, eventStreamBody } from "./event-stream.ts";
import { headerText } from "./http-text.ts";
import { writeJson } from "./json-body.ts";
import { httpTrait } from "./rest-routes.ts";

const JSON_TYPE = "application/json";

/** Statuses whose answers have no body in HTTP. */
const BODILESS = new Set([204, 205, 304]);

/** Writes a structure, or those of its members that `only` names, as a body. */
export interface BodyWriter {
  readonly contentType: string;
  write(schema: NormalizedSchema, value: Record<string, unknown>, only?: ReadonlySet<string>): Uint8Array<ArrayBuffer>;
}

const jsonBody: BodyWriter = {
  contentType: JSON_TYPE,
  write: (schema, value, names) => writeJson(schema, names ? only(value, [...names]) : value, "rest"),
};

/** Encodes an operation's output: status, headers and body as its members' HTTP traits say. Bodies are JSON unless `writer` says otherwise. */
export async function restAnswer(operation: StaticOperationSchema, output: unknown, payloadType: string, writer: BodyWriter = jsonBody): Promise<HttpAnswer> {
  const schema = NormalizedSchema.of(operation[5]);
  const members = (output ?? {}) as Record<string, unknown>;
  const answer: HttpAnswer = { status: httpTrait(operation)[2], headers: {}, body: null };
  if (!schema.isStructSchema()) return answer;
  const rest = bindHeaders(schema, members, answer);
  if (BODILESS.has(answer.status)) return answer;
  if (rest.payload) await writePayload(rest.payload, schema, members, payloadType, writer, answer);
  else if (rest.body.length > 0) {
    answer.headers["content-type"] = writer.contentType;
    answer.body = writer.write(schema, members, new Set(rest.body));
  }
  return answer;
}

type Member = readonly [name: string, schema: NormalizedSchema];

/** Puts status and header members into the answer; returns what is left for the body. Used for errors as well. */
export function bindHeaders(schema: NormalizedSchema, members: Record<string, unknown>, answer: HttpAnswer): { payload?: Member; body: string[] } {
  const body: string[] = [];
  let payload: Member | undefined;
  for (const [name, member] of schema.structIterator()) {
    const { httpHeader, httpPrefixHeaders, httpPayload, httpResponseCode } = member.getMergedTraits();
    const value = members[name];
    if (httpResponseCode) answer.status = typeof value === "number" ? value : answer.status;
    else if (httpPayload) payload = [name, member];
    else if (typeof httpHeader === "string") {
      if (value !== undefined && value !== null) answer.headers[httpHeader.toLowerCase()] = headerSafe(headerText(member, value));
    } else if (typeof httpPrefixHeaders === "string") {
      for (const [key, entry] of Object.entries((value ?? {}) as Record<string, unknown>)) {
        answer.headers[(httpPrefixHeaders + key).toLowerCase()] = headerSafe(headerText(member.getValueSchema(), entry));
      }
    } else body.push(name);
  }
  return payload ? { payload, body } : { body };
}

async function writePayload([name, member]: Member, schema: NormalizedSchema, members: Record<string, unknown>, payloadType: string, writer: BodyWriter, answer: HttpAnswer): Promise<void> {
  const value = members[name];
  if (member.isStructSchema() && member.isStreaming()) {
    answer.headers["content-type"] = EVENT_STREAM_TYPE;
    answer.body = await eventStreamBody(schema, (value ?? none()) as AsyncIterable<unknown>, "rest", JSON_TYPE);
    return;
  }
  if (value === undefined || value === null) return;
  answer.headers["content-type"] ??= member.isStringSchema() ? "text/plain" : member.isBlobSchema() ? payloadType : writer.contentType;
  if (value instanceof Uint8Array) answer.body = value as Uint8Array<ArrayBuffer>;
  else if (typeof value === "string") answer.body = new TextEncoder().encode(value);
  else answer.body = writer.write(member, value as Record<string, unknown>);
}

function only(members: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, members[name]]));
}

/** A header cannot carry line ends or characters beyond Latin-1; what came from a learner might. */
function headerSafe(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is being removed
  return text.replace(/[\u0000-\u001f\u007f]/g, " ").replace(/[^\u0020-\u00ff]/g, "?");
}

async function* none(): AsyncIterable<never> {}
