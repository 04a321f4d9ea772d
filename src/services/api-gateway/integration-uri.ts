const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?$/;
const INVOCATION_URI = /^arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/**
 * The function, version or alias behind the address of a Lambda proxy integration:
 * `arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function arn>/invocations`; null where it is none.
 */
export function functionOfInvocationUri(uri: string): string | null {
  const arn = INVOCATION_URI.exec(uri)?.[1] ?? "";
  return isFunctionArn(arn) ? arn : null;
}

/** Whether a text is the ARN of a function, with or without qualifier. */
export function isFunctionArn(text: string): boolean {
  return FUNCTION_ARN.test(text);
}
