/**
 * What the console's page may do, as a content security policy, and the other headers that keep its origin to itself. A stranger's
 * text that reached the page could do no more than this allows: run no script, load and send nothing elsewhere, be framed nowhere.
 */

/**
 * No script but the site's own files; styles may stand in the page, since Cloudscape and Monaco write them there. `connect-src`
 * covers the bridge's WebSocket (same host and port). The execution environments' frame is a document of its own with a policy of
 * its own (`runtime/frame-document.ts`): what it may do is not this page's.
 *
 * @param inlineScripts hashes of scripts that stand in the page: the development server's; a build has none
 */
export function pagePolicy(inlineScripts: readonly string[] = []): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...inlineScripts.map((hash) => `'${hash}'`)].join(" "),
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** Powers of a browser that the console has no use for. */
const UNUSED = ["accelerometer", "bluetooth", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "serial", "usb"];

const FRAME_FILE = /\/guests\/frame-[^/]*\.html$/;

/**
 * The headers of a file of the site, for a server that can send some. A file that only holds the execution environments' frame may be
 * framed by the console, and has an opaque origin even if it is opened by itself.
 *
 * @param pathname without the query
 */
export function siteHeaders(pathname: string, policy: string): Readonly<Record<string, string>> {
  const isFrame = FRAME_FILE.test(pathname);
  return {
    "content-security-policy": isFrame ? "sandbox allow-scripts; frame-ancestors 'self'" : `${policy}; frame-ancestors 'none'`,
    "x-frame-options": isFrame ? "SAMEORIGIN" : "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": [...UNUSED.map((power) => `${power}=()`), "clipboard-write=(self)"].join(", "),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
}
