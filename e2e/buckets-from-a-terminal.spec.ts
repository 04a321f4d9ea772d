import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutBucketCorsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { cloudReady, expect } from "./fixtures.ts";
import { terminalConfig, test } from "./own-server.ts";
import { listening } from "./static-host.ts";

const Bucket = "holiday-photos";
const md5 = (bytes: Uint8Array): string => createHash("md5").update(bytes).digest("hex");

// What the bucket refuses to another site's page is an error in that page's console.
test.use({ expectedProblems: /CORS|403|Failed to load resource/ });

test("20 MB go up in parts, come down whole after the tab was reloaded, and every key is its own on the way through the bridge", async ({ page, server }) => {
  test.setTimeout(120_000);
  await page.goto("./");
  await cloudReady(page);
  const s3 = new S3Client({ ...terminalConfig(server.address), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  const body = Uint8Array.from({ length: 20 * 1024 * 1024 + 5 }, (_, index) => (index * 31 + (index >> 8) * 17 + (index >> 16) * 7) & 0xff);
  const done = await new Upload({ client: s3, params: { Bucket, Key: "film", Body: body }, partSize: 8 * 1024 * 1024 }).done();
  expect(done.ETag).toMatch(/-3"$/);
  const keys = ["/", "a b+c", "dir", "dir/", "x/..", "ü/日本"];
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  await expect(s3.send(new PutObjectCommand({ Bucket, Key: "../victim", Body: "x" }))).rejects.toMatchObject({ name: "InvalidURI" });

  await page.reload();
  await cloudReady(page);
  const film = await s3.send(new GetObjectCommand({ Bucket, Key: "film" }));
  expect(md5(await film.Body!.transformToByteArray())).toBe(md5(body));
  for (const Key of keys) expect(await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString()).toBe(Key);
  expect((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key)).toEqual([...keys, "film"].toSorted());
});

test("another site's page reads and writes by presigned URLs once the bucket's CORS rules name its site, and not before", async ({ page, server, context }) => {
  await page.goto("./");
  await cloudReady(page);
  const s3 = new S3Client({ ...terminalConfig(server.address), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "hello" }));
  const urls = [await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "k" })), await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: "from/a page" }))] as const;
  const site = createServer((_request, response) => void response.setHeader("content-type", "text/html").end("<title>another site</title>"));
  const origin = await listening(site);
  const foreign = await context.newPage();
  await foreign.goto(origin);
  const attempt = (): Promise<string[]> =>
    foreign.evaluate(async ([get, put]) => {
      const said = (answer: Promise<Response>): Promise<string> => answer.then(async (one) => `${one.status} ${await one.text()}`, () => "refused");
      return [await said(fetch(get)), await said(fetch(put, { method: "PUT", body: "written by a page", headers: { "content-type": "text/plain" } }))];
    }, urls);
  expect(await attempt()).toEqual(["refused", "refused"]);
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [{ AllowedOrigins: [origin], AllowedMethods: ["GET", "PUT"], AllowedHeaders: ["*"] }] } }));
  expect(await attempt()).toEqual(["200 hello", "200 "]);
  expect(await (await s3.send(new GetObjectCommand({ Bucket, Key: "from/a page" }))).Body!.transformToString()).toBe("written by a page");
  site.close();
});
