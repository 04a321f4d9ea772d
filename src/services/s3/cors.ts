import type { CORSRule } from "@aws-sdk/client-s3";

/** What a browser says of a request of another origin's page. */
export interface CrossOriginRequest {
  readonly origin: string;
  /** Of a preflight: the one that it asks for. */
  readonly method: string;
  /** Of a preflight: the headers that it asks for, in lower case. */
  readonly headers: readonly string[];
}

/**
 * The headers that let a browser hand an answer to a page of another origin, by the first of a bucket's rules that fits;
 * undefined where none does. Source: S3 user guide, "How does Amazon S3 evaluate the CORS configuration on a bucket?".
 */
export function corsHeaders(rules: readonly CORSRule[], { origin, method, headers }: CrossOriginRequest): Record<string, string> | undefined {
  for (const { AllowedOrigins = [], AllowedMethods = [], AllowedHeaders = [], ExposeHeaders = [], MaxAgeSeconds } of rules) {
    const allowed = AllowedOrigins.find((pattern) => fits(pattern, origin));
    if (allowed === undefined || !AllowedMethods.includes(method)) continue;
    if (!headers.every((header) => AllowedHeaders.some((pattern) => fits(pattern.toLowerCase(), header)))) continue;
    return {
      "access-control-allow-origin": allowed === "*" ? "*" : origin,
      "access-control-allow-methods": AllowedMethods.join(", "),
      ...(headers.length > 0 && { "access-control-allow-headers": headers.join(", ") }),
      ...(ExposeHeaders.length > 0 && { "access-control-expose-headers": ExposeHeaders.join(", ") }),
      ...(MaxAgeSeconds !== undefined && { "access-control-max-age": String(MaxAgeSeconds) }),
      ...(allowed !== "*" && { "access-control-allow-credentials": "true" }),
      vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
    };
  }
  return undefined;
}

/** A pattern has one `*` at most, for any text. */
function fits(pattern: string, text: string): boolean {
  const [before = "", after] = pattern.split("*");
  return after === undefined ? pattern === text : text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
