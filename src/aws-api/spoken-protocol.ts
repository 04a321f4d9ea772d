import { type AwsError, awsError } from "#services/aws-error.ts";
import type { SigningScope } from "./caller.ts";
import { errorStatus } from "./errors.ts";
import { cborErrorAnswer, SMITHY_PROTOCOL } from "./protocols/cbor-error.ts";
import { messageMember } from "./protocols/error-members.ts";
import { writePlainJson } from "./protocols/json-body.ts";
import { formPairs } from "./protocols/query-form.ts";
import { queryErrorCode } from "./protocols/query-error.ts";
import { queryErrorAnswer } from "./protocols/query.ts";
import { escaped, tag } from "./protocols/xml-writer.ts";
import type { HttpAnswer, HttpCall } from "./wire.ts";

/** Writes an error so that the sender of the request can read it. */
type ErrorWriter = (error: AwsError, status: number, requestId: string) => HttpAnswer;

const encoder = new TextEncoder();
const XML = "application/xml";

/**
 * What the sender of a call reads, by what the call shows of itself; for errors that no service of ours answers. The services
 * that speak restXml are four (Smithy models of all of AWS): S3, whose errors stand alone, and S3 Control, CloudFront and Route 53.
 */
function writerFor(call: HttpCall, scope: SigningScope): ErrorWriter {
  if (call.headers.get(SMITHY_PROTOCOL[0]) === SMITHY_PROTOCOL[1]) return (error, status) => cborErrorAnswer(error.name, { message: error.message }, status);
  const type = call.headers.get("content-type") ?? "";
  if (call.headers.has("x-amz-target")) return (error, status) => jsonError(error, status, type.startsWith("application/x-amz-json-1.0") ? "1.0" : "1.1");
  if (formPairs(call)?.has("Action") === true) return scope.service === "ec2" ? ec2Error : wrappedError;
  if (call.path.startsWith("/v20180820/") || scope.service === "cloudfront" || scope.service === "route53" || /^\/(2020-05-31|2013-04-01)\//.test(call.path)) return wrappedError;
  return scope.service === "s3" || scope.service === "s3express" ? plainXmlError : restJsonError;
}

/** An error in the protocol of the call. `status`: by the error's name, unless it is given. */
export function errorInItsProtocol(call: HttpCall, scope: SigningScope, error: AwsError, requestId: string, status = errorStatus(error.name, undefined)): HttpAnswer {
  return writerFor(call, scope)(error, status, requestId);
}

/** The error for a service that this simulator does not support. */
export function unknownService(call: HttpCall, scope: SigningScope, requestId: string): HttpAnswer {
  return errorInItsProtocol(call, scope, awsError("NotImplementedException", `The service "${scope.service}" is not simulated here.`), requestId);
}

/** A call that names no operation of the services that it may be for. The RPC protocols answer 400, REST 404. */
export function unknownOperation(call: HttpCall, scope: SigningScope, requestId: string): HttpAnswer {
  const write = writerFor(call, scope);
  const form = formPairs(call);
  if (form?.has("Action") === true) {
    return write(awsError("InvalidAction", `Could not find operation ${form.get("Action")} for version ${form.get("Version") ?? "NO_VERSION_SPECIFIED"}`), 400, requestId);
  }
  const target = call.headers.get("x-amz-target");
  const rpc = target !== undefined || call.headers.has(SMITHY_PROTOCOL[0]);
  return write(awsError("UnknownOperationException", `Unknown operation: ${target ?? `${call.method} ${call.path}`}`), rpc ? 400 : 404, requestId);
}

function jsonError({ name, message }: AwsError, status: number, version: string): HttpAnswer {
  return { status, headers: { "content-type": `application/x-amz-json-${version}` }, body: writePlainJson({ __type: name, message }) };
}

function restJsonError({ name, message }: AwsError, status: number): HttpAnswer {
  return { status, headers: { "content-type": "application/json", "x-amzn-errortype": name }, body: writePlainJson({ [messageMember(name)]: message }) };
}

/** In an `ErrorResponse`: the query protocol, and restXml of all services but S3. */
function wrappedError(error: AwsError, status: number, requestId: string): HttpAnswer {
  return queryErrorAnswer({ ...queryErrorCode(error, status, undefined), message: error.message }, status, requestId);
}

/** EC2 has a form of its own (`aws.protocols#ec2Query`). */
function ec2Error(error: AwsError, status: number, requestId: string): HttpAnswer {
  const { code } = queryErrorCode(error, status, undefined);
  const errors = tag("Errors", tag("Error", tag("Code", escaped(code)) + tag("Message", escaped(error.message))));
  return xml("text/xml", status, tag("Response", errors + tag("RequestID", escaped(requestId))));
}

function plainXmlError(error: AwsError, status: number, requestId: string): HttpAnswer {
  const { code } = queryErrorCode(error, status, undefined);
  return xml(XML, status, tag("Error", tag("Code", escaped(code)) + tag("Message", escaped(error.message)) + tag("RequestId", escaped(requestId))));
}

function xml(type: string, status: number, text: string): HttpAnswer {
  return { status, headers: { "content-type": type }, body: encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`) };
}
