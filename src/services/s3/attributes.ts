import type { CreateMultipartUploadRequest, HeadObjectOutput } from "@aws-sdk/client-s3";
import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import { notBuilt } from "./errors.ts";
import type { ObjectAttributes, ObjectHeaders } from "./records.ts";
import { tagsOfHeader } from "./tags.ts";

const HEADERS = ["CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage", "WebsiteRedirectLocation"] as const;
/** Metadata of a user may have 2 KB. Source: S3 user guide, "Working with object metadata". */
const MAX_METADATA_BYTES = 2048;

/** What every writer of an object may say of it: the members that PutObject, CopyObject and CreateMultipartUpload share. */
export type WrittenAttributes = Omit<CreateMultipartUploadRequest, "Bucket" | "Key" | "ChecksumAlgorithm" | "ChecksumType">;

/** The attributes that a writer gives; or why they are refused. */
export function attributesOf(input: WrittenAttributes): ObjectAttributes | AwsError {
  const problem = unbuiltAttribute(input);
  if (problem) return problem;
  const metadata = input.Metadata ?? {};
  const size = Object.entries(metadata).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (size > MAX_METADATA_BYTES) return awsError("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", { Size: String(size), MaxSizeAllowed: String(MAX_METADATA_BYTES) });
  const tags = input.Tagging === undefined ? {} : tagsOfHeader(input.Tagging);
  if (isAwsError(tags)) return tags;
  return { headers: headersOf(input), metadata, tags, ...(input.StorageClass !== undefined && input.StorageClass !== "STANDARD" && { storageClass: input.StorageClass }) };
}

function headersOf(input: WrittenAttributes): ObjectHeaders {
  const given = Object.fromEntries(HEADERS.flatMap((name) => (input[name] === undefined || input[name] === "" ? [] : [[name, input[name]]]))) as Partial<ObjectHeaders>;
  return { ...given, ContentType: input.ContentType || "binary/octet-stream", ...(input.Expires && { expires: Number(input.Expires) }) };
}

/** The attributes as a reader of the object gets them. */
export function attributeMembers({ headers: { expires, ...headers }, metadata, tags, storageClass }: ObjectAttributes): HeadObjectOutput {
  const tagCount = Object.keys(tags).length;
  return {
    ...headers,
    ...(expires !== undefined && { Expires: new Date(expires) }),
    Metadata: { ...metadata },
    ...(tagCount > 0 && { TagCount: tagCount }),
    ...(storageClass !== undefined && { StorageClass: storageClass as HeadObjectOutput["StorageClass"] }),
    ServerSideEncryption: "AES256",
  };
}

/** ACLs are off in buckets of today; keys of others, KMS and locks are not simulated. */
function unbuiltAttribute(input: WrittenAttributes): AwsError | undefined {
  const grants = [input.GrantFullControl, input.GrantRead, input.GrantReadACP, input.GrantWriteACP];
  if ((input.ACL !== undefined && input.ACL !== "bucket-owner-full-control") || grants.some((one) => one !== undefined)) {
    return awsError("AccessControlListNotSupported", "The bucket does not allow ACLs");
  }
  if (input.ServerSideEncryption !== undefined && input.ServerSideEncryption !== "AES256") return notBuilt(`Encryption with ${input.ServerSideEncryption}`);
  if (input.SSECustomerAlgorithm !== undefined) return notBuilt("Encryption with a customer's key");
  if (input.ObjectLockMode !== undefined || input.ObjectLockLegalHoldStatus !== undefined || input.ObjectLockRetainUntilDate !== undefined) return notBuilt("Object Lock");
  return undefined;
}
