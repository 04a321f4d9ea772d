import {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CopyObjectCommand, CreateBucketCommand, CreateMultipartUploadCommand, DeleteObjectCommand, DeleteObjectsCommand,
  DeleteObjectTaggingCommand, GetBucketCorsCommand, GetBucketTaggingCommand, GetBucketVersioningCommand, GetObjectAttributesCommand, GetObjectCommand, GetObjectTaggingCommand,
  HeadObjectCommand, ListMultipartUploadsCommand, ListObjectsCommand, ListObjectVersionsCommand, ListPartsCommand, NoSuchUpload, PutBucketCorsCommand, PutBucketTaggingCommand,
  PutBucketVersioningCommand, PutObjectCommand, PutObjectTaggingCommand, S3Client, UploadPartCommand, UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createAwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import { emptyDisk } from "#storage/memory-store.ts";
import { StoreFailure } from "#storage/store-failure.ts";
import { sdkConfig } from "./sdk-clients.ts";
import { TestCloud } from "./test-cloud.ts";

vi.setConfig({ testTimeout: 60_000 });

const MB = 1024 * 1024;
const Bucket = "my-photos";
let cloud: TestCloud;
let s3: S3Client;

beforeEach(async () => {
  cloud = await TestCloud.open();
  const api = createAwsApi(cloud.plane);
  s3 = new S3Client({ ...sdkConfig(), forcePathStyle: true, requestHandler: createSdkRequestHandler((request) => api.answer(request)) });
  await s3.send(new CreateBucketCommand({ Bucket }));
});

/** Bytes that no two places share, so that a part in the wrong place shows. */
const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) * 17 + (index >> 16) * 7) & 0xff);
const md5 = (data: Uint8Array): string => createHash("md5").update(data).digest("hex");
const put = async (Key: string, Body = "x", more: object = {}): Promise<string | undefined> => (await s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }))).VersionId;
const text = async (Key: string, more: object = {}): Promise<string> => (await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body!.transformToString();
const versioning = (Status: "Enabled" | "Suspended"): Promise<unknown> => s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
const blobs = (): number => cloud.rows("s3.blobs").length;

describe("A multipart upload", () => {
  it("of the SDK's lib-storage is one object with the parts' bytes in order, an ETag -N, and a checksum that the SDK finds right", async () => {
    const body = bytes(13 * MB);
    const done = await new Upload({ client: s3, params: { Bucket, Key: "big", Body: Readable.from([body.subarray(0, 3 * MB), body.subarray(3 * MB)]), ContentType: "video/mp4", Metadata: { who: "me" }, Tagging: "a=1" }, partSize: 5 * MB }).done();
    const digests = [body.subarray(0, 5 * MB), body.subarray(5 * MB, 10 * MB), body.subarray(10 * MB)].map((part) => createHash("md5").update(part).digest());
    expect(done.ETag).toBe(`"${md5(Buffer.concat(digests))}-3"`);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "big" }));
    expect(got).toMatchObject({ ContentLength: 13 * MB, ContentType: "video/mp4", Metadata: { who: "me" }, TagCount: 1, ETag: done.ETag });
    expect(md5(await got.Body!.transformToByteArray())).toBe(md5(body));
    const range = await s3.send(new GetObjectCommand({ Bucket, Key: "big", Range: `bytes=${5 * MB - 2}-${5 * MB + 1}` }));
    expect([...(await range.Body!.transformToByteArray())]).toEqual([...body.subarray(5 * MB - 2, 5 * MB + 2)]);
    expect(range).toMatchObject({ ContentRange: `bytes ${5 * MB - 2}-${5 * MB + 1}/${13 * MB}`, ContentLength: 4, $metadata: { httpStatusCode: 206 } });
    const part = await s3.send(new HeadObjectCommand({ Bucket, Key: "big", PartNumber: 3 }));
    expect(part).toMatchObject({ ContentLength: 3 * MB, PartsCount: 3 });
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: "big", PartNumber: 4 }))).rejects.toMatchObject({ name: "InvalidPartNumber", $metadata: { httpStatusCode: 416 } });
    const attributes = await s3.send(new GetObjectAttributesCommand({ Bucket, Key: "big", ObjectAttributes: ["ETag", "Checksum", "ObjectParts", "ObjectSize", "StorageClass"] }));
    expect(attributes).toMatchObject({ ETag: done.ETag!.replaceAll('"', ""), ObjectSize: 13 * MB, StorageClass: "STANDARD", ObjectParts: { TotalPartsCount: 3 }, Checksum: { ChecksumCRC32: expect.any(String), ChecksumType: "COMPOSITE" } });
    expect([cloud.rows("s3.uploads").length, blobs()]).toEqual([0, 3]);
  });

  it("keeps each part in a row of its own, and forgets the bytes of what is replaced, aborted or left out", async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "k" }));
    const part = async (PartNumber: number, Body: Uint8Array): Promise<string> => (await s3.send(new UploadPartCommand({ Bucket, Key: "k", UploadId, PartNumber, Body }))).ETag!;
    await part(1, bytes(10));
    const first = await part(1, bytes(5 * MB));
    const second = await part(3, bytes(7));
    await part(7, bytes(9));
    expect(blobs()).toBe(3);
    expect((await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads).toMatchObject([{ Key: "k", UploadId }]);
    const listed = await s3.send(new ListPartsCommand({ Bucket, Key: "k", UploadId, MaxParts: 2 }));
    expect(listed).toMatchObject({ IsTruncated: true, NextPartNumberMarker: "3", Parts: [{ PartNumber: 1, Size: 5 * MB, ETag: first }, { PartNumber: 3, Size: 7 }] });
    expect((await s3.send(new ListPartsCommand({ Bucket, Key: "k", UploadId, PartNumberMarker: "3" }))).Parts).toMatchObject([{ PartNumber: 7 }]);
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "k", UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: first }, { PartNumber: 3, ETag: second }] } }));
    expect(blobs()).toBe(2);
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "k" }))).toMatchObject({ ContentLength: 5 * MB + 7 });

    const other = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "other" }));
    await s3.send(new UploadPartCommand({ Bucket, Key: "other", UploadId: other.UploadId, PartNumber: 1, Body: bytes(3) }));
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: "other", UploadId: other.UploadId }));
    expect([blobs(), cloud.rows("s3.uploads").length]).toEqual([2, 0]);
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
    expect(blobs()).toBe(0);
  });

  it("of 50 MB in parts of 8 MB writes each byte once, none of them when it is completed, and is whole after the cloud was opened again", async () => {
    const written: number[] = [];
    const disk = emptyDisk();
    const open = async (): Promise<S3Client> => {
      cloud = await TestCloud.open({
        disk,
        wrap: (store) => ({
          ...store,
          commit: (commit) => {
            written.push(commit.changes.reduce((sum, { table, value }) => sum + (table === "s3.blobs" && value ? value.bytes.length : JSON.stringify(value).length), 0));
            return store.commit(commit);
          },
        }),
      });
      const api = createAwsApi(cloud.plane);
      return new S3Client({ ...sdkConfig(), forcePathStyle: true, requestHandler: createSdkRequestHandler((request) => api.answer(request)) });
    };
    const client = await open();
    await client.send(new CreateBucketCommand({ Bucket }));
    const body = bytes(50 * MB);
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: "k" }));
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for (let PartNumber = 1; (PartNumber - 1) * 8 * MB < body.length; PartNumber++) {
      const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key: "k", UploadId, PartNumber, Body: body.subarray((PartNumber - 1) * 8 * MB, PartNumber * 8 * MB) }));
      Parts.push({ PartNumber, ETag });
    }
    await client.send(new CompleteMultipartUploadCommand({ Bucket, Key: "k", UploadId, MultipartUpload: { Parts } }));
    const overhead = 10_000;
    expect(written.at(-1)).toBeLessThan(overhead);
    expect(Math.max(...written)).toBeLessThan(8 * MB + overhead);
    expect(written.reduce((sum, one) => sum + one, 0)).toBeLessThan(50 * MB + 10 * overhead);
    const got = await (await open()).send(new GetObjectCommand({ Bucket, Key: "k" }));
    expect(md5(await got.Body!.transformToByteArray())).toBe(md5(body));
  });

  it("is refused in S3's words: unknown upload, unknown part, order, size", async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "k" }));
    const part = async (PartNumber: number): Promise<string> => (await s3.send(new UploadPartCommand({ Bucket, Key: "k", UploadId, PartNumber, Body: "small" }))).ETag!;
    const complete = (Parts: object[], more: object = {}): Promise<unknown> => s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "k", UploadId, MultipartUpload: { Parts }, ...more }));
    const [ETag] = [await part(1), await part(2)];
    await expect(complete([{ PartNumber: 2, ETag }, { PartNumber: 1, ETag }])).rejects.toMatchObject({ name: "InvalidPartOrder", message: "The list of parts was not in ascending order. Parts must be ordered by part number." });
    await expect(complete([{ PartNumber: 1, ETag }, { PartNumber: 5, ETag }])).rejects.toMatchObject({ name: "InvalidPart" });
    await expect(complete([{ PartNumber: 1, ETag: '"nope"' }])).rejects.toMatchObject({ name: "InvalidPart" });
    await expect(complete([{ PartNumber: 1, ETag }, { PartNumber: 2, ETag }])).rejects.toMatchObject({ name: "EntityTooSmall", message: "Your proposed upload is smaller than the minimum allowed size" });
    await expect(complete([{ PartNumber: 1, ETag }], { UploadId: "nope" })).rejects.toBeInstanceOf(NoSuchUpload);
    await expect(complete([{ PartNumber: 1, ETag }], { Key: "another" })).rejects.toBeInstanceOf(NoSuchUpload);
    await expect(s3.send(new UploadPartCommand({ Bucket, Key: "k", UploadId, PartNumber: 10_001, Body: "x" }))).rejects.toMatchObject({ name: "InvalidArgument", message: "Part number must be an integer between 1 and 10000, inclusive" });
    await complete([{ PartNumber: 2, ETag }]);
    expect(await text("k")).toBe("small");
  });

  it("takes parts out of other objects, whole or in ranges", async () => {
    await put("source", "0123456789");
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "k" }));
    const copy = (more: object): Promise<{ CopyPartResult?: { ETag?: string | undefined } | undefined }> => s3.send(new UploadPartCopyCommand({ Bucket, Key: "k", UploadId, PartNumber: 1, CopySource: `${Bucket}/source`, ...more }));
    await expect(copy({ CopySourceRange: "bytes=5-10" })).rejects.toMatchObject({ name: "InvalidArgument", message: "Range specified is not valid for source object of size: 10" });
    await expect(copy({ CopySourceIfNoneMatch: "*" })).rejects.toMatchObject({ name: "PreconditionFailed" });
    const { CopyPartResult } = await copy({ CopySourceRange: "bytes=3-6" });
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "k", UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: CopyPartResult!.ETag }] } }));
    expect(await text("k")).toBe("3456");
  });

  it.each(["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const)("and a plain one with %s: the SDK's checksum is checked, given back, and checked by the SDK again", async (ChecksumAlgorithm) => {
    const body = bytes(6 * MB);
    const { UploadId, ChecksumType } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "k", ChecksumAlgorithm }));
    const member = `Checksum${ChecksumAlgorithm}` as "ChecksumCRC32";
    const Parts = await Promise.all(
      [body.subarray(0, 5 * MB), body.subarray(5 * MB)].map(async (Body, index) => {
        const part = await s3.send(new UploadPartCommand({ Bucket, Key: "k", UploadId, PartNumber: index + 1, Body, ChecksumAlgorithm }));
        return { PartNumber: index + 1, ETag: part.ETag, [member]: part[member] };
      }),
    );
    const done = await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "k", UploadId, MultipartUpload: { Parts } }));
    expect(done[member]).toMatch(ChecksumType === "COMPOSITE" ? /^[A-Za-z0-9+/=]+-2$/ : /^[A-Za-z0-9+/]+=*$/);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "k", ChecksumMode: "ENABLED" }));
    expect([md5(await got.Body!.transformToByteArray()), got[member]]).toEqual([md5(body), done[member]]);

    await put("plain", "hello", { ChecksumAlgorithm });
    const plain = await s3.send(new GetObjectCommand({ Bucket, Key: "plain", ChecksumMode: "ENABLED" }));
    expect([await plain.Body!.transformToString(), plain[member], plain.ChecksumType]).toEqual(["hello", expect.any(String), "FULL_OBJECT"]);
    const wrong = Buffer.from(Buffer.from(plain[member]!, "base64").map((byte) => byte ^ 1)).toString("base64");
    await expect(put("plain", "hello", { [member]: wrong })).rejects.toMatchObject({ name: "BadDigest" });
    await expect(put("plain", "hello", { [member]: "AAAA" })).rejects.toMatchObject({ name: "InvalidRequest" });
  });
});

