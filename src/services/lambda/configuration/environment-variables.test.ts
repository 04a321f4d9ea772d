import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8, utf8Length } from "../../bytes.ts";
import { checkEnvironmentVariables, environmentBytes, MAX_ENVIRONMENT_BYTES } from "./environment-variables.ts";

const messageFor = (variables: Record<string, string>): string | undefined => checkEnvironmentVariables(variables)?.message;

describe("environment variables", () => {
  it("are measured as the JSON text of the whole map: exactly 4,096 bytes pass, one more does not", () => {
    const overhead = JSON.stringify({ KEY: "" }).length;
    expect(messageFor({ KEY: "x".repeat(MAX_ENVIRONMENT_BYTES - overhead) })).toBeUndefined();
    const over = { KEY: "x".repeat(MAX_ENVIRONMENT_BYTES - overhead + 1) };
    expect(messageFor(over)).toBe(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(over)}`,
    );
  });

  it("count bytes of UTF-8, not letters", () => {
    expect(environmentBytes({ AA: "é€😀" })).toBe(JSON.stringify({ AA: "" }).length + 2 + 3 + 4);
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => utf8Length(text) === utf8(text).length));
  });

  it("cannot take a key that Lambda reserves", () => {
    expect(messageFor({ AA: "1", AWS_REGION: "x", _HANDLER: "y" })).toBe(
      "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION, _HANDLER",
    );
    expect(messageFor({ TZ: "Europe/Berlin", PATH: "/x" })).toBeUndefined();
  });

  it.each(["A", "1A", "A-B", "Ä1", ""])("cannot take the key %j", (key) => {
    expect(messageFor({ [key]: "x" })).toMatch(/Member must satisfy regular expression pattern: \[a-zA-Z\]\(\[a-zA-Z0-9_\]\)\+/);
  });
});
