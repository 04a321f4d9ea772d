import { type AwsError, awsError, isAwsError } from "#services/aws-error.ts";
import type { Endpoint, EndpointAnswer, EndpointCall, EndpointOutcome, EndpointRequest } from "#services/http-endpoint.ts";
import { traceId } from "#services/http-parts.ts";
import { isInvokeAllowed } from "#services/lambda/triggers/invoke-permission.ts";
import { readInvoke, SYNCHRONOUS_PAYLOAD_LIMIT } from "#services/lambda/invoke/invoke-request.ts";
import type { OperationContext } from "#services/operation.ts";
import type { Account, Accounts } from "./account.ts";
import type { Timers } from "./timers.ts";
import type { Invoker } from "./invoker.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

interface EndpointParts {
  readonly endpoints: readonly Endpoint[];
  readonly accounts: Accounts;
  readonly timers: Timers;
  readonly clock: SimulatedClock;
  readonly invoker: Invoker;
  readonly context: (account: Account) => OperationContext;
}

type Invocation = Extract<EndpointCall, { kind: "invoke" }>;

/** Serves the public addresses of all accounts: finds whose a host is, invokes what stands behind it, and answers. */
export class HttpEndpoints {
  readonly #parts: EndpointParts;

  constructor(parts: EndpointParts) {
    this.#parts = parts;
  }

  /** The answer for an HTTP client; undefined where the host is nobody's. */
  async answer(request: EndpointRequest): Promise<EndpointAnswer | undefined> {
    for (const account of this.#parts.accounts.all()) {
      const call = this.#callOf(account, request);
      if (call === undefined) continue;
      return call.kind === "answer" ? call.answer : call.answer(await this.#invoke(account, call, request.requestId));
    }
    return undefined;
  }

  #callOf(account: Account, request: EndpointRequest): EndpointCall | undefined {
    const context = this.#parts.context(account);
    for (const endpoint of this.#parts.endpoints) {
      const call = endpoint(account.state, request, context);
      if (call !== undefined) return call;
    }
    return undefined;
  }

  async #invoke(account: Account, call: Invocation, requestId: string): Promise<EndpointOutcome> {
    const { functionArn, payload, service, sourceArn, timeoutMs } = call;
    const refusal = refuse(account, call);
    if (refusal) return refusal;
    const invoke = readInvoke({ FunctionName: functionArn, Payload: payload }, account);
    if (isAwsError(invoke)) return invoke;
    const outcome = this.#parts.invoker.serve(account, { ...invoke, trace: `Root=${traceId(requestId, this.#parts.clock.now())}` }, requestId, true).then(
      (answer): EndpointOutcome =>
        isAwsError(answer) ? answer : { payload: answer.output.Payload ?? new Uint8Array(), failed: answer.output.FunctionError !== undefined },
    );
    return timeoutMs === null ? outcome : this.#within(timeoutMs, outcome, `${service.split(".")[0]} stops waiting for ${sourceArn}`);
  }

  /** The outcome, or that it was not there in time; the function runs on. */
  async #within(timeoutMs: number, outcome: Promise<EndpointOutcome>, label: string): Promise<EndpointOutcome> {
    const { timers, clock } = this.#parts;
    let callOff = (): void => undefined;
    const late = new Promise<"timeout">((resolve) => {
      callOff = timers.at(clock.now() + timeoutMs, () => resolve("timeout"), label);
    });
    return Promise.race([outcome, late]).finally(callOff);
  }
}

/** The caller is a service: the function's own policy must let it in, for this very resource. */
function refuse(account: Account, { functionArn, payload, service, sourceArn }: Invocation): AwsError | null {
  if (isInvokeAllowed(account.state, functionArn, { service, sourceArn, sourceAccount: account.accountId }, account)) {
    if (payload.length <= SYNCHRONOUS_PAYLOAD_LIMIT) return null;
    return awsError("RequestTooLargeException", `The event is larger than ${SYNCHRONOUS_PAYLOAD_LIMIT} bytes.`);
  }
  return awsError(
    "AccessDeniedException",
    `${service} is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn} because no resource-based policy allows it for ${sourceArn}`,
  );
}
