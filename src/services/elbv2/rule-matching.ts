import type { EndpointRequest } from "../http-endpoint.ts";
import { matchesWildcards } from "../wildcards.ts";
import { queryPairs } from "./query-pairs.ts";
import type { ConditionRecord } from "./records.ts";

/** Whether all conditions of a rule hold for a request. */
export function matchesAll(conditions: readonly ConditionRecord[], request: EndpointRequest): boolean {
  return conditions.every((condition) => matches(condition, request));
}

/** Paths and methods are compared as they are written; hosts and query strings without regard to case, as ELB documents it. */
function matches(condition: ConditionRecord, request: EndpointRequest): boolean {
  switch (condition.field) {
    case "path-pattern":
      return condition.values.some((pattern) => matchesWildcards(request.path, pattern));
    case "http-request-method":
      return condition.values.includes(request.method);
    case "host-header": {
      const host = request.host.replace(/:\d+$/, "").toLowerCase();
      return condition.values.some((pattern) => matchesWildcards(host, pattern.toLowerCase()));
    }
    case "query-string": {
      const pairs = queryPairs(request.query.toLowerCase());
      return condition.values.some(({ key, value }) =>
        pairs.some(([givenKey, given]) => (key === undefined || matchesWildcards(givenKey, key.toLowerCase())) && matchesWildcards(given, value.toLowerCase())),
      );
    }
  }
}