describe("Versions", () => {
  const listed = async (): Promise<string[]> => {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    return [...Versions.map(({ Key, VersionId, IsLatest }) => `${Key} ${VersionId}${IsLatest ? " latest" : ""}`), ...DeleteMarkers.map(({ Key, VersionId, IsLatest }) => `${Key} ${VersionId} marker${IsLatest ? " latest" : ""}`)];
  };

  it("stay behind what is written and deleted later; a delete marker hides them and goes as it came", async () => {
    expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).not.toHaveProperty("Status");
    await put("k", "before");
    await versioning("Enabled");
    const first = await put("k", "one");
    const second = await put("k", "two");
    expect([await text("k"), await text("k", { VersionId: first }), await text("k", { VersionId: "null" })]).toEqual(["two", "one", "before"]);
    const { VersionId: marker, DeleteMarker } = await s3.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
    expect(DeleteMarker).toBe(true);
    expect(await listed()).toEqual([`k ${second}`, `k ${first}`, "k null", `k ${marker} marker latest`]);
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: "k" }))).rejects.toMatchObject({ name: "NoSuchKey", $response: { headers: { "x-amz-delete-marker": "true", "x-amz-version-id": marker } } });
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: "k", VersionId: marker }))).rejects.toMatchObject({ name: "MethodNotAllowed", $metadata: { httpStatusCode: 405 }, $response: { headers: { allow: "DELETE", "x-amz-delete-marker": "true" } } });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: "k", VersionId: marker }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 405 } });
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: "k", VersionId: "x".repeat(32) }))).rejects.toMatchObject({ name: "NoSuchVersion", $metadata: { httpStatusCode: 404 } });
    expect((await s3.send(new ListObjectsCommand({ Bucket }))).Contents).toBeUndefined();
    expect(await s3.send(new DeleteObjectCommand({ Bucket, Key: "k", VersionId: marker }))).toMatchObject({ DeleteMarker: true, VersionId: marker });
    expect(await text("k")).toBe("two");
    expect(await s3.send(new DeleteObjectCommand({ Bucket, Key: "k", VersionId: second }))).toMatchObject({ VersionId: second });
    expect(await text("k")).toBe("one");
    await expect(s3.send(new CopyObjectCommand({ Bucket, Key: "k2", CopySource: `${Bucket}/k?versionId=${second}` }))).rejects.toMatchObject({ name: "NoSuchVersion" });
    expect(await s3.send(new CopyObjectCommand({ Bucket, Key: "k2", CopySource: `${Bucket}/k?versionId=${first}` }))).toMatchObject({ CopySourceVersionId: first, VersionId: expect.any(String) });
  });

  it("while suspended, one version null is written over and over, and the others stay", async () => {
    await versioning("Enabled");
    const first = await put("k", "one");
    await versioning("Suspended");
    expect(await put("k", "two")).toBeUndefined();
    await put("k", "three");
    expect(await listed()).toEqual(["k null latest", `k ${first}`]);
    expect(await s3.send(new DeleteObjectCommand({ Bucket, Key: "k" }))).toMatchObject({ DeleteMarker: true, VersionId: "null" });
    expect(await listed()).toEqual([`k ${first}`, "k null marker latest"]);
    expect(blobs()).toBe(1);
  });

  it("are listed in pages that neither repeat nor skip one, and deleted many in one request", async () => {
    await versioning("Enabled");
    for (const Key of ["a", "b", "b", "b", "c/1", "c/2"]) await put(Key);
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "a" }));
    const seen: string[] = [];
    let markers: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
    for (let more = true; more; ) {
      const page = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, Delimiter: "/", ...markers }));
      for (const { Key, VersionId } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) seen.push(`${Key} ${VersionId}`);
      for (const { Prefix } of page.CommonPrefixes ?? []) seen.push(Prefix!);
      more = page.IsTruncated ?? false;
      markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
    expect(seen.map((one) => one.split(" ")[0])).toEqual(["a", "a", "b", "b", "b", "c/"]);
    expect(new Set(seen).size).toBe(6);
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const all = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key: Key!, VersionId }));
    const { Deleted, Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [...all, { Key: "b", VersionId: "nope" }] } }));
    expect(Deleted).toHaveLength(7);
    expect(Errors).toEqual([{ Key: "b", VersionId: "nope", Code: "NoSuchVersion", Message: "The specified version does not exist." }]);
    expect([await listed(), blobs()]).toEqual([[], 0]);
  });
});

