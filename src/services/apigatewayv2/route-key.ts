import { compareTemplates, matchTemplate, type PathParameters, segmentsOf, variableOf } from "../api-gateway/path-template.ts";
import { badRequest } from "../api-gateway/errors.ts";
import type { AwsError } from "../aws-error.ts";

/** The route that takes what no other one does. */
export const DEFAULT_ROUTE = "$default";

const ROUTE_KEY = /^(GET|HEAD|OPTIONS|PATCH|POST|PUT|DELETE|ANY) (\/\S*)$/;

/** Why a route key cannot be one; undefined where it can. */
export function routeKeyProblem(routeKey: string): AwsError | undefined {
  if (routeKey === DEFAULT_ROUTE) return undefined;
  const path = ROUTE_KEY.exec(routeKey)?.[2];
  if (path === undefined) {
    return badRequest('The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD>[SPACE]/<RESOURCE PATH>" or "$default"');
  }
  const segments = segmentsOf(path);
  const variables = segments.map(variableOf);
  if (segments.some((segment, index) => /[{}]/.test(segment) && variables[index] === null)) return badRequest(`The path ${path} has braces around less than a whole segment.`);
  if (variables.some((variable, index) => variable?.greedy && index < segments.length - 1)) return badRequest(`In the path ${path} a greedy variable is not at the end.`);
  const names = variables.flatMap((variable) => (variable ? [variable.name] : []));
  return new Set(names).size < names.length ? badRequest(`In the path ${path} a variable stands twice.`) : undefined;
}

export interface RouteMatch<Route> {
  readonly route: Route;
  readonly parameters: PathParameters;
}

/**
 * The route for a request: of those whose method and path fit, the one with the most specific path, and the method by
 * name before ANY; a full match goes before a greedy one, and `$default` comes last (API Gateway Developer Guide,
 * "Routing API requests").
 */
export function findRoute<Route extends { readonly routeKey: string }>(routes: readonly Route[], method: string, path: string): RouteMatch<Route> | null {
  const segments = segmentsOf(path);
  let best: (RouteMatch<Route> & { readonly template: string; readonly any: boolean }) | null = null;
  for (const route of routes) {
    const [, by = "", template = ""] = ROUTE_KEY.exec(route.routeKey) ?? [];
    if (by !== method && by !== "ANY") continue;
    const parameters = matchTemplate(template, segments);
    if (!parameters) continue;
    const found = { route, parameters, template, any: by === "ANY" };
    if (best === null || comesBefore(found, best)) best = found;
  }
  if (best) return { route: best.route, parameters: best.parameters };
  const last = routes.find(({ routeKey }) => routeKey === DEFAULT_ROUTE);
  return last ? { route: last, parameters: {} } : null;
}

/** The path of a route key; `$default` stands for itself. */
export function pathOfRouteKey(routeKey: string): string {
  return ROUTE_KEY.exec(routeKey)?.[2] ?? routeKey;
}

interface Candidate {
  readonly template: string;
  readonly any: boolean;
}

function comesBefore(left: Candidate, right: Candidate): boolean {
  const [a, b] = [isGreedy(left.template), isGreedy(right.template)];
  if (a !== b) return b;
  const difference = compareTemplates(left.template, right.template);
  return difference === 0 ? !left.any && right.any : difference < 0;
}

function isGreedy(template: string): boolean {
  return variableOf(segmentsOf(template).at(-1) ?? "")?.greedy ?? false;
}
