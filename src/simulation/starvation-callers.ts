import type { VersionRecord } from "#services/lambda/records.ts";

/** How a caller comes to its function. */
export type Way = "alb" | "api-gateway" | "sdk";

/** One caller and the function behind it. */
export interface Caller {
  readonly way: Way;
  readonly functionName: string;
  /** Requests per second at the start, Poisson. */
  readonly ratePerSecond: number;
  /** Mean duration of the handler; one request's lies evenly between half and one and a half of it. */
  readonly durationMs: number;
  /** Of a cold start, on top of the duration. */
  readonly initMs: number;
}

/** The picture of the notes: many users on one path, few on the others, one pool for all three. */
export const CALLERS: readonly Caller[] = [
  { way: "alb", functionName: "shop-front", ratePerSecond: 2500, durationMs: 1000, initMs: 300 },
  { way: "api-gateway", functionName: "invoice-api", ratePerSecond: 20, durationMs: 500, initMs: 300 },
  { way: "sdk", functionName: "stock-report", ratePerSecond: 5, durationMs: 2000, initMs: 300 },
];

/**
 * What a client sees when its synchronous request is throttled. Only an SDK or the CLI tries again by itself: three
 * attempts in all in its standard mode, with waits of up to 1 s and up to 2 s.
 */
export const THROTTLED: Readonly<Record<Way, { readonly status: number; readonly text: string; readonly attempts: number }>> = {
  alb: { status: 502, text: "Bad Gateway", attempts: 1 },
  "api-gateway": { status: 500, text: "Internal server error", attempts: 1 },
  sdk: { status: 429, text: "TooManyRequestsException: Rate Exceeded.", attempts: 3 },
};

/** A published version with nothing in it but its name: the rules ask for no more. */
export function modelledVersion(functionName: string): VersionRecord {
  return {
    functionName, version: "1", codeSha256: "", codeSize: 0, configuration: { Role: undefined }, lastModified: 0,
    revisionIdDuring: "modelled", revisionId: "modelled", activeAt: 0, updatedAt: null, previous: null,
  };
}
