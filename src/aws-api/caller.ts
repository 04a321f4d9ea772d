import type { Caller } from "#control-plane/ports.ts";
import type { HttpCall } from "./wire.ts";

/** What a request's SigV4 signature says of its sender. Nothing is verified. */
export interface SigningScope {
  readonly accessKeyId?: string;
  readonly region?: string;
  /** The signing name of the service that the request is meant for. */
  readonly service?: string;
}

const DEFAULT_ACCOUNT = "123456789012";
const DEFAULT_REGION = "us-east-1";

/** Reads the credential scope from the Authorization header, or from a presigned address. */
export function signingScope(call: HttpCall): SigningScope {
  const credential = /Credential=([^,\s]+)/.exec(call.headers.get("authorization") ?? "")?.[1] ?? call.query.get("X-Amz-Credential");
  if (!credential) return {};
  const parts = credential.split("/");
  // <key id>/<date>/<region>/<service>/aws4_request; the asymmetric variant has no Region here, and 4 parts.
  if (parts.length === 5) return { accessKeyId: parts[0]!, region: parts[2]!, service: parts[3]! };
  if (parts.length === 4) return { accessKeyId: parts[0]!, service: parts[2]! };
  return {};
}

/** The account is a 12-digit access key id, else 123456789012; the Region is the scope's, else us-east-1. */
export function callerOf(call: HttpCall, scope: SigningScope, requestId: string): Caller {
  const accountId = /^\d{12}$/.test(scope.accessKeyId ?? "") ? scope.accessKeyId! : DEFAULT_ACCOUNT;
  const region = /^[a-z]{2}(-[a-z]+)+-\d$/.test(scope.region ?? "") ? scope.region! : DEFAULT_REGION;
  return { accountId, region, requestId, ...(call.origin !== undefined && { origin: call.origin }), ...(call.signal && { hangUp: call.signal }) };
}