describe("A deletion", () => {
  it("of several goes by the ETag that each is asked for with; conditions that only directory buckets have delete nothing", async () => {
    for (const key of ["a", "b", "c", "d"]) await put(key, "one");
    const ETag = `"${md5(Buffer.from("one"))}"`;
    const { Deleted, Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "a", ETag }, { Key: "b", ETag: '"old"' }, { Key: "c", ETag: "*" }, { Key: "d", Size: 4 }] } }));
    expect(Deleted).toEqual([{ Key: "a" }, { Key: "c" }]);
    expect(Errors).toMatchObject([{ Key: "b", Code: "PreconditionFailed" }, { Key: "d", Code: "NotImplemented" }]);
    await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: "b", IfMatch: '"old"' }))).rejects.toMatchObject({ name: "PreconditionFailed" });
    await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: "b", IfMatchSize: 4 }))).rejects.toMatchObject({ name: "NotImplemented" });
    expect((await s3.send(new ListObjectsCommand({ Bucket }))).Contents?.map(({ Key }) => Key)).toEqual(["b", "d"]);
  });
});

describe("A copy", () => {
  it("takes attributes and tags along unless a directive says otherwise; onto itself it must change something", async () => {
    await put("a b+c", "body", { ContentType: "text/css", Metadata: { who: "me" }, Tagging: "x=1&y=2", CacheControl: "max-age=5" });
    const CopySource = `${Bucket}/${encodeURIComponent("a b+c")}`;
    await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource }));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "copy" }))).toMatchObject({ ContentType: "text/css", Metadata: { who: "me" }, CacheControl: "max-age=5", TagCount: 2 });
    await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource, MetadataDirective: "REPLACE", ContentType: "text/html", TaggingDirective: "REPLACE", Tagging: "z=3" }));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "copy" }));
    expect(head).toMatchObject({ ContentType: "text/html", Metadata: {}, TagCount: 1 });
    expect(head).not.toHaveProperty("CacheControl");
    await expect(s3.send(new CopyObjectCommand({ Bucket, Key: "a b+c", CopySource }))).rejects.toMatchObject({
      name: "InvalidRequest",
      message: "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    });
    await s3.send(new CopyObjectCommand({ Bucket, Key: "a b+c", CopySource, MetadataDirective: "REPLACE", Metadata: { who: "you" } }));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "a b+c" }))).toMatchObject({ Metadata: { who: "you" } });
    expect(await text("a b+c")).toBe("body");
    await expect(s3.send(new CopyObjectCommand({ Bucket, Key: "c", CopySource: `${Bucket}/nope` }))).rejects.toMatchObject({ name: "NoSuchKey" });
    await expect(s3.send(new CopyObjectCommand({ Bucket, Key: "c", CopySource: "nowhere/nope" }))).rejects.toMatchObject({ name: "NoSuchBucket" });
    await expect(s3.send(new CopyObjectCommand({ Bucket, Key: "c", CopySource, CopySourceIfMatch: '"nope"' }))).rejects.toMatchObject({ name: "PreconditionFailed", $metadata: { httpStatusCode: 412 } });
    expect(blobs()).toBe(2);
  });
});

