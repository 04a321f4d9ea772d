import type { StaticErrorSchema } from "@smithy/types";
import type { ProtocolServer } from "./protocols/protocol.ts";
import type { ServiceDefinition, ServiceEntry } from "./service-definition.ts";
import { NO_FACTS } from "./validation/facts.ts";
import { validatorOf, type Validator } from "./validation/validator.ts";

/** A service made ready to serve: route table, error shapes by name, and validators built as operations are first called. */
export interface ServedService {
  readonly key: string;
  readonly definition: ServiceDefinition;
  /** One for each protocol that it speaks. */
  readonly servers: readonly ProtocolServer[];
  validator(operation: string): Validator;
  errorSchema(name: string): StaticErrorSchema | undefined;
}

const served = new WeakMap<ServiceEntry, ServedService>();

/** Prepares a service once, however many servers (the page's, the bridge's) share it. Rejects where it cannot be loaded; the next call tries again. */
export function serveService(entry: ServiceEntry): ServedService | Promise<ServedService> {
  const known = served.get(entry);
  if (known) return known;
  const definition = entry.load();
  return definition instanceof Promise ? definition.then((loaded) => served.get(entry) ?? serve(entry, loaded)) : serve(entry, definition);
}

function serve(entry: ServiceEntry, definition: ServiceDefinition): ServedService {
  const operations = new Map(definition.schemas.operations.map((operation) => [operation[2], operation]));
  const errors = new Map(definition.schemas.errors.map((error) => [error[2], error]));
  const validators = new Map<string, Validator>();
  const service: ServedService = {
    key: entry.key,
    definition,
    servers: [definition.protocol, ...(definition.alsoSpeaks ?? [])].map((protocol) => protocol.serve(definition)),
    validator(operation) {
      let validator = validators.get(operation);
      if (!validator) validators.set(operation, (validator = validatorOf(operations.get(operation)!, definition.facts ?? NO_FACTS)));
      return validator;
    },
    errorSchema: (name) => errors.get(name),
  };
  served.set(entry, service);
  return service;
}
