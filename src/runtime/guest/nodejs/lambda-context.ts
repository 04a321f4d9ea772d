import { machineNow } from "../cloud-clock.ts";
import type { GuestInvocation, GuestSpec } from "../guest-protocol.ts";

/** The second argument of a handler. What is left of the time counts by the machine's clock, as the deadline does. */
export function createContext(spec: GuestSpec, request: GuestInvocation): Record<string, unknown> {
  const context: Record<string, unknown> = {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: spec.functionVersion,
    functionName: spec.functionName,
    memoryLimitInMB: String(spec.memoryMb),
    logGroupName: spec.logGroup,
    logStreamName: spec.logStream,
    clientContext: request.clientContext === undefined ? undefined : JSON.parse(request.clientContext),
    identity: undefined,
    invokedFunctionArn: request.invokedFunctionArn,
    awsRequestId: request.requestId,
    tenantId: undefined,
    getRemainingTimeInMillis: () => request.deadline - machineNow(),
  };
  // Node.js 24 did away with callbacks, and with what only they needed.
  if (spec.runtime !== "nodejs22.x") delete context["callbackWaitsForEmptyEventLoop"];
  return context;
}
