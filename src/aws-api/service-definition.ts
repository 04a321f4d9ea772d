import type { StaticErrorSchema, StaticOperationSchema } from "@smithy/types";
import type { AwsError } from "#services/aws-error.ts";
import type { CrossOriginOutcome } from "./cross-origin.ts";
import type { Protocol } from "./protocols/protocol.ts";
import type { ModelFacts } from "./validation/facts.ts";
import type { HttpCall } from "./wire.ts";

/** A service as it is listed: enough to tell whether a call may be for it. */
export interface ServiceEntry {
  /** The control plane's name of the service. */
  readonly key: string;
  /** The service's name in a SigV4 credential scope; two services may share one. */
  readonly signingName: string;
  /** Any path may be its own (a bucket), so only calls that are signed for it are. */
  readonly signedOnly?: boolean;
  /** Asked for when the first such call comes. Rejects where it cannot be fetched. */
  readonly load: () => ServiceDefinition | Promise<ServiceDefinition>;
}

/** All that the server must be told of an AWS service; the rest stands in the schemas that its SDK client ships. */
export interface ServiceDefinition {
  readonly protocol: Protocol;
  /** Protocols in which its clients of other languages or years call it. */
  readonly alsoSpeaks?: readonly Protocol[];
  readonly schemas: ServiceSchemas;
  /** Before the dot of `X-Amz-Target`, for the JSON protocols; the service's name in the paths of CBOR's. */
  readonly targetPrefix?: string;
  /** `Version` of the query protocol's forms. */
  readonly version?: string;
  /** The member that a form of the query protocol may leave to the address it is sent to. */
  readonly addressMember?: string;
  /** The namespace of the XML protocols' answers. */
  readonly xmlNamespace?: string;
  /** A service of the JSON protocols that once spoke the query protocol, and still tells that one's error codes. */
  readonly queryCompatible?: boolean;
  /** Lengths, ranges, patterns and enums; without them only types and required members are checked. */
  readonly facts?: ModelFacts;
  /** The error under which the service reports broken constraints. */
  readonly validationError: string;
  /** Content type of a blob payload whose shape names none. */
  readonly payloadContentType?: string;
  /** Why the service does not serve an address, judged by the cloud's clock before anything else is read. */
  readonly checkAddress?: (call: HttpCall, now: () => number) => AwsError | undefined;
  /** How the service answers pages of other origins, judged before a call is run; absent: as it answers every other client. `ask` runs an operation of it. */
  readonly crossOrigin?: (call: HttpCall, ask: (operation: string, input: object) => Promise<{ output: unknown } | AwsError>) => Promise<CrossOriginOutcome | undefined>;
  /** The service's limits on the size of a request, judged before its body is read. */
  readonly checkSize?: (operation: string, call: HttpCall) => AwsError | undefined;
}

export interface ServiceSchemas {
  readonly operations: readonly StaticOperationSchema[];
  readonly errors: readonly StaticErrorSchema[];
}
