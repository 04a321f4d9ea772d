import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { HtmlTagDescriptor, Plugin } from "vite";
import { pagePolicy, siteHeaders } from "./page-policy.ts";

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const meta = (attrs: Record<string, string>): HtmlTagDescriptor => ({ tag: "meta", attrs, injectTo: "head-prepend" });

/**
 * Gives the page its content security policy: in the build as a `<meta>`, which any static host serves, and from the development
 * and the preview server as headers of every file, with those that a `<meta>` cannot say.
 *
 * @param devScripts scripts that the development server puts into the page as they are here
 */
export function pagePolicyPlugin({ devScripts }: { readonly devScripts: readonly string[] }): Plugin {
  const hashes = devScripts.map((script) => `sha256-${createHash("sha256").update(script).digest("base64")}`);
  return {
    name: "lambdarium:page-policy",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { server }) => (server ? [] : [meta({ "http-equiv": "Content-Security-Policy", content: pagePolicy() }), meta({ name: "referrer", content: "no-referrer" })]),
    },
    configureServer: (server) => void server.middlewares.use(sayHeaders(pagePolicy(hashes))),
    configurePreviewServer: (server) => void server.middlewares.use(sayHeaders(pagePolicy())),
  };
}

function sayHeaders(policy: string): Middleware {
  return (request, response, next) => {
    const pathname = (request.url ?? "/").replace(/[?#].*$/, "");
    for (const [name, value] of Object.entries(siteHeaders(pathname, policy))) response.setHeader(name, value);
    next();
  };
}
