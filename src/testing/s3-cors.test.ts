import { CreateBucketCommand, PutBucketCorsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createAwsApi, type AwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import { sdkConfig } from "./sdk-clients.ts";
import { TestCloud } from "./test-cloud.ts";

const Bucket = "my-photos";
const SIGNED = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20261123%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20261123T090000Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=x";
let cloud: TestCloud;
let api: AwsApi;
let s3: S3Client;

beforeEach(async () => {
  cloud = await TestCloud.open();
  api = createAwsApi(cloud.plane);
  s3 = new S3Client({ ...sdkConfig(), forcePathStyle: true, requestHandler: createSdkRequestHandler((request) => api.answer(request)) });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "text" }));
});

const rules = (...CORSRules: { AllowedMethods: string[]; AllowedOrigins: string[]; AllowedHeaders?: string[]; ExposeHeaders?: string[]; MaxAgeSeconds?: number }[]): Promise<unknown> =>
  s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
const send = (method: string, headers: Record<string, string>, key = "k"): ReturnType<AwsApi["answer"]> =>
  api.answer({ method, path: `/${Bucket}/${key}?${SIGNED}`, origin: "http://localhost:4173", headers: { host: "localhost:4173", ...headers }, body: new TextEncoder().encode(method === "PUT" ? "new" : "") });
const preflight = (origin: string, method: string, headers = ""): ReturnType<AwsApi["answer"]> =>
  send("OPTIONS", { origin, "access-control-request-method": method, ...(headers !== "" && { "access-control-request-headers": headers }) });
const text = ({ body }: { body: Uint8Array }): string => new TextDecoder().decode(body);

describe("A page of another origin", () => {
  it("is not answered by a bucket without CORS rules, and nothing that it asks is done", async () => {
    expect(await preflight("https://app.example.com", "PUT")).toMatchObject({ status: 403 });
    const put = await send("PUT", { origin: "https://app.example.com" }, "new");
    expect([put.status, text(put)]).toEqual([403, expect.stringContaining("<Code>AccessForbidden</Code><Message>CORSResponse: CORS is not enabled for this bucket.</Message>")]);
    expect(cloud.rows("s3.objects")).toHaveLength(1);
  });

  it("is answered by the first rule that fits origin, method and headers", async () => {
    await rules(
      { AllowedMethods: ["GET"], AllowedOrigins: ["*"], ExposeHeaders: ["etag", "x-amz-version-id"] },
      { AllowedMethods: ["PUT", "DELETE"], AllowedOrigins: ["https://*.example.com"], AllowedHeaders: ["content-type", "x-amz-*"], MaxAgeSeconds: 600 },
    );
    expect(await preflight("https://app.example.com", "PUT", "Content-Type, x-amz-meta-who")).toMatchObject({
      status: 200,
      headers: {
        "access-control-allow-origin": "https://app.example.com", "access-control-allow-methods": "PUT, DELETE", "access-control-allow-headers": "content-type, x-amz-meta-who",
        "access-control-max-age": "600", "access-control-allow-credentials": "true", vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
      },
    });
    for (const [origin, method, headers] of [["https://example.org", "PUT", ""], ["https://app.example.com", "POST", ""], ["https://app.example.com", "PUT", "authorization"], ["https://.example.co", "PUT", ""]] as const) {
      expect([origin, method, (await preflight(origin, method, headers)).status]).toEqual([origin, method, 403]);
    }
    const got = await send("GET", { origin: "https://example.org" });
    expect([text(got), got.headers]).toMatchObject(["text", { "access-control-allow-origin": "*", "access-control-expose-headers": "etag, x-amz-version-id" }]);
    expect((await send("PUT", { origin: "https://app.example.com" }, "new")).headers["access-control-allow-origin"]).toBe("https://app.example.com");
    expect((await send("GET", { origin: "https://example.org" }, "nope")).headers["access-control-allow-origin"]).toBe("*");
    expect(cloud.rows("s3.objects")).toHaveLength(2);
  });

  it("can neither change a bucket nor copy another object, whatever the rules allow: no signature says that it may", async () => {
    await rules({ AllowedMethods: ["GET", "PUT", "POST", "DELETE"], AllowedOrigins: ["*"], AllowedHeaders: ["*"] });
    const origin = "https://app.example.com";
    const at = (method: string, path: string, headers: Record<string, string> = {}, body = ""): ReturnType<AwsApi["answer"]> =>
      api.answer({ method, path: `${path}${path.includes("?") ? "&" : "?"}${SIGNED}`, origin: "http://localhost:4173", headers: { host: "localhost:4173", origin, ...headers }, body: new TextEncoder().encode(body) });
    const notifications = "<NotificationConfiguration><QueueConfiguration><Event>s3:ObjectCreated:*</Event><Queue>arn:aws:sqs:us-east-1:123456789012:q</Queue></QueueConfiguration></NotificationConfiguration>";
    for (const refused of [
      await at("PUT", `/${Bucket}?notification`, {}, notifications),
      await at("DELETE", `/${Bucket}?cors`),
      await at("DELETE", `/${Bucket}/?cors`),
      await at("POST", `/${Bucket}?delete`, {}, "<Delete><Object><Key>k</Key></Object></Delete>"),
      await at("OPTIONS", `/${Bucket}?versioning`, { "access-control-request-method": "PUT" }),
      await at("PUT", `/${Bucket}/copy`, { "x-amz-copy-source": "/another-bucket/secret" }),
      await at("OPTIONS", `/${Bucket}/copy`, { "access-control-request-method": "PUT", "access-control-request-headers": "X-Amz-Copy-Source" }),
    ]) {
      expect([refused.status, text(refused)]).toEqual([403, expect.stringContaining("<Code>AccessForbidden</Code>")]);
    }
    expect(cloud.rows("s3.objects")).toHaveLength(1);
    expect((await at("GET", `/${Bucket}?list-type=2`)).status).toBe(200);
    expect((await at("PUT", `/${Bucket}/new`, {}, "new")).status).toBe(200);
  });

  it("is told so where its address is none; one that was presigned in version 2 is judged as well", async () => {
    const reportBug = vi.fn<(error: unknown, where: string) => void>();
    const strict = createAwsApi(cloud.plane, { reportBug });
    const ask = (method: string, target: string): ReturnType<AwsApi["answer"]> =>
      strict.answer({ method, path: target, origin: "http://localhost:4173", headers: { host: "localhost:4173", origin: "https://app.example.com", "access-control-request-method": "PUT" } });
    for (const method of ["GET", "OPTIONS"]) expect([method, (await ask(method, `/%zz/k?${SIGNED}`)).status]).toEqual([method, 400]);
    expect(reportBug).not.toHaveBeenCalled();
    const version2 = `/${Bucket}/k?AWSAccessKeyId=AKID&Signature=x&Expires=99999999999`;
    expect((await ask("GET", version2)).status).toBe(403);
    await rules({ AllowedMethods: ["GET"], AllowedOrigins: ["*"] });
    expect((await ask("GET", version2)).headers["access-control-allow-origin"]).toBe("*");
  });

  it("is none where the origin is the page's own or nobody names one", async () => {
    for (const headers of [{ origin: "http://localhost:4173" }, {}]) {
      const got = await send("GET", headers);
      expect([got.status, got.headers["access-control-allow-origin"]]).toEqual([200, undefined]);
    }
  });
});
