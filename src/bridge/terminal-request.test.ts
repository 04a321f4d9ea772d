import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { refusal } from "./terminal-request.ts";

const signedFor = (service: string): string => `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20261123%2Fus-east-1%2F${service}%2Faws4_request&X-Amz-Signature=x`;
const request = (method: string, url: string, headers: object = {}, remoteAddress = "127.0.0.1"): IncomingMessage =>
  ({ method, url, headers: { host: "localhost:4173", origin: "https://app.example.com", "sec-fetch-site": "cross-site", ...headers }, rawHeaders: [], socket: { remoteAddress } }) as unknown as IncomingMessage;
const OTHER_SITES = "The AWS API of this page does not answer to other sites.";

it("Another site's page reaches presigned addresses of S3 and nothing else: the bucket's CORS rules judge it in the tab", () => {
  for (const method of ["OPTIONS", "GET", "PUT", "DELETE"]) expect(refusal(request(method, `/photos/k?${signedFor("s3")}`))).toBeUndefined();
  expect(refusal(request("PUT", "/photos/k?AWSAccessKeyId=AKID&Signature=x&Expires=1"))).toBeUndefined();
  for (const refused of [
    // Of the query protocol's version 2, and a version 4 that would be read first.
    request("POST", "/?AWSAccessKeyId=AKID&Signature=x&SignatureVersion=2&Expires=1&Action=DeleteQueue"),
    request("POST", `/2015-03-31/functions?AWSAccessKeyId=AKID&Signature=x&Expires=1&${signedFor("lambda")}`),
    request("PUT", "/photos/k?Signature=x&Expires=1"),
    request("POST", `/2015-03-31/functions?${signedFor("lambda")}`),
    request("GET", "/photos/k"),
    // What is read first decides, here as in the tab.
    request("POST", `/2015-03-31/functions?${signedFor("lambda")}&${signedFor("s3")}`),
    request("POST", `/?${signedFor("s3")}`, { authorization: "AWS4-HMAC-SHA256 Credential=AKID/20261123/us-east-1/lambda/aws4_request" }),
    request("POST", `/?${signedFor("s3")}`, { "x-amz-target": "Logs_20140328.DescribeLogGroups" }),
    // An image or a script of another site names no origin, which the bucket's rules could judge.
    request("GET", `/photos/k?${signedFor("s3")}`, { origin: undefined }),
  ]) {
    expect(refusal(refused)).toBe(OTHER_SITES);
  }
  expect(refusal(request("PUT", `/photos/k?${signedFor("s3")}`, { host: "evil.example" }))).toBe("The AWS API of this page is at localhost, not at evil.example.");
  expect(refusal(request("PUT", `/photos/k?${signedFor("s3")}`, {}, "192.168.1.9"))).toBe("The AWS API of this page answers to its own computer only.");
  expect(refusal(request("PUT", `/_lambdarium/settings?${signedFor("s3")}`))).toContain("simulator's own controls");
  expect(refusal(request("GET", `/_lambdarium/code/x?${signedFor("s3")}`))).toBe(OTHER_SITES);
});

it("No page takes an answer for its script, style or Worker, not even the console's own: its policy allows files of its origin", () => {
  const own = { origin: undefined, "sec-fetch-site": "same-origin" };
  const targets = [`/photos/k?${signedFor("s3")}`, "/_lambdarium/http/a1.execute-api.us-east-1.amazonaws.com/app.js", "/2015-03-31/functions", "/_lambdarium/code/x"];
  for (const url of targets) {
    for (const destination of ["script", "worker", "sharedworker", "serviceworker", "style"]) {
      expect(refusal(request("GET", url, { ...own, "sec-fetch-dest": destination }))).toBe("An answer of the AWS API is no script and no style of a page.");
    }
    for (const destination of ["document", "empty", "image"]) expect(refusal(request("GET", url, { ...own, "sec-fetch-dest": destination }))).toBeUndefined();
  }
  // Nor one that names its origin, as a script that is fetched with CORS does.
  expect(refusal(request("GET", `/photos/k?${signedFor("s3")}`, { origin: "http://localhost:4173", "sec-fetch-site": "same-origin", "sec-fetch-dest": "script" }))).toContain("no script");
});
