import { GetBucketVersioningCommand, paginateListObjectsV2, type _Object } from "@aws-sdk/client-s3";
import { MAX_OBJECT_BYTES } from "#services/s3/objects.ts";
import { useAwsQuery } from "../aws/operations.ts";

/** Objects that the page lists at most. */
export const MAX_LISTED = 1000;

/** The objects of a bucket, by key. */
export function useObjects(bucket: string) {
  return useAwsQuery("s3", ["ListObjectsV2", bucket], async (client) => {
    const objects: _Object[] = [];
    for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, EncodingType: "url" })) {
      // Encoded, as XML cannot hold every key.
      objects.push(...(page.Contents ?? []).map((object) => ({ ...object, Key: decodeURIComponent(object.Key ?? "") })));
      if (objects.length >= MAX_LISTED) break;
    }
    return objects;
  });
}

/** Whether a bucket keeps what is overwritten or deleted; undefined: it never did. */
export function useVersioning(bucket: string) {
  return useAwsQuery("s3", ["GetBucketVersioning", bucket], async (client, abortSignal) => ({ status: (await client.send(new GetBucketVersioningCommand({ Bucket: bucket }), { abortSignal })).Status }));
}

/** What a bucket's versioning means for the list of its objects. */
export function versioningText(status: string | undefined): string | undefined {
  if (status === "Enabled") return "Versioning is enabled. Overwritten and deleted objects remain as older versions. This list shows current objects only.";
  if (status === "Suspended") return "Versioning is suspended. Older versions remain, and new objects replace each other. This list shows current objects only.";
  return undefined;
}

/** The key of an uploaded file: a prefix, which may end in `/`, and the file's name. */
export function objectKey(prefix: string, fileName: string): string {
  const folder = prefix.trim();
  return folder === "" || folder.endsWith("/") ? `${folder}${fileName}` : `${folder}/${fileName}`;
}

/** Why a file cannot be uploaded; undefined when it can. */
export function uploadProblem(file: { readonly name: string; readonly size: number }, prefix: string): string | undefined {
  if (file.size > MAX_OBJECT_BYTES) return `${file.name} has ${(file.size / 1024 / 1024).toFixed(1)} MB. Maximum ${MAX_OBJECT_BYTES / 1024 / 1024} MB per object, because this browser stores it.`;
  if (new TextEncoder().encode(objectKey(prefix, file.name)).length > 1024) return "A key has 1,024 bytes at most. Shorten the folder.";
  return undefined;
}
