import {
  CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, HeadBucketCommand, HeadObjectCommand, ListBucketsCommand, ListObjectsV2Command,
  ListObjectVersionsCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client,
} from "@aws-sdk/client-s3";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createAwsApi, type AwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import { sdkConfig } from "./sdk-clients.ts";
import { TestCloud } from "./test-cloud.ts";

vi.setConfig({ testTimeout: 60_000 });

const Bucket = "my-photos";
let api: AwsApi;
let s3: S3Client;

async function opened(): Promise<{ cloud: TestCloud; api: AwsApi; client: S3Client }> {
  const cloud = await TestCloud.open();
  const served = createAwsApi(cloud.plane);
  const client = new S3Client({ ...sdkConfig(), forcePathStyle: true, requestHandler: createSdkRequestHandler((request) => served.answer(request)) });
  await client.send(new CreateBucketCommand({ Bucket }));
  return { cloud, api: served, client };
}

beforeEach(async () => {
  ({ api, client: s3 } = await opened());
});

/** Keys with all that a path, a query, a form or XML treats in a way of its own. */
const parts = fc.constantFrom("", "a", "dir", ".", "..", "%", "%2F", "+", " ", "ü", "日本", "🦄", "\ufb00", "?", "#", "&<>\"'", "=", ";", "\\", "~", "(2)", "x\u0007", "\n", "|");
const hostileKey = fc
  .array(parts, { minLength: 1, maxLength: 4 })
  .map((some) => some.join("/"))
  .filter((key) => key !== "" && staysInside(key));

function staysInside(key: string): boolean {
  let depth = 0;
  return key.split("/").every((part) => (depth += part === ".." ? -1 : part === "." ? 0 : 1) >= 0);
}

const text = async (Key: string): Promise<string> => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString();
const keys = async (more: object = {}): Promise<string[]> => ((await s3.send(new ListObjectsV2Command({ Bucket, ...more }))).Contents ?? []).map(({ Key = "" }) => Key);

/** What a bucket with versions is to hold: each key's versions, the newest first; null: a delete marker. */
class VersionModel {
  readonly keys = new Map<string, { id: string; body: string | null }[]>();
  versioning: "Enabled" | "Suspended" | undefined;

  write(key: string, body: string | null, id = "null"): void {
    const before = this.keys.get(key) ?? [];
    if (this.versioning === undefined && body === null) return void this.keys.delete(key);
    this.keys.set(key, [{ id, body }, ...before.filter((one) => one.id !== id)]);
  }

  get current(): Map<string, string> {
    return new Map([...this.keys].flatMap(([key, [newest]]): [string, string][] => (typeof newest?.body === "string" ? [[key, newest.body]] : [])));
  }

  get all(): string[] {
    return [...this.keys].flatMap(([key, versions]) => versions.map(({ id, body }) => `${key} ${id} ${body === null ? "marker" : "version"}`)).toSorted();
  }
}