describe("Conditions", () => {
  it("of writes: no object there yet, or this one", async () => {
    await put("k", "one", { IfNoneMatch: "*" });
    await expect(put("k", "two", { IfNoneMatch: "*" })).rejects.toMatchObject({ name: "PreconditionFailed", message: "At least one of the pre-conditions you specified did not hold", $metadata: { httpStatusCode: 412 } });
    await expect(put("k", "two", { IfMatch: '"nope"' })).rejects.toMatchObject({ name: "PreconditionFailed" });
    await expect(put("nope", "two", { IfMatch: `"${md5(Buffer.from("one"))}"` })).rejects.toMatchObject({ name: "NoSuchKey" });
    await put("k", "two", { IfMatch: `"${md5(Buffer.from("one"))}"` });
    await expect(put("k", "x", { IfNoneMatch: '"abc"' })).rejects.toMatchObject({ name: "NotImplemented", $metadata: { httpStatusCode: 501 } });
    expect(await text("k")).toBe("two");
  });

  it("of a multipart upload: 412 when it completes too late, 409 when the object changed meanwhile", async () => {
    const upload = async (Key: string): Promise<(more: object) => Promise<unknown>> => {
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "part" }));
      return (more) => s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] }, ...more }));
    };
    const late = await upload("k");
    await put("k", "first");
    await expect(late({ IfNoneMatch: "*" })).rejects.toMatchObject({ name: "PreconditionFailed" });
    const gone = await upload("k");
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
    await expect(gone({ IfNoneMatch: "*" })).rejects.toMatchObject({ name: "ConditionalRequestConflict", $metadata: { httpStatusCode: 409 } });
    await (await upload("new"))({ IfNoneMatch: "*" });
    expect(await text("new")).toBe("part");
  });

  it("of reads: 412 or 304, by tag and by date; a tag has the last word", async () => {
    await put("k", "one");
    const { ETag, LastModified } = await s3.send(new HeadObjectCommand({ Bucket, Key: "k" }));
    const status = (more: object): Promise<unknown> => s3.send(new GetObjectCommand({ Bucket, Key: "k", ...more })).then(({ $metadata }) => $metadata.httpStatusCode, ({ $metadata }: { $metadata: { httpStatusCode: number } }) => $metadata.httpStatusCode);
    const before = new Date(Number(LastModified) - 60_000);
    expect(await Promise.all([
      status({ IfMatch: ETag }), status({ IfMatch: '"nope"' }), status({ IfNoneMatch: ETag }), status({ IfNoneMatch: '"nope"' }), status({ IfModifiedSince: LastModified }), status({ IfModifiedSince: before }),
      status({ IfUnmodifiedSince: before }), status({ IfUnmodifiedSince: LastModified }), status({ IfMatch: ETag, IfUnmodifiedSince: before }), status({ IfNoneMatch: '"nope"', IfModifiedSince: LastModified }),
    ])).toEqual([200, 412, 304, 200, 304, 200, 412, 200, 200, 200]);
  });
});

