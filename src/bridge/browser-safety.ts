/**
 * What a browser may make of an answer that comes through the bridge. Such an answer stands at the console's own origin, and
 * its bytes and content type are often a user's: an object of a bucket, a handler's page, an error that repeats its input. One
 * rule covers them all: a browser that shows an answer gives it an origin of its own, and no header speaks for the console's.
 * Clients that are no browsers get every header as it was given.
 */

type HeaderPairs = Iterable<readonly [name: string, value: string]>;

/**
 * Headers that act on an origin, a site or what is loaded next, beyond the answer itself.
 * `link`, `refresh` and `speculation-rules` make a browser load something else.
 */
const FOR_AN_ORIGIN = new RegExp(
  `^(${[
    "set-cookie2?", "set-login", "(secure|sec)-session-.*", "clear-site-data", "service-worker-allowed", "activate-storage-access",
    "content-security-policy(-report-only)?", "integrity-policy(-report-only)?", "x-frame-options", "x-content-type-options",
    "strict-transport-security", "public-key-pins(-report-only)?", "expect-ct", "origin-agent-cluster", "cross-origin-.*",
    "(permissions|feature|document)-policy(-report-only)?", "referrer-policy", "supports-loading-mode",
    "report-to", "reporting-endpoints", "nel", "alt-svc", "accept-ch", "accept-ch-lifetime", "critical-ch",
    "use-as-dictionary", "attribution-reporting-.*", "observe-browsing-topics", "speculation-rules", "x-dns-prefetch-control",
    "cache-control", "link", "refresh",
  ].join("|")})$`,
);

const SANDBOX = "sandbox allow-scripts allow-forms; frame-ancestors 'none'";

/** Without the network a page has what stands in it and nothing else. */
const WITHOUT_NETWORK =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; media-src data: blob:; font-src data:; form-action 'none'; webrtc 'block'";

const ONLY_BROWSERS_SEND = new Set(["sec-fetch-site", "sec-fetch-dest", "upgrade-insecure-requests"]);

/**
 * Whether a browser asks. Each sends Fetch Metadata to a trustworthy address (of which Node.js's own fetch sends `sec-fetch-mode`
 * alone); older ones are known by the name that all of them begin with.
 */
export function isBrowser(headers: HeaderPairs): boolean {
  for (const [name, value] of headers) if (ONLY_BROWSERS_SEND.has(name) || (name === "user-agent" && value.startsWith("Mozilla/"))) return true;
  return false;
}

/**
 * An answer's headers as a browser may have them: the document runs in an opaque origin, cannot be framed, and with
 * `network` off loads nothing from anywhere (a page may still send its own tab elsewhere: no policy forbids that).
 *
 * @param headers names in lower case
 * @param network whether handlers may use the network
 */
export function harmlessHeaders(headers: HeaderPairs, network: boolean): [name: string, value: string][] {
  return [
    ...[...headers].filter(([name]) => !FOR_AN_ORIGIN.test(name)).map(([name, value]): [string, string] => [name, value]),
    ["content-security-policy", network ? SANDBOX : `${SANDBOX}; ${WITHOUT_NETWORK}`],
    ["x-content-type-options", "nosniff"],
    ["x-frame-options", "DENY"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["referrer-policy", "no-referrer"],
    ["x-dns-prefetch-control", "off"],
    // What a user's bytes were must not come back from the cache as something else.
    ["cache-control", "no-store"],
  ];
}
