import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { beforeEach, describe, expect, test } from "vitest";
import { TestCloud } from "#testing/test-cloud.ts";
import { createAwsApi } from "./handler.ts";
import { createSdkRequestHandler } from "./sdk-request-handler.ts";
import type { HttpAnswer } from "./wire.ts";

const ACCOUNT = "210987654321";
let cloud: TestCloud;
let api: ReturnType<typeof createAwsApi>;

beforeEach(async () => {
  cloud = await TestCloud.open();
  api = createAwsApi(cloud.plane);
});

const now = (): number => cloud.plane.simulator.clock().now;
const s3 = (region: string): S3Client =>
  new S3Client({ region, endpoint: "http://localhost:4173", forcePathStyle: true, credentials: { accessKeyId: ACCOUNT, secretAccessKey: "any" }, requestHandler: createSdkRequestHandler((request) => api.answer(request)) });

async function bucketIn(region: string, name: string): Promise<void> {
  await s3(region).send(new CreateBucketCommand({ Bucket: name, ...(region !== "us-east-1" && { CreateBucketConfiguration: { LocationConstraint: region as "eu-west-1" } }) }));
}

/** As a terminal sends an address, without any header. */
const fetched = (url: string, method = "GET", body?: string): Promise<HttpAnswer> => api.serve({ method, path: url.slice("http://localhost:4173".length), headers: {}, ...(body !== undefined && { body: new TextEncoder().encode(body) }) });
const textOf = ({ body }: HttpAnswer): Promise<string> => new Response(body).text();

/** As boto3 presigns by default in the older Regions: version 2, which names no Region. */
const address2 = (path: string, expires: number | string): string => `http://localhost:4173/${path}?AWSAccessKeyId=${ACCOUNT}&Signature=kK3DgRa19GYNcpITOiTox9yZDPM%3D&Expires=${expires}`;

describe("an address that the SDK presigned", () => {
  test("writes and reads in account and Region of its credential, with no header", async () => {
    await bucketIn("ap-northeast-3", "a-bucket");
    const client = s3("ap-northeast-3");
    const put = await getSignedUrl(client, new PutObjectCommand({ Bucket: "a-bucket", Key: "x/é +" }), { signingDate: new Date(now()) });
    expect((await fetched(put, "PUT", "hello")).status).toBe(200);
    const get = await getSignedUrl(client, new GetObjectCommand({ Bucket: "a-bucket", Key: "x/é +" }), { signingDate: new Date(now()) });
    expect(await textOf(await fetched(get))).toBe("hello");
    const head = await getSignedUrl(client, new HeadObjectCommand({ Bucket: "a-bucket", Key: "x/é +" }), { signingDate: new Date(now()) });
    expect(await fetched(head, "HEAD")).toMatchObject({ status: 200, headers: { "content-length": "5" }, body: null });
  });

  test("serves until the cloud's clock passes its end, and then answers with S3's error", async () => {
    await bucketIn("us-east-1", "a-bucket");
    await s3("us-east-1").send(new PutObjectCommand({ Bucket: "a-bucket", Key: "k", Body: "hello" }));
    const signedAt = Math.floor(now() / 1000) * 1000;
    const url = await getSignedUrl(s3("us-east-1"), new GetObjectCommand({ Bucket: "a-bucket", Key: "k" }), { expiresIn: 60, signingDate: new Date(signedAt) });
    await cloud.time.advance(signedAt + 60_000 - now());
    expect((await fetched(url)).status).toBe(200);
    await cloud.time.advance(1);
    const late = await fetched(url);
    expect(late).toMatchObject({ status: 403, headers: { "content-type": "application/xml" } });
    const end = new Date(signedAt + 60_000).toISOString().replace(".000Z", "Z");
    expect(await textOf(late)).toContain(`<Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>60</X-Amz-Expires><Expires>${end}</Expires><ServerTime>${end}</ServerTime>`);
  });

  test.each([
    ["X-Amz-Expires=60", "X-Amz-Expires=604801", "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds"],
    ["X-Amz-Expires=60", "X-Amz-Expires=-1", "X-Amz-Expires must be non-negative"],
    ["X-Amz-Expires=60", "X-Amz-Expires=soon", "X-Amz-Expires should be a number"],
    ["X-Amz-SignedHeaders=host", "", "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters."],
    ["X-Amz-Date=", "X-Amz-Date=9", `X-Amz-Date must be in the ISO8601 Long Format &quot;yyyyMMdd'T'HHmmss'Z'&quot;`],
  ])("with %s as %j is refused in S3's words", async (part, changed, message) => {
    const url = await getSignedUrl(s3("us-east-1"), new GetObjectCommand({ Bucket: "a-bucket", Key: "k" }), { expiresIn: 60, signingDate: new Date(now()) });
    const answer = await fetched(url.replace(part, changed));
    expect(answer.status).toBe(400);
    expect((await textOf(answer)).replaceAll('"', "&quot;")).toContain(`<Code>AuthorizationQueryParametersError</Code><Message>${message}</Message>`);
  });
});

describe("an address of version 2, as boto3 presigns it", () => {
  test.each(["us-east-1", "eu-west-1"])("reads and writes in the Region where the account has the bucket: %s", async (region) => {
    await bucketIn(region, "a-bucket");
    const expires = Math.floor(now() / 1000) + 60;
    expect((await fetched(address2("a-bucket/x/k%20%C3%A9", expires), "PUT", "hello")).status).toBe(200);
    expect(await textOf(await fetched(address2("a-bucket/x/k%20%C3%A9", expires)))).toBe("hello");
    const { Body } = await s3(region).send(new GetObjectCommand({ Bucket: "a-bucket", Key: "x/k é" }));
    expect(await Body!.transformToString()).toBe("hello");
  });

  test("names S3's errors, also for a bucket of nobody's", async () => {
    const answer = await fetched(address2("nobodys/k", Math.floor(now() / 1000) + 60));
    expect([answer.status, await textOf(answer)]).toEqual([404, expect.stringContaining("<Code>NoSuchBucket</Code>")]);
  });

  test("ends by the cloud's clock", async () => {
    const end = Math.floor(now() / 1000) - 1;
    const answer = await fetched(address2("a-bucket/k", end));
    expect(answer.status).toBe(403);
    expect(await textOf(answer)).toContain(`<Code>AccessDenied</Code><Message>Request has expired</Message><Expires>${new Date(end * 1000).toISOString().replace(".000Z", "Z")}</Expires><ServerTime>`);
  });

  test.each([
    [address2("b/k", "soon"), "Invalid date (should be seconds since epoch): soon"],
    [address2("b/k", 1).replace("&Expires=1", ""), "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters"],
  ])("%s is refused in S3's words", async (url, message) => {
    const answer = await fetched(url);
    expect([answer.status, await textOf(answer)]).toEqual([403, expect.stringContaining(`<Code>AccessDenied</Code><Message>${message}</Message>`)]);
  });

  test("a signature of version 2 in the header names the account as well", async () => {
    await bucketIn("eu-west-1", "a-bucket");
    const answer = await api.serve({ method: "GET", path: "/a-bucket?list-type=2", headers: { authorization: `AWS ${ACCOUNT}:kK3DgRa19GYNcpITOiTox9yZDPM=` } });
    expect([answer.status, await textOf(answer)]).toEqual([200, expect.stringContaining("<Name>a-bucket</Name>")]);
  });
});