describe("An object", () => {
  it("has ranges, overrides of a link, and the headers it was written with", async () => {
    await put("digits", "0123456789", { ContentEncoding: "gzip", ContentLanguage: "de", ContentDisposition: "inline", Expires: new Date(Date.UTC(2030, 0, 1)), StorageClass: "STANDARD_IA" });
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "digits", Range: "bytes=-3", ResponseContentType: "text/x-own", ResponseContentDisposition: "attachment" }));
    expect([await got.Body!.transformToString(), got.ContentRange, got.ContentType, got.ContentDisposition]).toEqual(["789", "bytes 7-9/10", "text/x-own", "attachment"]);
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "digits" }))).toMatchObject({ ContentEncoding: "gzip", ContentLanguage: "de", ContentDisposition: "inline", ExpiresString: "Tue, 01 Jan 2030 00:00:00 GMT", StorageClass: "STANDARD_IA", ContentType: "application/octet-stream" });
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: "digits", Range: "bytes=10-" }))).rejects.toMatchObject({ name: "InvalidRange", RangeRequested: "bytes=10-", ActualObjectSize: "10", $metadata: { httpStatusCode: 416 } });
    await expect(put("k", "x", { ContentMD5: Buffer.from(md5(Buffer.from("y")), "hex").toString("base64") })).rejects.toMatchObject({ name: "BadDigest" });
    await expect(put("k", "x", { ACL: "public-read" })).rejects.toMatchObject({ name: "AccessControlListNotSupported", message: "The bucket does not allow ACLs" });
  });

  it("and a bucket have tags", async () => {
    await put("k", "x", { Tagging: "team=blue%20one&empty=" });
    expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "k" }))).TagSet).toEqual([{ Key: "team", Value: "blue one" }, { Key: "empty", Value: "" }]);
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key: "k", Tagging: { TagSet: [{ Key: "a", Value: "1" }] } }));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "k" }))).toMatchObject({ TagCount: 1 });
    await expect(s3.send(new PutObjectTaggingCommand({ Bucket, Key: "k", Tagging: { TagSet: Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: "" })) } }))).rejects.toMatchObject({ message: "Object tags cannot be greater than 10" });
    await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key: "k" }));
    expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "k" }))).TagSet).toEqual([]);
    await expect(s3.send(new GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject({ name: "NoSuchTagSet", $metadata: { httpStatusCode: 404 } });
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "a", Value: "1" }] } }));
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual([{ Key: "a", Value: "1" }]);
  });

  it("is listed by version 1 of the listing too, which goes on after a key or a common prefix", async () => {
    for (const Key of ["a", "b/1", "b/2", "c"]) await put(Key);
    const first = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: "b/", Contents: [{ Key: "a" }], CommonPrefixes: [{ Prefix: "b/" }] });
    const next = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: "/", Marker: first.NextMarker }));
    expect([next.Contents?.map(({ Key }) => Key), next.CommonPrefixes, next.IsTruncated]).toEqual([["c"], undefined, false]);
    expect((await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 0 }))).IsTruncated).toBe(false);
  });
});

