import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { utf8 } from "../bytes.ts";
import { SQS_OPERATIONS } from "../sqs/operations.ts";
import { S3_OPERATIONS } from "./operations.ts";

const ALL = { ...SQS_OPERATIONS, ...S3_OPERATIONS };
const QueueArn = "arn:aws:sqs:us-east-1:123456789012:uploads";
const Bucket = "my-photos";
let account: TestAccount;

interface Told {
  readonly eventName: string;
  readonly eventVersion: string;
  readonly s3: { readonly object: Readonly<Record<string, unknown>> };
}

const run = (name: keyof typeof ALL, input: object): Record<string, unknown> | string => account.answerIn(ALL, name, { Bucket, ...input });
const configure = (FilterRules: object[] = [], Events = ["s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:ObjectTagging:*"]): unknown =>
  run("PutBucketNotificationConfiguration", { NotificationConfiguration: { QueueConfigurations: [{ QueueArn, Events, Filter: { Key: { FilterRules } } }] } });
const told = (): Told[] => [...account.state["sqs.messages"].values()].flatMap(({ body }) => (JSON.parse(body) as { Records?: Told[] }).Records ?? []);
const said = (): unknown[] => told().map(({ eventName, s3: { object } }) => [eventName, object["key"], object["versionId"]]);

beforeEach(() => {
  account = new TestAccount();
  run("CreateBucket", {});
  run("CreateQueue", { QueueName: "uploads" });
});

describe("An event's key", () => {
  it.each([
    ["Copy (2).jpg", "Copy+%282%29.jpg"], ["a/b c+d.txt", "a/b+c%2Bd.txt"], ["dir/", "dir/"], ["/", "/"], ["x/..", "x/.."], ["ü!'*~-_.", "%C3%BC%21%27*%7E-_."], ["100%", "100%25"],
  ])("%j is encoded as a form encodes it: %s", (Key, expected) => {
    configure();
    run("PutObject", { Key, Body: utf8("x") });
    expect(told().map(({ s3 }) => s3.object["key"])).toEqual([expected]);
  });
});

describe("A filter's value", () => {
  it.each([["a b/", "a+b/"], ["a b/", "a%20b/"], ["ü/", "%C3%BC/"], ["a/", "a/"], ["50%/", "50%/"]])("for keys that begin with %j may be %s: it is decoded", (prefix, Value) => {
    configure([{ Name: "prefix", Value }]);
    run("PutObject", { Key: `${prefix}k`, Body: utf8("x") });
    run("PutObject", { Key: "elsewhere", Body: utf8("x") });
    expect(told()).toHaveLength(1);
  });

  it.each(["prefix", "suffix"])("stands once: two rules for the %s in one filter are refused", (name) => {
    expect(configure([{ Name: name, Value: "a" }, { Name: name.toUpperCase(), Value: "b" }])).toBe(`InvalidArgument: Cannot specify more than one ${name} rule in a filter.`);
    expect(configure([{ Name: "prefix", Value: "a" }, { Name: "suffix", Value: "b" }])).toEqual({});
  });
});

describe("An event", () => {
  it("names how an object came to be: put, copied, or completed of parts", () => {
    configure();
    run("PutObject", { Key: "a", Body: utf8("x") });
    run("CopyObject", { Key: "b", CopySource: `${Bucket}/a` });
    const { UploadId } = run("CreateMultipartUpload", { Key: "c" }) as { UploadId: string };
    const { ETag } = run("UploadPart", { Key: "c", UploadId, PartNumber: 1, Body: utf8("part") }) as { ETag: string };
    run("CompleteMultipartUpload", { Key: "c", UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } });
    expect(said()).toEqual([["ObjectCreated:Put", "a", undefined], ["ObjectCreated:Copy", "b", undefined], ["ObjectCreated:CompleteMultipartUpload", "c", undefined]]);
    expect(told()[2]!.s3.object).toMatchObject({ size: 4, eTag: expect.stringMatching(/^[0-9a-f]{32}-1$/) });
  });

  it("tells a delete marker from a deletion for good, with the version that each is about", () => {
    run("PutBucketVersioning", { VersioningConfiguration: { Status: "Enabled" } });
    configure();
    const { VersionId } = run("PutObject", { Key: "a", Body: utf8("x") }) as { VersionId: string };
    const marker = run("DeleteObject", { Key: "a" }) as { VersionId: string };
    run("DeleteObjects", { Delete: { Objects: [{ Key: "a", VersionId }, { Key: "a", VersionId: marker.VersionId }] } });
    expect(said()).toEqual([
      ["ObjectCreated:Put", "a", VersionId], ["ObjectRemoved:DeleteMarkerCreated", "a", marker.VersionId], ["ObjectRemoved:Delete", "a", VersionId], ["ObjectRemoved:Delete", "a", marker.VersionId],
    ]);
    expect(told().map(({ s3 }) => Object.keys(s3.object))).toEqual([["key", "size", "eTag", "versionId", "sequencer"], ["key", "eTag", "versionId", "sequencer"], ["key", "versionId", "sequencer"], ["key", "versionId", "sequencer"]]);
    const sequencers = told().map(({ s3 }) => String(s3.object["sequencer"]));
    expect(sequencers).toEqual(sequencers.toSorted());
    expect(new Set(sequencers).size).toBe(4);
  });

  it("of tags is of version 2.3 and has no sequencer", () => {
    run("PutObject", { Key: "a", Body: utf8("x") });
    configure();
    run("PutObjectTagging", { Key: "a", Tagging: { TagSet: [{ Key: "k", Value: "v" }] } });
    run("DeleteObjectTagging", { Key: "a" });
    expect(told().map(({ eventName, eventVersion, s3 }) => [eventName, eventVersion, Object.keys(s3.object)])).toEqual([["ObjectTagging:Put", "2.3", ["key", "eTag"]], ["ObjectTagging:Delete", "2.3", ["key", "eTag"]]]);
  });
});
