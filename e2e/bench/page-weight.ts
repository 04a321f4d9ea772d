import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Page, Request } from "@playwright/test";

const DIST = path.join(import.meta.dirname, "../../dist");

/** What a visit loaded, gzip kB (of 1,000 bytes). */
export interface Weight {
  /** JavaScript of the page itself. */
  readonly pageScript: number;
  /** JavaScript of the Worker that runs the cloud, and of any other Worker. */
  readonly workerScript: number;
  readonly style: number;
}

/** Records every request of a page, from now on; Workers' too. */
export class Visit {
  readonly #requests: Request[] = [];

  constructor(page: Page) {
    page.on("request", (request) => this.#requests.push(request));
  }

  /** Addresses, in the order in which they were asked for. */
  addresses(): string[] {
    return this.#requests.map((request) => request.url());
  }

  /** Weighs the files of the build that were asked for so far, each once, as a host that compresses would send them. */
  async weigh(): Promise<Weight> {
    const referrers = new Map<string, string>();
    for (const request of this.#requests) referrers.set(request.url(), (await request.allHeaders())["referer"] ?? "");
    const weight = { pageScript: 0, workerScript: 0, style: 0 };
    for (const address of referrers.keys()) {
      const { pathname } = new URL(address);
      if (!/\.(js|mjs|css)$/.test(pathname)) continue;
      const bytes = gzipSync(await readFile(path.join(DIST, decodeURIComponent(pathname))), { level: 9 }).byteLength;
      const kind = pathname.endsWith(".css") ? "style" : isWorkers(address, referrers) ? "workerScript" : "pageScript";
      weight[kind] += bytes / 1000;
    }
    return weight;
  }
}

/** Whether a Worker asked for the script: it is a Worker's entry, or a script that one imports. */
function isWorkers(address: string, referrers: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let at = address; at !== "" && !seen.has(at); at = referrers.get(at) ?? "") {
    if (/[-.]worker[-.]/.test(path.basename(new URL(at).pathname))) return true;
    seen.add(at);
  }
  return false;
}
