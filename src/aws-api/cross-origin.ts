import { type AwsError, awsError, isAwsError } from "#services/aws-error.ts";
import type { CORSRule } from "@aws-sdk/client-s3";
import { corsHeaders } from "#services/s3/cors.ts";
import { WireFormatError } from "./protocols/protocol.ts";
import { s3Place } from "./protocols/s3-address.ts";
import type { HttpAnswer, HttpCall } from "./wire.ts";

/** What becomes of a call from a page of another origin: an answer at once, or headers for the one that follows. */
export type CrossOriginOutcome = { readonly refused: AwsError } | { readonly answer: HttpAnswer } | { readonly headers: Readonly<Record<string, string>> };

const COPY_SOURCE = "x-amz-copy-source";

/** Asks the account; runs an operation of the same service for the same caller. */
type Ask = (operation: string, input: object) => Promise<{ output: unknown } | AwsError>;

/**
 * Judges a call of S3 that a page of another origin makes, by the CORS rules of its bucket: a preflight is answered, other
 * calls get the headers that let the browser hand the answer on. Where no rule fits, AWS runs the call and the page never
 * sees the answer; here, where no signature is verified, it is not run. For the same reason no rule lets such a page change a
 * bucket itself (its rules, its notifications, which invoke functions) or copy an object, perhaps of a bucket that does not name
 * the page: at AWS only an address signed for that very thing does it. `undefined`: the call names no other origin.
 */
export async function s3CrossOrigin(call: HttpCall, ask: Ask): Promise<CrossOriginOutcome | undefined> {
  const origin = call.headers.get("origin");
  const isPreflight = call.method === "OPTIONS";
  if (!isPreflight && (origin === undefined || origin === call.origin)) return undefined;
  const method = isPreflight ? call.headers.get("access-control-request-method") : call.method;
  if (origin === undefined || method === undefined) return { refused: awsError("BadRequest", "Insufficient information. Origin request header needed.") };
  const place = placeOf(call);
  if (isAwsError(place)) return { refused: place };
  const { bucket, key } = place;
  const forbidden = (message: string): CrossOriginOutcome => ({ refused: awsError("AccessForbidden", `CORSResponse: ${message}`, { Method: method, ResourceType: key === "" ? "BUCKET" : "OBJECT" }) });
  const asked = isPreflight ? (call.headers.get("access-control-request-headers") ?? "") : "";
  const headers = asked.split(",").map((name) => name.trim().toLowerCase()).filter((name) => name !== "");
  if (key === "" && method !== "GET" && method !== "HEAD") return forbidden("A page of another origin changes objects only: in this simulator no signature says that it may change a bucket.");
  if (call.headers.has(COPY_SOURCE) || headers.includes(COPY_SOURCE)) return forbidden("A page of another origin copies no objects: in this simulator no signature says that it may read the source.");
  const found = await ask("GetBucketCors", { Bucket: bucket });
  if (isAwsError(found)) return forbidden("CORS is not enabled for this bucket.");
  const allowed = corsHeaders((found.output as { CORSRules?: readonly CORSRule[] }).CORSRules ?? [], { origin, method, headers });
  if (!allowed) {
    return forbidden("This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.");
  }
  return isPreflight ? { answer: { status: 200, headers: { ...allowed }, body: null } } : { headers: allowed };
}

function placeOf(call: HttpCall): ReturnType<typeof s3Place> | AwsError {
  try {
    return s3Place(call);
  } catch (problem) {
    if (problem instanceof WireFormatError) return problem.error;
    throw problem;
  }
}
