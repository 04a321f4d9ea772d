import { utf8 } from "../bytes.ts";
import type { MultiValues } from "../http-parts.ts";
import type { EventBody } from "./request-parts.ts";
import type { PathParameters } from "./path-template.ts";

/** What an event in payload format 1.0 is made of. */
export interface ProxyEventParts {
  /** What stands before everything else: HTTP APIs say the format's version, REST APIs do not. */
  readonly first: Readonly<Record<string, string>>;
  /** The path's template. */
  readonly resource: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly headers: MultiValues;
  readonly query: MultiValues;
  readonly pathParameters: PathParameters;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly requestContext: object;
  readonly body: EventBody | null;
}

/**
 * The event of a Lambda proxy integration in payload format 1.0 (API Gateway Developer Guide, "Input format of a Lambda
 * function for proxy integration"), as JSON in bytes. Of repeated headers and parameters the last one counts where only
 * one has room; a map without entries is null.
 */
export function proxyEvent(parts: ProxyEventParts): Uint8Array {
  return utf8(JSON.stringify({
    ...parts.first,
    resource: parts.resource,
    path: parts.path,
    httpMethod: parts.httpMethod,
    headers: orNull(lastValues(parts.headers)),
    multiValueHeaders: orNull(Object.fromEntries(parts.headers)),
    queryStringParameters: orNull(lastValues(parts.query)),
    multiValueQueryStringParameters: orNull(Object.fromEntries(parts.query)),
    pathParameters: orNull(parts.pathParameters),
    stageVariables: orNull(parts.stageVariables),
    requestContext: parts.requestContext,
    body: parts.body?.text ?? null,
    isBase64Encoded: parts.body?.isBase64Encoded ?? false,
  }));
}

/** Who called, in `requestContext.identity`: of an open API only the address and the browser are known. */
export function identity(sourceIp: string, userAgent: string | null): object {
  return {
    accessKey: null, accountId: null, caller: null, cognitoAuthenticationProvider: null, cognitoAuthenticationType: null, cognitoIdentityId: null,
    cognitoIdentityPoolId: null, principalOrgId: null, sourceIp, user: null, userAgent, userArn: null,
  };
}

function lastValues(values: MultiValues): Record<string, string> {
  return Object.fromEntries([...values].map(([name, all]) => [name, all.at(-1) ?? ""]));
}

function orNull<Value extends object>(map: Value): Value | null {
  return Object.keys(map).length === 0 ? null : map;
}
