import type { EventEmitter } from "node:events";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import type { HtmlTagDescriptor, Plugin } from "vite";
import { BRIDGE_META } from "./bridge-path.ts";
import { BridgeServer } from "./bridge-server.ts";
import { isTerminalRequest } from "./terminal-request.ts";

type Next = (error?: unknown) => void;

const META: HtmlTagDescriptor = { tag: "meta", attrs: { name: BRIDGE_META, content: "offered" }, injectTo: "head" };

/**
 * Gives the dev and the preview server the AWS wire protocol at `http://localhost:<port>`, answered by the tab that
 * is open. Only pages of these servers are told of the bridge: the build itself, on any other host, knows nothing of it.
 */
export function bridgePlugin(): Plugin {
  return {
    name: "lambdarium:bridge",
    transformIndexHtml: { order: "post", handler: (_html, { server }) => (server ? [META] : []) },
    configureServer: (server) => {
      const bridge = startBridge(server.httpServer);
      if (bridge) server.middlewares.use(bridge);
    },
    configurePreviewServer: (server) => {
      const bridge = startBridge(server.httpServer);
      if (!bridge) return;
      server.middlewares.use(bridge);
      server.middlewares.use(offeringPage(path.resolve(server.config.root, server.config.build.outDir, "index.html")));
    },
  };
}

function startBridge(httpServer: Pick<EventEmitter, "on"> | null): ((request: IncomingMessage, response: ServerResponse, next: Next) => void) | undefined {
  if (!httpServer) return undefined;
  const bridge = new BridgeServer();
  bridge.attach(httpServer);
  httpServer.on("close", () => bridge.close());
  return (request, response, next) => {
    if (isTerminalRequest(request)) void bridge.answer(request, response);
    else next();
  };
}

/** Preview serves the files of the build as they are; its page alone is given the offer on its way. */
function offeringPage(indexHtml: string): (request: IncomingMessage, response: ServerResponse, next: Next) => void {
  return (request, response, next) => {
    const pathname = (request.url ?? "/").replace(/[?#].*$/, "");
    if (request.method !== "GET" || (pathname !== "/" && pathname !== "/index.html")) return next();
    readFile(indexHtml, "utf8").then((html) => {
      response.writeHead(200, { "content-type": "text/html;charset=utf-8", "cache-control": "no-cache" });
      response.end(html.replace("<head>", `<head><meta name="${BRIDGE_META}" content="offered">`));
    }, next);
  };
}
