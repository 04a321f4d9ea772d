import type { AwsError } from "./aws-error.ts";
import type { OperationContext } from "./operation.ts";
import type { State } from "./tables.ts";

export type HeaderPairs = readonly (readonly [name: string, value: string])[];

/** A request of an HTTP client to a public address: an API of API Gateway, a load balancer. Nothing in it is signed. */
export interface EndpointRequest {
  readonly method: string;
  /** The name as AWS would have it in DNS, lower case, with `:port` where one was given: `a1b2c3.execute-api.us-east-1.amazonaws.com`. */
  readonly host: string;
  /** Still percent-encoded, begins with `/`. */
  readonly path: string;
  /** Still percent-encoded, without the `?`. */
  readonly query: string;
  /** In order; names in lower case. */
  readonly headers: HeaderPairs;
  readonly body: Uint8Array;
  readonly sourceIp: string;
  readonly requestId: string;
}

/** What the client gets. */
export interface EndpointAnswer {
  readonly status: number;
  readonly headers: HeaderPairs;
  readonly body: Uint8Array;
}

/**
 * What came of the invocation: what the function returned (`failed`: that is an error of its code), why Lambda refused it
 * (throttled, no permission, not there …), or that it was not over within `timeoutMs`.
 */
export type EndpointOutcome = { readonly payload: Uint8Array; readonly failed: boolean } | AwsError | "timeout";

/** What an endpoint does with a request: answers it by itself, or invokes a function and makes an answer of the outcome. */
export type EndpointCall =
  | { readonly kind: "answer"; readonly answer: EndpointAnswer }
  | {
      readonly kind: "invoke";
      /** The function, version or alias, as the endpoint is configured. */
      readonly functionArn: string;
      /** The event, JSON text as bytes. */
      readonly payload: Uint8Array;
      /** Whom the function's resource-based policy must let in: `apigateway.amazonaws.com`, and for which resource. */
      readonly service: string;
      readonly sourceArn: string;
      /** How long the endpoint waits; null: as long as the function may take. */
      readonly timeoutMs: number | null;
      readonly answer: (outcome: EndpointOutcome) => EndpointAnswer;
    };

/** The public addresses of one service in one account and Region; undefined where the host is none of them. */
export type Endpoint = (state: State, request: EndpointRequest, context: OperationContext) => EndpointCall | undefined;
