import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";
import type { HttpCall } from "../wire.ts";
import { WireFormatError } from "./protocol.ts";
import { httpTrait, restRoutes, type RouteMatch } from "./rest-routes.ts";

/** An operation of S3, and its labels with the bucket among them. */
export type S3Match = RouteMatch;

/**
 * Finds S3's operations: the bucket is the first part of the path or of the host's name, the key all that follows, byte for
 * byte. What this simulator does not support throws a {@link WireFormatError} with S3's NotImplemented.
 */
export function s3Addresses(operations: readonly StaticOperationSchema[]): (call: HttpCall) => S3Match {
  const addressed = operations.map(withRequiredParameters);
  const hasMember = (name: string) => (operation: StaticOperationSchema): boolean => NormalizedSchema.of(operation[4]).getMemberSchemas()[name] !== undefined;
  const [inBucket, copies] = [hasMember("Bucket"), hasMember("CopySource")];
  const findAbove = restRoutes(addressed.filter((operation) => !inBucket(operation)));
  const findInBucket = restRoutes(addressed.filter((operation) => inBucket(operation) && !copies(operation)));
  const findCopy = restRoutes(addressed.filter(copies));
  return (call) => {
    const { bucket, path } = addressOf(call);
    const find = bucket === "" ? findAbove : call.method === "PUT" && call.headers.has("x-amz-copy-source") ? findCopy : findInBucket;
    const match = find({ ...call, path });
    const unbuilt = unbuiltSubresource(call, match);
    if (unbuilt !== undefined) throw notBuilt(`${call.method} with ?${unbuilt}`);
    if (!match) throw new WireFormatError("The specified method is not allowed against this resource.", "MethodNotAllowed", { Method: call.method, ResourceType: path === "/" ? "BUCKET" : "OBJECT" });
    if (bucket === "") return match;
    if (leavesBucket(match.labels.get("Key") ?? "")) throw badAddress(call);
    return { operation: match.operation, labels: new Map([...match.labels, ["Bucket", bucket]]) };
  };
}

/** The error of S3 for what it has and this simulator does not. */
export function notBuilt(what: string): WireFormatError {
  return new WireFormatError(`A header you provided implies functionality that is not implemented: ${what} is not built in this simulator.`, "NotImplemented");
}

/**
 * S3's SDKs name the operation in `x-id`, other clients do not: it plays no part. What the model demands in the query
 * (`uploadId`, `partNumber`) tells UploadPart from PutObject and belongs to the address.
 */
function withRequiredParameters(operation: StaticOperationSchema): StaticOperationSchema {
  const [method, uri, status] = httpTrait(operation);
  const names = requiredQuery(operation);
  const plain = uri.replace(/[?&]x-id=\w+/, "");
  const copy = [...operation] as unknown as [...StaticOperationSchema];
  copy[3] = { ...(operation[3] as object), http: [method, names.reduce((address, name) => `${address}${address.includes("?") ? "&" : "?"}${name}`, plain), status] } as unknown as StaticOperationSchema[3];
  return copy;
}

function requiredQuery(operation: StaticOperationSchema): string[] {
  const schema = NormalizedSchema.of(operation[4]);
  // The seventh place of a structure's schema counts the members, from the first on, that must be there.
  const required = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
  return [...schema.structIterator()].slice(0, required).flatMap(([, member]) => {
    const { httpQuery } = member.getMergedTraits();
    return typeof httpQuery === "string" ? [httpQuery] : [];
  });
}

/** `<bucket>.s3.<region>.amazonaws.com/<key>` or `<bucket>.localhost:<port>/<key>`, else `/<bucket>/<key>`. The bucket comes decoded, the path does not. */
function addressOf(call: HttpCall): { bucket: string; path: string } {
  const path = wellEncoded(call);
  const host = call.headers.get("host") ?? "";
  const named = /^(.+)\.s3[.-]/.exec(host)?.[1] ?? /^(?!s3\.)(.+?)\.localhost(?::\d+)?$/.exec(host)?.[1];
  if (named !== undefined) return { bucket: named, path };
  const [, bucket = "", ...rest] = path.split("/");
  return { bucket: decodeURIComponent(bucket), path: `/${rest.join("/")}` };
}

/** The bucket and the key (empty: none) that a call of S3 is about, whatever it asks of them. Throws a {@link WireFormatError} for what is no address. */
export function s3Place(call: HttpCall): { bucket: string; key: string } {
  const { bucket, path } = addressOf(call);
  return { bucket, key: decodeURIComponent(path.slice(1)) };
}

/** Keys are UTF-8: what is no percent-encoding of such a text names nothing. */
function wellEncoded(call: HttpCall): string {
  try {
    decodeURIComponent(call.path);
    return call.path;
  } catch {
    throw badAddress(call);
  }
}

function badAddress(call: HttpCall): WireFormatError {
  return new WireFormatError("Couldn't parse the specified URI.", "InvalidURI", { URI: call.path });
}

/** Whether a key's `..` lead above the bucket at any place of it. Dots that stay below it are kept as they are. */
function leavesBucket(key: string): boolean {
  let depth = 0;
  for (const part of key.split("/")) {
    if (part === "..") depth--;
    else if (part !== ".") depth++;
    if (depth < 0) return true;
  }
  return false;
}

/**
 * S3 tells operations apart by parameters without a value (`?tagging`). A request for one that is not served here must
 * not be taken for the plain one at the same address.
 */
function unbuiltSubresource(call: HttpCall, match: RouteMatch | undefined): string | undefined {
  const served = new URLSearchParams(match ? (httpTrait(match.operation)[1].split("?")[1] ?? "") : "");
  return [...call.query.keys()].find((name) => SUBRESOURCES.has(name) && !served.has(name));
}

const SUBRESOURCES = new Set([
  "abac", "accelerate", "acl", "analytics", "annotation", "attributes", "cors", "encryption", "intelligent-tiering", "inventory", "legal-hold", "lifecycle", "logging",
  "metadataAnnotationTable", "metadataConfiguration", "metadataInventoryTable", "metadataJournalTable", "metadataTable", "metrics", "object-lock", "ownershipControls",
  "policy", "policyStatus", "publicAccessBlock", "renameObject", "replication", "requestPayment", "restore", "retention", "select", "session", "tagging", "torrent",
  "uploadId", "uploads", "versioning", "versions", "website",
]);
