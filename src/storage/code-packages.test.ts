import { createHash } from "node:crypto";
import fc from "fast-check";
import { zipSync, type Zippable } from "fflate";
import { describe, expect, test } from "vitest";
import { isAwsError } from "#services/aws-error.ts";
import { MAX_UNZIPPED_BYTES, MAX_ZIPPED_BYTES } from "#services/lambda/configuration/package-limits.ts";
import { createCodePackages } from "./code-packages.ts";

const packages = createCodePackages();
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const zipOf = (files: Zippable, level: 0 | 6 = 6): Uint8Array => zipSync(files, { level });

const COULD_NOT_UNZIP = {
  name: "InvalidParameterValueException",
  message: "Could not unzip uploaded file. Please check your file, then try to upload again.",
};

/** Finds a header by its signature: little-endian, as it lies in the zip. */
function offsetOf(zip: Uint8Array, signature: number): number {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let at = 0; at <= zip.length - 4; at++) if (view.getUint32(at, true) === signature) return at;
  throw new Error("no such header");
}

function patched(zip: Uint8Array, signature: number, field: number, value: number): Uint8Array {
  const copy = zip.slice();
  new DataView(copy.buffer).setUint32(offsetOf(copy, signature) + field, value, true);
  return copy;
}

const CENTRAL = 0x02014b50;

describe("deployment packages", () => {
  test("a package is known by the SHA-256 of its zip and measured zipped and unzipped", async () => {
    const zip = zipOf({ "lambda_function.py": text("def lambda_handler(e, c): return 1"), lib: { "a.py": text("x = 1"), "empty.py": text("") } });
    expect(await packages.inspect(zip, "request")).toEqual({ sha256: createHash("sha256").update(zip).digest("base64"), size: zip.length, unzippedSize: 34 + 5 });
    expect([...packages.files(zip).files.keys()].sort()).toEqual(["lambda_function.py", "lib/a.py", "lib/empty.py"]);
  });

  test("whatever files go in, stored or deflated, come out as they were", async () => {
    const name = fc.stringMatching(/^[a-z]{1,8}(\/[a-zé]{1,5}){0,2}\.py$/);
    const files = fc.dictionary(name, fc.uint8Array({ maxLength: 3000 }), { minKeys: 1, maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(files, fc.constantFrom(0 as const, 6 as const), async (wanted, level) => {
        const zip = zipOf(wanted, level);
        expect(isAwsError(await packages.inspect(zip, "request"))).toBe(false);
        expect(Object.fromEntries(packages.files(zip).files)).toEqual({ ...wanted });
      }),
      { numRuns: 50 },
    );
  });

  test("a view into a larger buffer is read as the view alone", async () => {
    const zip = zipOf({ "a.py": text("1") });
    const around = new Uint8Array(zip.length + 20);
    around.set(zip, 10);
    expect(await packages.inspect(around.subarray(10, 10 + zip.length), "request")).toEqual(await packages.inspect(zip, "request"));
  });

  test("bytes that are no zip, or a zip cut short anywhere, could not be unzipped", async () => {
    expect(await packages.inspect(text("not a zip"), "request")).toMatchObject(COULD_NOT_UNZIP);
    const zip = zipOf({ "a.py": text("print(1)\n".repeat(50)), "b.py": text("2") });
    for (let length = 1; length < zip.length; length++) expect(await packages.inspect(zip.subarray(0, length), "request")).toMatchObject(COULD_NOT_UNZIP);
  });

  test("whatever byte is changed, the answer is a value, never a crash", async () => {
    const zip = zipOf({ "a.py": text("print(1)\n".repeat(20)), "b.py": text("2") });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (edits) => {
        const copy = zip.slice();
        for (const [at, value] of edits) copy[at] = value;
        const answer = await packages.inspect(copy, "request");
        expect(isAwsError(answer) || answer.unzippedSize <= MAX_UNZIPPED_BYTES).toBe(true);
      }),
    );
  });

  test("a zip without a file must be non-empty", async () => {
    const message = "Uploaded file must be a non-empty zip";
    expect(await packages.inspect(new Uint8Array(), "request")).toMatchObject({ message });
    expect(await packages.inspect(zipOf({}), "request")).toMatchObject({ message });
    expect(await packages.inspect(zipOf({ "only-a-directory/": new Uint8Array() }), "request")).toMatchObject({ message });
  });

  test.each(["../outside.py", "/etc/passwd", "lib/../../outside.py", "..\\outside.py", "C:\\outside.py", "a\0.py"])("a path that leads outside is refused: %j", async (name) => {
    expect(await packages.inspect(zipOf({ [name]: text("1") }), "request")).toMatchObject(COULD_NOT_UNZIP);
  });

  test("a name that is a file and a directory is refused", async () => {
    expect(await packages.inspect(zipOf({ a: text("1"), "a/b.py": text("2") }), "request")).toMatchObject(COULD_NOT_UNZIP);
  });

  test("symbolic links are left out", async () => {
    const zip = zipOf({ "a.py": text("1"), link: [text("/etc/passwd"), { os: 3, attrs: (0o120777 << 16) >>> 0 }] });
    expect(await packages.inspect(zip, "request")).toMatchObject({ unzippedSize: 1 });
    expect([...packages.files(zip).files.keys()]).toEqual(["a.py"]);
  });

  test("more than 50 MB zipped is refused before it is opened", async () => {
    expect(await packages.inspect(new Uint8Array(MAX_ZIPPED_BYTES + 1), "request")).toMatchObject({
      name: "RequestEntityTooLargeException",
      message: "Zipped size must be smaller than 52428800 bytes",
    });
  });

  test("a zip in a bucket may be larger than one in a request, and is held to what it unzips to", async () => {
    const zip = zipSync({ "a.bin": new Uint8Array(MAX_ZIPPED_BYTES), "a.py": text("1") }, { level: 0 });
    expect(await packages.inspect(zip, "request")).toMatchObject({ name: "RequestEntityTooLargeException" });
    expect(await packages.inspect(zip, "bucket")).toMatchObject({ size: zip.length, unzippedSize: MAX_ZIPPED_BYTES + 1 });
  });

  test("more than 250 MB unzipped is refused by its declared size, before anything is inflated", async () => {
    const zip = patched(zipOf({ "a.bin": new Uint8Array(1000) }), CENTRAL, 24, MAX_UNZIPPED_BYTES + 1);
    expect(await packages.inspect(zip, "request")).toMatchObject({ name: "InvalidParameterValueException", message: "Unzipped size must be smaller than 262144000 bytes" });
  });

  test("a bomb that declares less than it holds is stopped while it is inflated", async () => {
    const zip = patched(zipOf({ "bomb.bin": new Uint8Array(16 * 1024 * 1024) }), CENTRAL, 24, 10);
    expect(await packages.inspect(zip, "request")).toMatchObject(COULD_NOT_UNZIP);
  });

  test("a member whose bytes are not what the checksum says is refused", async () => {
    expect(await packages.inspect(patched(zipOf({ "a.py": text("print(1)") }), CENTRAL, 16, 12345), "request")).toMatchObject(COULD_NOT_UNZIP);
  });
});