describe("Versions under hostile keys", () => {
  const steps = fc.array(fc.tuple(fc.constantFrom("put", "put", "put", "delete", "delete version", "Enabled", "Suspended"), fc.constantFrom("a", "a/", "/", "x/..", "ü b+c", "a//b"), fc.nat(3)), { minLength: 1, maxLength: 20 });

  it("are those that a plain model says, with versioning on, suspended and never set, and no bytes are left behind", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (some) => {
        const { cloud, client } = await opened();
        const model = new VersionModel();
        for (const [index, [step, Key, which]] of some.entries()) {
          if (step === "Enabled" || step === "Suspended") {
            await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: (model.versioning = step) } }));
          } else if (step === "put") {
            const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key, Body: `body ${index}` }));
            model.write(Key, `body ${index}`, VersionId);
          } else if (step === "delete") {
            const { VersionId } = await client.send(new DeleteObjectCommand({ Bucket, Key }));
            model.write(Key, null, VersionId);
          } else {
            const versions = model.keys.get(Key) ?? [];
            const one = versions[which % Math.max(1, versions.length)];
            if (!one) continue;
            await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId: one.id }));
            const rest = versions.filter((other) => other !== one);
            if (rest.length > 0) model.keys.set(Key, rest);
            else model.keys.delete(Key);
          }
        }
        const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
        expect(new Set(Contents.map(({ Key }) => Key))).toEqual(new Set(model.current.keys()));
        for (const [Key, versions] of model.keys) {
          for (const { id: VersionId, body } of versions) {
            if (body !== null) expect(await (await client.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body!.transformToString()).toBe(body);
          }
        }
        const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
        expect([...Versions.map(({ Key, VersionId }) => `${Key} ${VersionId} version`), ...DeleteMarkers.map(({ Key, VersionId }) => `${Key} ${VersionId} marker`)].toSorted()).toEqual(model.all);
        expect(cloud.rows("s3.blobs")).toHaveLength(Versions.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe("A key of S3", () => {
  it("is kept byte for byte, whatever stands in it: a plain map says the same after any puts and deletions", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom("put", "put", "delete"), hostileKey), { minLength: 1, maxLength: 12 }), async (steps) => {
        const model = new Map<string, string>();
        for (const key of await keys({ EncodingType: "url" })) await s3.send(new DeleteObjectCommand({ Bucket, Key: decodeURIComponent(key) }));
        for (const [index, [step, Key]] of steps.entries()) {
          if (step === "put") {
            await s3.send(new PutObjectCommand({ Bucket, Key, Body: `body ${index}` }));
            model.set(Key, `body ${index}`);
          } else {
            await s3.send(new DeleteObjectCommand({ Bucket, Key }));
            model.delete(Key);
          }
        }
        for (const [Key, body] of model) expect(await text(Key)).toBe(body);
        const listed = (await keys({ EncodingType: "url" })).map(decodeURIComponent);
        expect(new Set(listed)).toEqual(new Set(model.keys()));
        expect(listed).toEqual(listed.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right))));
      }),
      { numRuns: 60 },
    );
  });

  it.each(["dir/", "/", "//", "x/.", "x/..", "./z", "a//b", "%", "a/../b", "a b+c", "ü/日本"])("%j is its own, and deleting it leaves its neighbours and the bucket", async (Key) => {
    const neighbours = ["dir", "x", "z", "b", "a"].filter((other) => other !== Key);
    for (const other of neighbours) await s3.send(new PutObjectCommand({ Bucket, Key: other, Body: "neighbour" }));
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "mine" }));
    expect(await text(Key)).toBe("mine");
    expect(await keys()).toContain(Key);
    await s3.send(new HeadObjectCommand({ Bucket, Key }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    expect(await keys()).toEqual(neighbours.toSorted());
    await s3.send(new HeadBucketCommand({ Bucket }));
    for (const other of neighbours) expect(await text(other)).toBe("neighbour");
    expect((await s3.send(new ListBucketsCommand({}))).Buckets).toHaveLength(1);
  });

  it.each(["..", "../victim/k", "a/../../b", "./../b"])("%j that leads above its bucket is refused with 400, and nothing is written", async (Key) => {
    await s3.send(new CreateBucketCommand({ Bucket: "victim" }));
    for (const command of [new PutObjectCommand({ Bucket, Key, Body: "x" }), new GetObjectCommand({ Bucket, Key }), new DeleteObjectCommand({ Bucket, Key })]) {
      await expect(s3.send(command)).rejects.toMatchObject({ name: "InvalidURI", message: "Couldn't parse the specified URI.", $metadata: { httpStatusCode: 400 } });
    }
    expect([await keys(), await keys({ Bucket: "victim" })]).toEqual([[], []]);
  });

  it("is the same in the path's and in the host's form", async () => {
    const authorization = "AWS4-HMAC-SHA256 Credential=123456789012/20261123/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x";
    const send = (host: string, method: string, path: string, body = ""): ReturnType<AwsApi["answer"]> => api.answer({ method, path, headers: { host, authorization }, body: new TextEncoder().encode(body) });
    await send("my-photos.s3.us-east-1.amazonaws.com", "PUT", "/dir//x%20y/", "one");
    await send("my-photos.localhost:4173", "PUT", "/dir/", "two");
    expect(await text("dir//x y/")).toBe("one");
    expect(await text("dir/")).toBe("two");
    expect((await send("my-photos.s3.localhost.localstack.cloud:4566", "GET", "/dir/")).status).toBe(200);
    expect((await send("my-photos.localhost:4173", "DELETE", "//")).status).toBe(204);
    expect((await send("localhost:4173", "HEAD", "/my-photos")).status).toBe(200);
    expect((await send("localhost:4173", "GET", "/my-photos/%ff")).status).toBe(400);
  });
});

it("What S3 has and nobody built here says so in S3's own form, with 501", async () => {
  const authorization = "AWS4-HMAC-SHA256 Credential=123456789012/20261123/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x";
  for (const path of ["/my-photos?acl", "/my-photos?policy", "/my-photos?lifecycle", "/my-photos/key?acl", "/my-photos?encryption", "/my-photos/key?torrent"]) {
    const answer = await api.answer({ method: "GET", path, headers: { host: "localhost", authorization } });
    const subresource = path.split("?")[1]!;
    expect([answer.status, new TextDecoder().decode(answer.body)]).toEqual([501, expect.stringMatching(new RegExp(`<Error><Code>NotImplemented</Code><Message>A header you provided implies functionality that is not implemented: GET with \\?${subresource} is not built`))]);
  }
});
