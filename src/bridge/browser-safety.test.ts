import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { harmlessHeaders, isBrowser } from "./browser-safety.ts";

describe("an answer that a browser may show at the console's origin", () => {
  test("has an opaque origin and is not sniffed, whatever its own headers say", () => {
    const name = fc.constantFrom("content-security-policy", "x-content-type-options", "content-type", "x-frame-options", "cache-control", "x-mine");
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), fc.boolean(), (given, network) => {
        const headers = harmlessHeaders(given, network);
        const valuesOf = (wanted: string): string[] => headers.filter(([one]) => one === wanted).map(([, value]) => value);
        expect(valuesOf("content-security-policy")).toHaveLength(1);
        expect(valuesOf("content-security-policy")[0]).toMatch(/^sandbox allow-scripts allow-forms; /);
        expect(valuesOf("x-content-type-options")).toEqual(["nosniff"]);
        expect(valuesOf("x-frame-options")).toEqual(["DENY"]);
        for (const kept of ["content-type", "x-mine"]) expect(valuesOf(kept)).toEqual(given.filter(([one]) => one === kept).map(([, value]) => value));
      }),
    );
  });

  test.each([
    "set-cookie", "set-cookie2", "clear-site-data", "service-worker-allowed", "content-security-policy-report-only", "strict-transport-security",
    "origin-agent-cluster", "cross-origin-embedder-policy", "permissions-policy", "report-to", "reporting-endpoints", "nel", "alt-svc", "accept-ch",
    "use-as-dictionary", "speculation-rules", "link", "refresh", "secure-session-registration", "sec-session-registration",
  ])("brings no %s of its own, which would act on more than itself", (name) => {
    expect(harmlessHeaders([[name, "theirs"]], true).map(([, value]) => value)).not.toContain("theirs");
  });

  test("loads something from elsewhere only while the network of handlers is on", () => {
    const policy = (network: boolean): string => Object.fromEntries(harmlessHeaders([], network))["content-security-policy"]!;
    expect(policy(false)).toContain("default-src 'none'");
    expect(policy(false)).not.toMatch(/https?:/);
    expect(policy(true)).not.toContain("-src");
  });

  test.each([
    ["Chromium opening an address", [["sec-fetch-site", "none"], ["user-agent", "Mozilla/5.0"]], true],
    ["a script that hides its user agent", [["sec-fetch-mode", "cors"], ["sec-fetch-site", "same-origin"], ["user-agent", "curl/8"]], true],
    ["Node.js's own fetch", [["sec-fetch-mode", "cors"], ["user-agent", "node"]], false],
    ["a browser without Fetch Metadata", [["user-agent", "Mozilla/5.0 (iPad)"]], true],
    ["curl", [["user-agent", "curl/8.5.0"], ["accept", "*/*"]], false],
    ["an SDK", [["user-agent", "aws-sdk-js/3 (Mozilla/5.0)"]], false],
    ["who says nothing", [], false],
  ] as const)("is for a browser or not: %s", (_who, headers, expected) => {
    expect(isBrowser(headers)).toBe(expected);
  });
});