it("What no longer fits into the browser is refused with the way out, and nothing of it is kept", async () => {
  let isFull = false;
  cloud = await TestCloud.open({ wrap: (store) => ({ ...store, commit: (commit) => (isFull ? Promise.reject(new StoreFailure("full")) : store.commit(commit)) }) });
  const api = createAwsApi(cloud.plane);
  s3 = new S3Client({ ...sdkConfig(), forcePathStyle: true, requestHandler: createSdkRequestHandler((request) => api.answer(request)) });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await put("k", "one");
  isFull = true;
  await expect(put("k", "two")).rejects.toMatchObject({ message: expect.stringContaining("The browser's storage for this page is full"), $metadata: { httpStatusCode: 500 } });
  expect([await text("k"), blobs()]).toEqual(["one", 1]);
});

it("A bucket's CORS rules are kept and checked", async () => {
  await expect(s3.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({ name: "NoSuchCORSConfiguration" });
  const rule = { AllowedMethods: ["PUT", "GET"], AllowedOrigins: ["https://*.example.com"], AllowedHeaders: ["*"], ExposeHeaders: ["etag"], MaxAgeSeconds: 60 };
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
  expect((await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual([rule]);
  await expect(s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [{ ...rule, AllowedMethods: ["PATCH"] }] } }))).rejects.toMatchObject({ message: "Found unsupported HTTP method in CORS config. Unsupported method is PATCH" });
});
