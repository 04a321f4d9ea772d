export const HTTP_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** The request as it stands in the form. */
export interface RequestFields {
  readonly method: HttpMethod;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** One a line: `name: value`. */
  readonly headers: string;
  readonly body: string;
}

/** What of the fields cannot be sent, a sentence each. */
export type RequestProblems = Partial<Record<keyof RequestFields, string>>;

/** What the fields say, ready to be sent. */
export interface HttpRequest {
  readonly method: HttpMethod;
  /** Path and query, percent-encoded where it must be. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Absent: none. */
  readonly body?: string;
}

/** Whether a method carries a body. */
export function takesBody(method: HttpMethod): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** Reads the form; either problems or a request. */
export function readRequest(fields: RequestFields): { readonly problems: RequestProblems } | { readonly request: HttpRequest } {
  const problems: RequestProblems = {};
  if (!fields.path.startsWith("/")) problems.path = "A path begins with a slash.";
  else if (/[?#]/.test(fields.path)) problems.path = "Write what follows the question mark into the field Query, and no #: a browser would not send it.";
  const headers = readHeaders(fields.headers);
  if (headers.wrongLine !== undefined) problems.headers = `Write one header a line, as name: value. This line is none: ${headers.wrongLine}`;
  if (Object.keys(problems).length > 0) return { problems };
  const query = encoded(fields.query.trim().replace(/^\?/, ""));
  return {
    request: {
      method: fields.method,
      target: `${encoded(fields.path)}${query === "" ? "" : `?${query}`}`,
      headers: headers.pairs,
      ...(takesBody(fields.method) && fields.body !== "" && { body: fields.body }),
    },
  };
}

/** The same request as a command line for a POSIX shell. */
export function curlLine(address: string, { method, headers, body }: HttpRequest): string {
  const how = method === "HEAD" ? ["--head"] : ["-i", ...(method === "GET" ? [] : ["-X", method])];
  const given = headers.flatMap(([name, value]) => ["-H", quoted(value === "" ? `${name};` : `${name}: ${value}`)]);
  return ["curl", ...how, ...given, ...(body === undefined ? [] : ["--data-binary", quoted(body)]), quoted(address)].join(" ");
}

function readHeaders(text: string): { readonly pairs: readonly (readonly [string, string])[]; readonly wrongLine?: string } {
  const pairs: [string, string][] = [];
  for (const line of text.split("\n").map((one) => one.trim()).filter((one) => one !== "")) {
    const [, name, value = ""] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*([\t\x20-\x7e]*)$/.exec(line) ?? [];
    if (name === undefined) return { pairs: [], wrongLine: line };
    pairs.push([name, value.trim()]);
  }
  return { pairs };
}

/** What is already encoded stays; what an address cannot hold (blanks, letters beyond ASCII) is encoded. */
function encoded(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]+|["<>\\^`{|}]/gu, (part) => encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, "\ufffd")));
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
