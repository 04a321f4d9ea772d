import type { ControlPlane } from "#control-plane/ports.ts";
import { awsError, isAwsError, type AwsError } from "#services/aws-error.ts";
import { callerOf, signingScope, type SigningScope } from "./caller.ts";
import { errorStatus } from "./errors.ts";
import { HTTP_PATH, answerHttpCall } from "./http-route.ts";
import { WireFormatError, type ProtocolServer, type RoutedCall } from "./protocols/protocol.ts";
import { serveService, type ServedService } from "./served-service.ts";
import type { ServiceEntry } from "./service-definition.ts";
import { ALL_SERVICES } from "./services/all-services.ts";
import { SIMULATOR_PATH, answerSimulatorCall } from "./simulator-routes.ts";
import { errorInItsProtocol, unknownOperation, unknownService } from "./spoken-protocol.ts";
import { callFromMessage, callFromRequest, messageFromAnswer, responseFromAnswer, type HttpAnswer, type HttpCall, type WireRequest, type WireResponse } from "./wire.ts";

export interface AwsApiOptions {
  /** Defaults to every service that the simulator knows. */
  readonly services?: readonly ServiceEntry[];
  /**
   * Which of the paths under `/_lambdarium/` are answered: all, or (for what comes from outside the page) only the
   * downloads that AWS's own answers point to, and public addresses. Default: "all".
   */
  readonly simulatorRoutes?: "all" | "downloads";
  /** Told of each exception; the sender only learns that there was one. Default: the console. */
  readonly reportBug?: (error: unknown, where: string) => void;
  readonly newRequestId?: () => string;
}

export interface AwsApi {
  /** Answers one HTTP request; rejects only if its body cannot be read. `requestId`: given by a transport that may send the same request again. */
  handle(request: Request, requestId?: string): Promise<Response>;
  /** The same for a request that comes as a message; cheaper, as no `Request` and `Response` are made. */
  answer(message: WireRequest & { readonly signal?: AbortSignal }, requestId?: string): Promise<WireResponse>;
  /** The same for a transport that can send repeated headers and streams as they are. Never rejects. */
  serve(message: WireRequest & { readonly signal?: AbortSignal }, requestId?: string): Promise<HttpAnswer>;
}