describe("modes in a zip", () => {
  const UNIX = 3;
  const withMode = (mode: number, os = UNIX): [Uint8Array, { os: number; attrs: number }] => [text("1"), { os, attrs: (mode << 16) >>> 0 }];

  test("a file that only its owner or its group may read is found and cannot be read", () => {
    const modes = { "lambda_function.py": 0o100644, "secret.py": 0o100600, "team.py": 0o100640, "nothing.py": 0, "run.sh": 0o100755, "odd.py": 0o100004 };
    const { files, unreadable } = packages.files(zipOf(Object.fromEntries(Object.entries(modes).map(([name, mode]) => [name, withMode(mode)]))));
    expect([...files.keys()].sort()).toEqual(Object.keys(modes).sort());
    expect(Object.fromEntries(unreadable)).toEqual({ "secret.py": 0o600, "team.py": 0o640, "nothing.py": 0 });
  });

  test("of a zip that was not made on Unix, as the console's own and Windows' are, count for nothing", () => {
    expect(packages.files(zipOf({ "a.py": withMode(0o100600, 0), "b.py": text("1") })).unreadable.size).toBe(0);
  });

  test("a folder that others may not enter hides what is in it, and nothing beside it", () => {
    const { files, unreadable } = packages.files(
      zipOf({ "shop/": [new Uint8Array(), { os: UNIX, attrs: ((0o040700 << 16) | 0x10) >>> 0 }], "shop/prices.py": withMode(0o100644), "shop/deep/a.py": withMode(0o100644), "shopping.py": withMode(0o100644) }),
    );
    expect([...files.keys()]).toEqual(["shopping.py"]);
    expect(unreadable.size).toBe(0);
  });
});
