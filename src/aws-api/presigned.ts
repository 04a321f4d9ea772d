import { type AwsError, awsError } from "#services/aws-error.ts";
import type { HttpCall } from "./wire.ts";

/** A week in seconds: the longest that a presigned address of version 4 may hold. */
const LONGEST_S = 604_800;
const VERSION_4 = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Expires"];
const VERSION_2 = ["Signature", "Expires", "AWSAccessKeyId"];

/**
 * Why a presigned address of S3 is not served: it is not whole, or has expired by the cloud's clock. Codes and texts are S3's
 * (Amazon S3 API Reference, "Authenticating requests: using query parameters", and what S3 answers). The signature itself is
 * not verified. `undefined`: served, or no presigned address.
 *
 * @param now epoch ms
 */
export function presignedProblem({ query }: Pick<HttpCall, "query">, now: () => number): AwsError | undefined {
  if (VERSION_4.some((name) => query.has(name))) return problemOf4(query, now);
  return query.has("Signature") || query.has("AWSAccessKeyId") ? problemOf2(query, now) : undefined;
}

function problemOf4(query: URLSearchParams, now: () => number): AwsError | undefined {
  const [algorithm, , , date = "", , expires = ""] = VERSION_4.map((name) => query.get(name) ?? undefined);
  if (VERSION_4.some((name) => !query.has(name))) return malformed(`Query-string authentication version 4 requires the ${VERSION_4.slice(0, -1).join(", ")}, and ${VERSION_4.at(-1)} parameters.`);
  if (algorithm !== "AWS4-HMAC-SHA256" && algorithm !== "AWS4-ECDSA-P256-SHA256") return malformed('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(signedAt)) return malformed(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`);
  if (!/^-?\d+$/.test(expires)) return malformed("X-Amz-Expires should be a number");
  if (Number(expires) < 0) return malformed("X-Amz-Expires must be non-negative");
  if (Number(expires) > LONGEST_S) return malformed(`X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${LONGEST_S} seconds`);
  return expired(signedAt + Number(expires) * 1000, now(), { "X-Amz-Expires": expires });
}

function problemOf2(query: URLSearchParams, now: () => number): AwsError | undefined {
  if (VERSION_2.some((name) => !query.has(name))) return awsError("AccessDenied", "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
  const expires = query.get("Expires") ?? "";
  // Twelve digits reach beyond the year 30,000.
  if (!/^\d{1,12}$/.test(expires)) return awsError("AccessDenied", `Invalid date (should be seconds since epoch): ${expires}`);
  return expired(Number(expires) * 1000, now(), {});
}

function expired(until: number, now: number, members: Readonly<Record<string, string>>): AwsError | undefined {
  if (now <= until) return undefined;
  return awsError("AccessDenied", "Request has expired", { ...members, Expires: seconds(until), ServerTime: seconds(now) });
}

function seconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
}

function malformed(message: string): AwsError {
  return awsError("AuthorizationQueryParametersError", message);
}