/** The AWS wire protocols over a control plane: routes, reads, checks and encodes by the schemas that the SDK ships. */
export function createAwsApi(controlPlane: ControlPlane, options: AwsApiOptions = {}): AwsApi {
  const services = options.services ?? ALL_SERVICES;
  const newRequestId = options.newRequestId ?? (() => crypto.randomUUID());
  const reportBug = options.reportBug ?? printBug;

  async function serve(call: HttpCall, requestId: string): Promise<HttpAnswer> {
    if (call.path.startsWith(HTTP_PATH)) return answerHttpCall(call, controlPlane, requestId);
    if (call.path.startsWith(SIMULATOR_PATH)) return answerSimulatorCall(call, controlPlane.simulator, options.simulatorRoutes ?? "all");
    const scope = signingScope(call);
    const candidates = candidatesFor(services, scope);
    for (const entry of candidates) {
      const service = await loaded(entry);
      if (service === undefined) return errorInItsProtocol(call, scope, notLoaded(entry), requestId);
      for (const server of service.servers) {
        const routed = server.route(call);
        if (routed) return answerRouted(service, server, routed, call, scope, requestId);
      }
    }
    return candidates.length > 0 ? unknownOperation(call, scope, requestId) : unknownService(call, scope, requestId);
  }

  /** Undefined where its files cannot be fetched. Most services are there: nothing is waited for then. */
  function loaded(entry: ServiceEntry): ServedService | Promise<ServedService | undefined> {
    const service = serveService(entry);
    if (!(service instanceof Promise)) return service;
    return service.catch((problem: unknown) => {
      reportBug(problem, `the loading of ${entry.key}`);
      return undefined;
    });
  }

  /** As {@link execute}, for pages of other origins too. */
  async function answerRouted(service: ServedService, server: ProtocolServer, routed: RoutedCall, call: HttpCall, scope: SigningScope, requestId: string): Promise<HttpAnswer> {
    const crossOrigin = await service.definition.crossOrigin?.(call, (operation, input) => controlPlane.execute(service.key, operation, input, callerOf(call, scope, requestId)));
    if (crossOrigin === undefined) return execute(service, server, routed, call, scope, requestId);
    if ("answer" in crossOrigin) return crossOrigin.answer;
    if ("refused" in crossOrigin) return server.encodeError(crossOrigin.refused, errorStatus(crossOrigin.refused.name, undefined), undefined, requestId);
    const answer = await execute(service, server, routed, call, scope, requestId);
    return { ...answer, headers: { ...answer.headers, ...crossOrigin.headers } };
  }

  async function execute(service: ServedService, server: ProtocolServer, routed: RoutedCall, call: HttpCall, scope: SigningScope, requestId: string): Promise<HttpAnswer> {
    const { definition } = service;
    const encodeError = (error: AwsError): HttpAnswer => {
      const schema = service.errorSchema(error.name);
      return server.encodeError(error, errorStatus(error.name, schema), schema, requestId);
    };
    const where = `${service.key}:${routed.operation} (request ${requestId})`;
    try {
      const refused = definition.checkAddress?.(call, () => controlPlane.simulator.clock().now) ?? definition.checkSize?.(routed.operation, call);
      if (refused) return encodeError(refused);
      const input = routed.read();
      const broken = service.validator(routed.operation)(input);
      if (broken !== undefined) return encodeError(awsError(definition.validationError, broken));
      const outcome = await controlPlane.execute(service.key, routed.operation, input, callerOf(call, scope, requestId));
      if (isAwsError(outcome)) return encodeError(outcome);
      const answer = await server.encodeOutput(routed.operation, outcome.output, requestId);
      return outcome.trace === undefined ? answer : { ...answer, headers: { ...answer.headers, "x-amzn-trace-id": outcome.trace } };
    } catch (problem) {
      if (problem instanceof WireFormatError) return encodeError(problem.error);
      reportBug(problem, where);
      return encodeError(awsError("ServiceException", failureText(problem)));
    }
  }

  async function answerCall(call: HttpCall, requestId = newRequestId()): Promise<HttpAnswer> {
    const answer = await serve(call, requestId).catch((problem: unknown): HttpAnswer => {
      reportBug(problem, `${call.method} ${call.path}`);
      return errorInItsProtocol(call, signingScope(call), awsError("ServiceException", failureText(problem)), requestId);
    });
    // An API's or load balancer's answers say themselves what they carry.
    if (!call.path.startsWith(HTTP_PATH)) answer.headers["x-amzn-requestid"] = requestId;
    return answer;
  }

  return {
    handle: async (request, requestId) => responseFromAnswer(await answerCall(await callFromRequest(request), requestId)),
    answer: async (message, requestId) => messageFromAnswer(await answerCall(callFromMessage(message), requestId)),
    serve: (message, requestId) => answerCall(callFromMessage(message), requestId),
  };
}

/** The services a call can be for: by the name in its signature; all, if it is not signed. */
function candidatesFor(services: readonly ServiceEntry[], scope: SigningScope): readonly ServiceEntry[] {
  return services.filter((entry) => (scope.service === undefined ? !entry.signedOnly : entry.signingName === scope.service));
}

/** 503. */
function notLoaded({ key }: ServiceEntry): AwsError {
  return awsError("ServiceUnavailableException", `The part of this page that answers for ${key} could not be loaded. Check the connection, or reload the page if it was updated meanwhile.`);
}

function printBug(error: unknown, where: string): void {
  // oxlint-disable-next-line no-console -- a bug must be seen by whoever looks for it, and nobody else is here to tell
  console.error(`Lambdarium: a bug answered ${where}.`, error);
}

/** A store's own failure is written for the learner; anything else that was thrown is a bug and stays inside. */
function failureText(problem: unknown): string {
  const isStoreError = problem instanceof Error && typeof (problem as { problem?: unknown }).problem === "string";
  return isStoreError ? problem.message : "Service encountered an internal error. The simulator's log in the browser's console has the details.";
}
