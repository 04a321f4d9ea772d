/** Function code that lies in a bucket, as the AWS CLI, SAM and the CDK send it; with the unmodified SDK on the whole server side. */
import { CreateFunctionCommand, GetFunctionCommand, type CreateFunctionCommandInput, LambdaClient, PublishVersionCommand, UpdateFunctionCodeCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, DeleteObjectCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createAwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import { returns } from "./scripted-runtime.ts";
import { sdkConfig } from "./sdk-clients.ts";
import { TestCloud, zipOf } from "./test-cloud.ts";

vi.setConfig({ testTimeout: 60_000 });

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const at = { S3Bucket: "artifacts", S3Key: "orders/code.zip" };
const settings = { FunctionName: "orders", Role: "arn:aws:iam::123456789012:role/r", Runtime: "python3.14", Handler: "lambda_function.lambda_handler" } as const;
const zip = (source: string): Uint8Array => zipOf({ "lambda_function.py": source });
let cloud: TestCloud;
let lambda: LambdaClient;
let s3: S3Client;

/** Clients of one Region. */
function clients(region?: string): { lambda: LambdaClient; s3: S3Client } {
  const api = createAwsApi(cloud.plane);
  const config = { ...sdkConfig(region === undefined ? {} : { region }), forcePathStyle: true, requestHandler: createSdkRequestHandler((request) => api.answer(request)) };
  return { lambda: new LambdaClient(config), s3: new S3Client(config) };
}

beforeEach(async () => {
  cloud = await TestCloud.open();
  cloud.runtime.behaviour = { invoke: (_event, _request, spec) => returns(new TextDecoder().decode(spec.files.get("lambda_function.py"))) };
  ({ lambda, s3 } = clients());
  await s3.send(new CreateBucketCommand({ Bucket: at.S3Bucket }));
  await put("one");
});

const put = (source: string, Key: string = at.S3Key): Promise<unknown> => s3.send(new PutObjectCommand({ Bucket: at.S3Bucket, Key, Body: zip(source) }));
const create = (Code: CreateFunctionCommandInput["Code"], more: Partial<CreateFunctionCommandInput> = {}) => lambda.send(new CreateFunctionCommand({ ...settings, Code, ...more }));
const run = async (qualifier?: string): Promise<unknown> => (await cloud.invoke("orders", {}, qualifier === undefined ? {} : { Qualifier: qualifier })).value;

describe("a function whose code lies in a bucket", () => {
  it("runs it, and goes on running it when the object is gone", async () => {
    const created = await create(at);
    expect(created).toMatchObject({ FunctionArn: ARN, CodeSize: zip("one").length });
    await s3.send(new DeleteObjectCommand({ Bucket: at.S3Bucket, Key: at.S3Key }));
    expect(await run()).toBe("one");
    const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName: "orders" }));
    expect(Code?.RepositoryType).toBe("S3");
    expect(cloud.bugs).toEqual([]);
  });

  it("gets the object of now by UpdateFunctionCode, with its guard, its publish and its trial", async () => {
    const created = await create(at, { Publish: true });
    expect(created).toMatchObject({ Version: "1", FunctionArn: ARN });
    await put("two");
    const update = (more: object) => lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "orders", ...at, ...more }));
    await expect(update({ RevisionId: "stale" })).rejects.toMatchObject({ name: "PreconditionFailedException" });
    const tried = await update({ DryRun: true });
    expect(tried.CodeSha256).not.toBe(created.CodeSha256);
    expect(await run()).toBe("one");
    expect(await update({ Publish: true })).toMatchObject({ Version: "2", FunctionArn: `${ARN}:2`, CodeSha256: tried.CodeSha256 });
    expect([await run(), await run("2"), await run("1")]).toEqual(["two", "two", "one"]);
    // The same bytes once more are no change.
    await update({});
    expect((await lambda.send(new PublishVersionCommand({ FunctionName: "orders" }))).Version).toBe("2");
  });

  it.each([
    ["a bucket that is not there", { ...at, S3Bucket: "nowhere" }, "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist"],
    ["a key that is not there", { ...at, S3Key: "other.zip" }, "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist."],
    ["a bucket of another Region", { ...at, S3Bucket: "far-away" }, "Error occurred while GetObject. S3 Error Code: PermanentRedirect. S3 Error Message: The bucket is in this region: eu-west-1. Please use this region to retry the request"],
    ["an object that is no zip", { ...at, S3Key: "text.zip" }, "Could not unzip uploaded file. Please check your file, then try to upload again."],
    ["a zip besides", { ...at, ZipFile: zip("three") }, "Please do not provide other FunctionCode parameters when providing a ZipFile."],
  ])("is refused with %s, in AWS's words", async (_what, Code, message) => {
    await clients("eu-west-1").s3.send(new CreateBucketCommand({ Bucket: "far-away", CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }));
    await s3.send(new PutObjectCommand({ Bucket: at.S3Bucket, Key: "text.zip", Body: "no zip" }));
    const refused = { name: "InvalidParameterValueException", message, $metadata: expect.objectContaining({ httpStatusCode: 400 }) };
    await expect(create(Code)).rejects.toMatchObject(refused);
    await create(at);
    await expect(lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "orders", ...Code }))).rejects.toMatchObject(refused);
    expect(await run()).toBe("one");
  });

  it("that does not exist is not found, whatever its code is", async () => {
    const update = lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "missing", S3Bucket: "nowhere", S3Key: "x" }));
    await expect(update).rejects.toMatchObject({ name: "ResourceNotFoundException", message: "Function not found: arn:aws:lambda:us-east-1:123456789012:function:missing" });
  });

  it("gets the version of the object that it names, and S3's words for one that is not there", async () => {
    await s3.send(new PutBucketVersioningCommand({ Bucket: at.S3Bucket, VersioningConfiguration: { Status: "Enabled" } }));
    const { VersionId: S3ObjectVersion } = await s3.send(new PutObjectCommand({ Bucket: at.S3Bucket, Key: at.S3Key, Body: zip("second") }));
    await put("third");
    await create({ ...at, S3ObjectVersion });
    expect(await run()).toBe("second");
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "orders", ...at }));
    expect(await run()).toBe("third");
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "orders", ...at, S3ObjectVersion: "null" }));
    expect(await run()).toBe("one");
    const unknown = lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "orders", ...at, S3ObjectVersion: S3ObjectVersion!.split("").reverse().join("") }));
    await expect(unknown).rejects.toMatchObject({
      name: "InvalidParameterValueException", message: "Error occurred while GetObject. S3 Error Code: NoSuchVersion. S3 Error Message: The specified version does not exist.",
    });
  });
});
