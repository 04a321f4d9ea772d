import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { utf8 } from "./bytes.ts";
import { md5Hex } from "./md5.ts";

test.each([
  ["", "d41d8cd98f00b204e9800998ecf8427e"],
  ["abc", "900150983cd24fb0d6963f7d28e17f72"],
  ["message digest", "f96b697d7cb7938d525a2f31aaf161d0"],
  ["12345678901234567890123456789012345678901234567890123456789012345678901234567890", "57edf4a22be3c955ac49da2e2107b67a"],
])("the digest of %j is the one of RFC 1321", (text, digest) => {
  expect(md5Hex(utf8(text))).toBe(digest);
});

test("any bytes have the digest that Node.js gives them, also around the borders of blocks", () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 0, maxLength: 300 }), (bytes) => md5Hex(bytes) === createHash("md5").update(bytes).digest("hex")), { numRuns: 300 });
});
