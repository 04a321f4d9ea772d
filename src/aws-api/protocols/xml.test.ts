import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { HttpCall } from "../wire.ts";
import { withoutChunks } from "./aws-chunked.ts";
import { parseXml } from "./xml-tree.ts";
import { escaped, tag } from "./xml-writer.ts";

test("an element has its name, attributes, children and text; prefixes, comments and declarations are left out", () => {
  expect(parseXml('<?xml version="1.0"?><!-- c --><n:A x="1 &amp; 2" y=\'z\'>t<B/><n:B>&lt;&#x2603;&#9731;</n:B><![CDATA[<raw>]]></n:A>')).toEqual({
    name: "A", attributes: { x: "1 & 2", y: "z" }, text: "t<raw>",
    children: [{ name: "B", attributes: {}, children: [], text: "" }, { name: "B", attributes: {}, children: [], text: "<☃☃" }],
  });
});

test.each([
  "", "text", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>x", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a b=1/>", "<a><!ENTITY x></a>", "<".repeat(50_000), "<a>".repeat(100), "<a ".repeat(50_000),
])("%.40s is not well-formed", (text) => {
  expect(() => parseXml(text)).toThrow("not well-formed");
});

test("an entity that nobody declared stays as it is", () => {
  expect(parseXml("<a>&bomb;</a>").text).toBe("&bomb;");
});

test("any text that XML can hold comes back as it was written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(parseXml(tag("a", escaped(text))).text).toBe(text);
    }),
  );
});

const call = (body: string, headers: Record<string, string>): HttpCall => ({ method: "PUT", path: "/b/k", query: new URLSearchParams(), rawQuery: "", headers: new Map(Object.entries(headers)), headerPairs: Object.entries(headers), body: new TextEncoder().encode(body) });

test("chunks are joined, signed or not; other bodies are left alone", () => {
  const chunked = { "content-encoding": "aws-chunked,gzip" };
  const read = withoutChunks(call("4;chunk-signature=ab\r\nWiki\r\n5\r\npedia\r\n0\r\nx-amz-checksum-crc32:AA==\r\n\r\n", chunked));
  expect([new TextDecoder().decode(read.body), read.headers.get("content-encoding")]).toEqual(["Wikipedia", "gzip"]);
  const plain = call("4\r\nWiki", { "content-encoding": "gzip" });
  expect(withoutChunks(plain)).toBe(plain);
});

test.each(["zz\r\n", "5\r\nab", "ffffffff\r\nab", "", "4"])("chunks like %j are refused", (body) => {
  expect(() => withoutChunks(call(body, { "content-encoding": "aws-chunked" }))).toThrow("not well-formed");
});
