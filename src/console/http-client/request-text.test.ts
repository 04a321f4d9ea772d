import fc from "fast-check";
import { expect, test } from "vitest";
import { curlLine, readRequest, type RequestFields } from "./request-text.ts";

const fields: RequestFields = { method: "GET", path: "/", query: "", headers: "", body: "" };
const request = (change: Partial<RequestFields>) => {
  const read = readRequest({ ...fields, ...change });
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.request;
};

test("what an address cannot hold is encoded; what is encoded stays", () => {
  expect(request({ path: "/a b/ü", query: "?q=x y&r=%20" }).target).toBe("/a%20b/%C3%BC?q=x%20y&r=%20");
});

test("a body goes with methods that take one", () => {
  expect(request({ method: "POST", body: "{}" }).body).toBe("{}");
  expect(request({ body: "{}" })).not.toHaveProperty("body");
});

test("headers come one a line; any other line is pointed out", () => {
  expect(request({ headers: "Accept: text/html\n\nx-empty:\n" }).headers).toEqual([["Accept", "text/html"], ["x-empty", ""]]);
  expect(readRequest({ ...fields, headers: "a: 1\nno header" })).toMatchObject({ problems: { headers: expect.stringContaining("no header") } });
});

test.each(["", "orders", "/a?b=1", "/a#b"])("%j is no path", (path) => {
  expect(readRequest({ ...fields, path })).toHaveProperty("problems.path");
});

const text = fc.string({ unit: "binary", maxLength: 30 });

test("any fields are a request or have a problem, and an address without blanks and line breaks", () => {
  fc.assert(
    fc.property(text, text, text, (path, query, headers) => {
      const read = readRequest({ ...fields, path: `/${path}`, query, headers });
      if ("request" in read) expect(read.request.target).toMatch(/^\/[\x21-\x7e]*$/);
    }),
  );
});

test("the line for a terminal quotes what a shell would read otherwise", () => {
  expect(curlLine("http://localhost:4173/x", request({}))).toBe("curl -i http://localhost:4173/x");
  expect(curlLine("http://localhost:4173/x?a=1&b", request({ method: "POST", headers: "X-A: it's\nx-e:", body: '{"a":1}' }))).toBe(
    `curl -i -X POST -H 'X-A: it'\\''s' -H 'x-e;' --data-binary '{"a":1}' 'http://localhost:4173/x?a=1&b'`,
  );
  expect(curlLine("http://h/", request({ method: "HEAD" }))).toBe("curl --head http://h/");
});
