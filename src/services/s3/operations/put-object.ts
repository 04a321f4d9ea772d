import type { PutObjectOutput, PutObjectRequest } from "@aws-sdk/client-s3";
import { awsError, isAwsError } from "../../aws-error.ts";
import { base64, utf8Length } from "../../bytes.ts";
import { md5, md5Hex } from "../../md5.ts";
import type { Operation } from "../../operation.ts";
import { notify } from "../notifications.ts";
import { findBucket, MAX_OBJECT_BYTES, objectKey } from "../objects.ts";

/** PutObject: kept together with what its notifications queue. Objects of up to 6 MB. */
export const putObject: Operation<PutObjectRequest, PutObjectOutput> = (state, input, context) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const key = input.Key ?? "";
  if (utf8Length(key) > 1024) return awsError("KeyTooLongError", "Your key is too long");
  // Parsed by the server: a body is always whole bytes here.
  const body = input.Body instanceof Uint8Array ? input.Body : new Uint8Array();
  if (body.length > MAX_OBJECT_BYTES) {
    return awsError("EntityTooLarge", `Your proposed upload exceeds the maximum allowed size: this simulator keeps objects of up to ${MAX_OBJECT_BYTES} bytes in the browser.`);
  }
  if (input.ContentMD5 !== undefined && input.ContentMD5 !== base64(md5(body))) {
    return awsError("BadDigest", "The Content-MD5 you specified did not match what we received.");
  }
  const known = state["s3.objects"].get(objectKey(bucket.name, key));
  if (input.IfNoneMatch === "*" && known) {
    return awsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", { Condition: "If-None-Match" });
  }
  if (input.IfMatch !== undefined && input.IfMatch.replaceAll('"', "") !== known?.eTag) {
    return awsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", { Condition: "If-Match" });
  }
  const eTag = md5Hex(body);
  const event = { type: "s3:ObjectCreated:Put", bucket: bucket.name, key, content: { size: body.length, eTag } };
  return {
    output: { ETag: `"${eTag}"`, ServerSideEncryption: "AES256" },
    changes: [
      {
        table: "s3.objects",
        key: objectKey(bucket.name, key),
        value: {
          bucket: bucket.name,
          key,
          body,
          eTag,
          contentType: input.ContentType ?? "binary/octet-stream",
          metadata: input.Metadata ?? {},
          lastModified: context.now,
        },
      },
      ...notify(state, bucket, event, context),
    ],
  };
};
