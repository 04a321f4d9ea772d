import type { ControlPlane } from "#control-plane/ports.ts";
import { awsError, isAwsError, type AwsError } from "#services/aws-error.ts";
import { callerOf, signingScope, type SigningScope } from "./caller.ts";
import { errorStatus } from "./errors.ts";
import { HTTP_PATH, answerHttpCall } from "./http-route.ts";
import { WireFormatError, type RoutedCall } from "./protocols/protocol.ts";
import { serveService, type ServedService } from "./served-service.ts";
import type { ServiceDefinition } from "./service-definition.ts";
import { ALL_SERVICES } from "./services/all-services.ts";
import { SIMULATOR_PATH, answerSimulatorCall } from "./simulator-routes.ts";
import { callFromMessage, callFromRequest, messageFromAnswer, responseFromAnswer, type HttpAnswer, type HttpCall, type WireRequest, type WireResponse } from "./wire.ts";

export interface AwsApiOptions {
  /** Defaults to every service that the simulator knows. */
  readonly services?: readonly ServiceDefinition[];
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
  answer(message: WireRequest, requestId?: string): Promise<WireResponse>;
}

/** The AWS wire protocols over a control plane: routes, reads, checks and encodes by the schemas that the SDK ships. */
export function createAwsApi(controlPlane: ControlPlane, options: AwsApiOptions = {}): AwsApi {
  const services = (options.services ?? ALL_SERVICES).map(serveService);
  const newRequestId = options.newRequestId ?? (() => crypto.randomUUID());
  const reportBug = options.reportBug ?? printBug;

  async function serve(call: HttpCall, requestId: string): Promise<HttpAnswer> {
    if (call.path.startsWith(HTTP_PATH)) return answerHttpCall(call, controlPlane, requestId, options.simulatorRoutes ?? "all");
    if (call.path.startsWith(SIMULATOR_PATH)) return answerSimulatorCall(call, controlPlane.simulator, options.simulatorRoutes ?? "all");
    const scope = signingScope(call);
    const candidates = candidatesFor(services, scope);
    for (const service of candidates) {
      const routed = service.server.route(call);
      if (routed) return execute(service, routed, call, scope, requestId);
    }
    return unknownOperation(speakerFor(candidates.length > 0 ? candidates : services, call), call, scope);
  }

  async function execute(service: ServedService, routed: RoutedCall, call: HttpCall, scope: SigningScope, requestId: string): Promise<HttpAnswer> {
    const { definition, server } = service;
    const where = `${definition.key}:${routed.operation} (request ${requestId})`;
    try {
      const tooLarge = definition.checkSize?.(routed.operation, call);
      if (tooLarge) return encodeError(service, tooLarge);
      const input = routed.read();
      const broken = service.validator(routed.operation)(input);
      if (broken !== undefined) return encodeError(service, awsError(definition.validationError, broken));
      const outcome = await controlPlane.execute(definition.key, routed.operation, input, callerOf(call, scope, requestId));
      return isAwsError(outcome) ? encodeError(service, outcome) : await server.encodeOutput(routed.operation, outcome.output);
    } catch (problem) {
      if (problem instanceof WireFormatError) return encodeError(service, awsError("SerializationException", problem.message));
      reportBug(problem, where);
      return encodeError(service, awsError("ServiceException", failureText(problem)));
    }
  }

  async function answerCall(call: HttpCall, requestId = newRequestId()): Promise<HttpAnswer> {
    const answer = await serve(call, requestId).catch((problem: unknown): HttpAnswer => {
      reportBug(problem, `${call.method} ${call.path}`);
      return { status: 500, headers: {}, body: null };
    });
    answer.headers["x-amzn-requestid"] = requestId;
    return answer;
  }

  return {
    handle: async (request, requestId) => responseFromAnswer(await answerCall(await callFromRequest(request), requestId)),
    answer: async (message, requestId) => messageFromAnswer(await answerCall(callFromMessage(message), requestId)),
  };
}

/** The services a call can be for: by the name in its signature; all, if it is not signed. */
function candidatesFor(services: readonly ServedService[], scope: SigningScope): readonly ServedService[] {
  return scope.service === undefined ? services.filter(({ definition }) => !definition.signedOnly) : services.filter(({ definition }) => definition.signingName === scope.service);
}

/** Any service whose protocol the sender will understand. */
function speakerFor(services: readonly ServedService[], call: HttpCall): ServedService {
  const wantsJson = call.headers.has("x-amz-target");
  return services.find(({ definition }) => (definition.targetPrefix !== undefined) === wantsJson) ?? services[0]!;
}

function unknownOperation(service: ServedService, call: HttpCall, scope: SigningScope): HttpAnswer {
  if (scope.service !== undefined && service.definition.signingName !== scope.service) {
    return encodeError(service, awsError("NotImplementedException", `The service "${scope.service}" is not simulated here.`));
  }
  const target = call.headers.get("x-amz-target");
  const asked = target === undefined ? `${call.method} ${call.path}` : target;
  return encodeError(service, awsError("UnknownOperationException", `No operation of this service answers to ${asked}.`), service.server.unknownOperationStatus);
}

function encodeError(service: ServedService, error: AwsError, status?: number): HttpAnswer {
  const schema = service.errorSchema(error.name);
  return service.server.encodeError(error, status ?? errorStatus(error.name, schema), schema);
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
