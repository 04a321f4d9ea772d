import { expect, test } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { isAwsError } from "../aws-error.ts";
import { utf8, utf8Text } from "../bytes.ts";
import { readObject } from "./read-object.ts";

test("another service reads an object's bytes, or learns in S3's words what is not there", () => {
  const account = new TestAccount();
  account.mustOf("s3", "CreateBucket", { Bucket: "code" });
  account.mustOf("s3", "PutObject", { Bucket: "code", Key: "a.zip", Body: utf8("zip") });
  const read = (bucket: string, key: string, versionId?: string): string | null => {
    const bytes = readObject(account.state, bucket, key, versionId);
    return isAwsError(bytes) ? `${bytes.name}: ${bytes.message}` : utf8Text(bytes);
  };
  expect(read("code", "a.zip")).toBe("zip");
  expect(read("code", "a.zip", "null")).toBe("zip");
  expect(read("code", "b.zip")).toBe("NoSuchKey: The specified key does not exist.");
  expect(read("nowhere", "a.zip")).toBe("NoSuchBucket: The specified bucket does not exist");
  expect(read("code", "a.zip", "v1")).toBe("InvalidArgument: Invalid version id specified");
  account.mustOf("s3", "PutBucketVersioning", { Bucket: "code", VersioningConfiguration: { Status: "Enabled" } });
  const { VersionId } = account.mustOf("s3", "PutObject", { Bucket: "code", Key: "a.zip", Body: utf8("newer") });
  expect([read("code", "a.zip"), read("code", "a.zip", "null"), read("code", "a.zip", String(VersionId))]).toEqual(["newer", "zip", "newer"]);
  expect(read("code", "a.zip", "v1")).toBe("NoSuchVersion: The specified version does not exist.");
});
