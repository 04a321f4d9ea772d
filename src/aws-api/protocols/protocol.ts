import type { StaticErrorSchema } from "@smithy/types";
import { type AwsError, awsError } from "#services/aws-error.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import type { HttpAnswer, HttpCall } from "../wire.ts";

/** An AWS wire protocol. A new one is a file beside this one and needs no code per operation. */
export interface Protocol {
  /** The name in Smithy's models, for example `restJson1`. */
  readonly name: string;
  /** Prepares the service's route table; what is costly is left until an operation is first called. */
  serve(service: ServiceDefinition): ProtocolServer;
}

export interface ProtocolServer {
  /** Finds the operation that a call is for; `undefined`: none of this service. */
  route(call: HttpCall): RoutedCall | undefined;
  /** Encodes an operation's output. The output may be `undefined` where the model has no members. */
  encodeOutput(operation: string, output: unknown, requestId: string): Promise<HttpAnswer> | HttpAnswer;
  /** Encodes an error. `schema`: its shape, if the service's model knows it. */
  encodeError(error: AwsError, status: number, schema: StaticErrorSchema | undefined, requestId: string): HttpAnswer;
}

export interface RoutedCall {
  readonly operation: string;
  /** Reads the input. Throws {@link WireFormatError}. */
  read(): Record<string, unknown>;
}

/** A request that does not have the form its schema wants: becomes a 400 SerializationException, or the error that the protocol has for it. */
export class WireFormatError extends Error {
  readonly error: AwsError;

  constructor(message: string, name = "SerializationException", members?: AwsError["members"]) {
    super(message);
    this.error = awsError(name, message, members);
  }
}
