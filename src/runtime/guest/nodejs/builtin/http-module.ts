/**
 * `node:http` and `node:https` as a client, over `fetch`. With the network off every request fails with a sentence
 * that says so; with it on, the browser's rules apply (CORS, from an opaque origin; no socket, no server).
 */
import unenvHttp from "unenv/node/http";
import { absentModule } from "./absent-module.ts";
import { bufferModule } from "./buffer-module.ts";
import { streamModule } from "./stream-module.ts";

interface RequestOptions {
  readonly protocol?: string;
  readonly hostname?: string;
  readonly host?: string;
  readonly port?: number | string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string | readonly string[] | number>;
  readonly auth?: string;
  readonly signal?: AbortSignal;
}

type OnResponse = (response: unknown) => void;

const { Buffer } = bufferModule;
const { Readable, Writable } = streamModule;

export function createHttp(protocol: "http:" | "https:", network: boolean): Record<string, unknown> {
  const request = (target: string | URL | RequestOptions, second?: RequestOptions | OnResponse, third?: OnResponse) => {
    const options = typeof second === "function" || second === undefined ? {} : second;
    const onResponse = typeof second === "function" ? second : third;
    const client = new ClientRequest(urlOf(protocol, target, options), network, {
      ...(target instanceof URL || typeof target === "string" ? {} : target),
      ...options,
    });
    if (onResponse !== undefined) client.once("response", onResponse);
    return client;
  };
  class Agent {
    readonly options: unknown;
    constructor(options?: unknown) {
      this.options = options;
    }
    destroy(): void {
      // No sockets to let go of.
    }
  }
  return {
    ...absentModule("http", unenvHttp, ["IncomingMessage", "ServerResponse"]),
    Agent,
    globalAgent: new Agent(),
    ClientRequest,
    request,
    get: (...parts: Parameters<typeof request>) => {
      const client = request(...parts);
      client.end();
      return client;
    },
    createServer: () => {
      throw Object.assign(new Error("A server cannot listen in an execution environment of a browser"), { code: "EACCES" });
    },
  };
}

function urlOf(protocol: string, target: string | URL | RequestOptions, options: RequestOptions): URL {
  if (typeof target === "string" || target instanceof URL) {
    const url = new URL(target);
    return options.path === undefined ? url : new URL(options.path, url);
  }
  const all = { ...target, ...options };
  const host = all.hostname ?? all.host ?? "localhost";
  const port = all.port === undefined || host.includes(":") ? "" : `:${all.port}`;
  return new URL(`${all.protocol ?? protocol}//${host}${port}${all.path ?? "/"}`);
}

class ClientRequest extends Writable {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly #url: URL;
  readonly #network: boolean;
  readonly #headers = new Headers();
  readonly #abort = new AbortController();
  readonly #body: Uint8Array[] = [];

  constructor(url: URL, network: boolean, options: RequestOptions) {
    // A request lives until its answer was read: destroyed once its own body is written, it would take the answer's along.
    super({ autoDestroy: false });
    this.#url = url;
    this.#network = network;
    this.method = (options.method ?? "GET").toUpperCase();
    this.path = url.pathname + url.search;
    this.host = url.host;
    for (const [name, value] of Object.entries(options.headers ?? {})) this.setHeader(name, value);
    if (options.auth !== undefined) this.setHeader("authorization", `Basic ${btoa(options.auth)}`);
    options.signal?.addEventListener("abort", () => this.destroy(new Error("The operation was aborted")), { once: true });
  }

  setHeader(name: string, value: string | readonly string[] | number): this {
    // The browser sets these itself and refuses them from anybody else.
    if (!/^(host|connection|content-length|transfer-encoding|accept-encoding)$/iu.test(name))
      this.#headers.set(name, Array.isArray(value) ? value.join(", ") : String(value));
    return this;
  }

  getHeader(name: string): string | undefined {
    return this.#headers.get(name) ?? undefined;
  }

  removeHeader(name: string): void {
    this.#headers.delete(name);
  }

  setTimeout(ms: number, callback?: () => void): this {
    if (callback !== undefined) this.once("timeout", callback);
    const timer = setTimeout(() => this.emit("timeout"), ms);
    this.once("close", () => clearTimeout(timer));
    return this;
  }

  setNoDelay(): void {
    // No socket.
  }

  setSocketKeepAlive(): void {
    // No socket.
  }

  flushHeaders(): void {
    // Headers leave with the body.
  }

  abort(): void {
    this.destroy();
  }

  override _write(chunk: Uint8Array | string, encoding: string, done: () => void): void {
    this.#body.push(Buffer.from(chunk, encoding));
    done();
  }

  override _final(done: (error?: Error) => void): void {
    this.#send().then(() => done(), (error: unknown) => this.destroy(error as Error));
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#abort.abort();
    done(error);
  }

  async #send(): Promise<void> {
    const { hostname } = this.#url;
    if (!this.#network)
      throw Object.assign(
        new Error(`getaddrinfo ENOTFOUND ${hostname} (the network of execution environments is off; Settings turns it on)`),
        { code: "ENOTFOUND", errno: -3008, syscall: "getaddrinfo", hostname },
      );
    const body = this.method === "GET" || this.method === "HEAD" ? null : new Blob(this.#body as BlobPart[]);
    let response: Response;
    try {
      response = await fetch(this.#url, { method: this.method, headers: this.#headers, body, signal: this.#abort.signal });
    } catch (cause) {
      throw Object.assign(
        new Error(`connect ECONNREFUSED ${this.#url.host} (or the browser refused the answer: the server must allow any origin, CORS)`, { cause }),
        { code: "ECONNREFUSED", syscall: "connect" },
      );
    }
    const headers = Object.fromEntries(response.headers);
    const message = response.body === null ? Readable.from([]) : Readable.from(chunks(response.body), { objectMode: false });
    message.once("close", () => this.destroy());
    this.emit(
      "response",
      Object.assign(message, {
        statusCode: response.status,
        statusMessage: response.statusText,
        headers,
        rawHeaders: Object.entries(headers).flat(),
        httpVersion: "1.1",
        url: response.url,
      }),
    );
  }
}

async function* chunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield Buffer.from(next.value);
}
