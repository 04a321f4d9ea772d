import { describe, expect, test } from "vitest";
import { pagePolicy, siteHeaders } from "./page-policy.ts";

const directives = (policy: string): Record<string, string> => Object.fromEntries(policy.split("; ").map((one) => [one.split(" ", 1)[0], one.slice(one.indexOf(" ") + 1)]));

describe("the console's content security policy", () => {
  test("runs the site's own script files and no other script", () => {
    expect(directives(pagePolicy())).toMatchObject({ "default-src": "'none'", "script-src": "'self'", "worker-src": "'self'", "base-uri": "'none'", "form-action": "'none'" });
    expect(pagePolicy()).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  test("sends and loads nothing beyond the site's own origin", () => {
    for (const name of ["connect-src", "frame-src", "script-src", "worker-src"]) expect(directives(pagePolicy())[name]).toBe("'self'");
  });

  test("takes scripts that stand in the page only by their hash, on the development server", () => {
    expect(directives(pagePolicy(["sha256-abc"]))["script-src"]).toBe("'self' 'sha256-abc'");
  });
});

describe("the headers of a file of the site", () => {
  test.each(["/", "/index.html", "/assets/index-1.js", "/guests/nodejs/guest-1.js", "/guests/frame-locked-1.js"])("forbid every site to frame %s", (path) => {
    expect(siteHeaders(path, pagePolicy())).toMatchObject({
      "content-security-policy": `${pagePolicy()}; frame-ancestors 'none'`,
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
    });
  });

  test.each(["/guests/frame-locked-0123456789.html", "/folder/guests/frame-network-0123456789.html"])("let the console alone frame %s, and give it an opaque origin wherever it is opened", (path) => {
    expect(siteHeaders(path, pagePolicy())).toMatchObject({ "content-security-policy": "sandbox allow-scripts; frame-ancestors 'self'", "x-frame-options": "SAMEORIGIN" });
  });
});
