import type { StaticErrorSchema } from "@smithy/types";
import type { ProtocolServer } from "./protocols/protocol.ts";
import type { ServiceDefinition } from "./service-definition.ts";
import { NO_FACTS } from "./validation/facts.ts";
import { validatorOf, type Validator } from "./validation/validator.ts";

/** A service made ready to serve: route table, error shapes by name, and validators built as operations are first called. */
export interface ServedService {
  readonly definition: ServiceDefinition;
  readonly server: ProtocolServer;
  validator(operation: string): Validator;
  errorSchema(name: string): StaticErrorSchema | undefined;
}

const served = new WeakMap<ServiceDefinition, ServedService>();

/** Prepares a service once, however many servers (the page's, the bridge's) share it. */
export function serveService(definition: ServiceDefinition): ServedService {
  const known = served.get(definition);
  if (known) return known;
  const operations = new Map(definition.schemas.operations.map((operation) => [operation[2], operation]));
  const errors = new Map(definition.schemas.errors.map((error) => [error[2], error]));
  const validators = new Map<string, Validator>();
  const service: ServedService = {
    definition,
    server: definition.protocol.serve(definition),
    validator(operation) {
      let validator = validators.get(operation);
      if (!validator) validators.set(operation, (validator = validatorOf(operations.get(operation)!, definition.facts ?? NO_FACTS)));
      return validator;
    },
    errorSchema: (name) => errors.get(name),
  };
  served.set(definition, service);
  return service;
}
