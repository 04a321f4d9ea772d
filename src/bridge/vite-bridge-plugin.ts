import type { EventEmitter } from "node:events";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import type { HtmlTagDescriptor, Plugin } from "vite";
import { BRIDGE_META } from "./bridge-path.ts";
import { BridgeServer } from "./bridge-server.ts";
import { standBefore } from "./front-door.ts";

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
      if (server.httpServer) startBridge(server.httpServer);
    },
    configurePreviewServer: (server) => {
      startBridge(server.httpServer);
      server.middlewares.use(offeringPage(path.resolve(server.config.root, server.config.build.outDir, "index.html")));
    },
  };
}

function startBridge(httpServer: EventEmitter): void {
  const bridge = new BridgeServer();
  standBefore(httpServer, bridge);
  httpServer.on("close", () => bridge.close());
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
