import type { Caller } from "#control-plane/ports.ts";
import type { HttpCall } from "./wire.ts";

/** What a request's signature says of its sender. Nothing is verified. */
export interface SigningScope {
  readonly accessKeyId?: string;
  readonly region?: string;
  /** The signing name of the service that the request is meant for. */
  readonly service?: string;
}

const DEFAULT_ACCOUNT = "123456789012";
const DEFAULT_REGION = "us-east-1";

/**
 * Reads the credential scope from the Authorization header, or from a presigned address. S3's version 2 (boto3 makes such
 * addresses still) names the key alone; services of the query protocol that once took it too have its version in the form.
 */
export function signingScope(call: HttpCall): SigningScope {
  const credential = /Credential=([^,\s]+)/.exec(call.headers.get("authorization") ?? "")?.[1] ?? call.query.get("X-Amz-Credential");
  if (!credential) {
    const accessKeyId = /^AWS ([^:\s]+):/.exec(call.headers.get("authorization") ?? "")?.[1] ?? (call.query.has("Signature") && !call.query.has("SignatureVersion") ? call.query.get("AWSAccessKeyId") : null);
    return accessKeyId === null ? {} : { accessKeyId, service: "s3" };
  }
  const parts = credential.split("/");
  // <key id>/<date>/<region>/<service>/aws4_request; the asymmetric variant has no Region here, and 4 parts.
  if (parts.length === 5) return { accessKeyId: parts[0]!, region: parts[2]!, service: parts[3]! };
  if (parts.length === 4) return { accessKeyId: parts[0]!, service: parts[2]! };
  return {};
}

/** The account is a 12-digit access key id, else 123456789012; the Region is the scope's, else us-east-1; of S3's version 2 the bucket's. */
export function callerOf(call: HttpCall, scope: SigningScope, requestId: string): Caller {
  const accountId = /^\d{12}$/.test(scope.accessKeyId ?? "") ? scope.accessKeyId! : DEFAULT_ACCOUNT;
  const region = /^[a-z]{2}(-[a-z]+)+-\d$/.test(scope.region ?? "") ? scope.region! : DEFAULT_REGION;
  return { accountId, region, requestId, ...(scope.service === "s3" && scope.region === undefined && { regionOfBucket: true }), ...(call.origin !== undefined && { origin: call.origin }), ...(call.signal && { hangUp: call.signal }) };
}
