import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const DIST = path.join(import.meta.dirname, "../dist");
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".json": "application/json", ".wasm": "application/wasm" };

/** A server at a free port of this computer; resolves to its origin. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves the build as a static host does that sends no header of its own but the content type. */
export function staticHost(): Server {
  return createServer((request, response) => {
    const name = new URL(request.url!, "http://host").pathname;
    readFile(path.join(DIST, name.endsWith("/") ? `${name}index.html` : name)).then(
      (bytes) => response.setHeader("content-type", TYPES[path.extname(name) || ".html"] ?? "application/octet-stream").end(bytes),
      () => response.writeHead(404).end(),
    );
  });
}
