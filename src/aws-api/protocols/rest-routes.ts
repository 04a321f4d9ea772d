import type { StaticOperationSchema } from "@smithy/types";
import type { HttpCall } from "../wire.ts";

interface Route {
  readonly operation: StaticOperationSchema;
  readonly segments: readonly Segment[];
  /** Query parameters that are part of the address, for example `list-type=2`. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** The place of a label that takes slashes too, else -1. */
  readonly greedyAt: number;
}

/** A literal, or the name of a label. */
type Segment = { readonly literal: string } | { readonly label: string };

export interface RouteMatch {
  readonly operation: StaticOperationSchema;
  /** Label → text, decoded. */
  readonly labels: ReadonlyMap<string, string>;
}

/** The `http` trait of an operation: method, path with labels, status. */
export function httpTrait(operation: StaticOperationSchema): [method: string, uri: string, status: number] {
  return (operation[3] as { http: [string, string, number] }).http;
}

/** Builds the table of a REST service's operations from their `http` traits. Finding a route looks at a few candidates only. */
export function restRoutes(operations: readonly StaticOperationSchema[]): (call: HttpCall) => RouteMatch | undefined {
  const table = new Map<string, Route[]>();
  const greedy: Route[] = [];
  for (const operation of operations) {
    const route = parseRoute(operation);
    const key = `${httpTrait(operation)[0]} ${route.segments.length}`;
    if (route.greedyAt >= 0) greedy.push(route);
    else table.set(key, [...(table.get(key) ?? []), route]);
  }
  for (const routes of table.values()) routes.sort(moreSpecificFirst);
  greedy.sort(moreSpecificFirst);

  return (call) => {
    const parts = call.path.split("/").slice(1);
    const find = (given: readonly string[]): RouteMatch | undefined => {
      for (const route of table.get(`${call.method} ${given.length}`) ?? []) {
        const labels = match(route, given, call);
        if (labels) return { operation: route.operation, labels };
      }
      return undefined;
    };
    const found = find(parts);
    if (found) return found;
    // What a greedy label takes is kept byte for byte, slashes at its end and at its beginning too.
    for (const route of greedy) {
      if (httpTrait(route.operation)[0] !== call.method || parts.length < route.segments.length) continue;
      const labels = match(route, gather(parts, route), call);
      if (labels) return { operation: route.operation, labels };
    }
    // Elsewhere a slash at the end changes nothing, as at AWS; botocore's older addresses have one.
    return parts.length > 1 && parts.at(-1) === "" ? find(parts.slice(0, -1)) : undefined;
  };
}

function parseRoute(operation: StaticOperationSchema): Route {
  const [path = "", query = ""] = httpTrait(operation)[1].split("?");
  let greedyAt = -1;
  const texts = path.split("/").slice(1);
  if (texts.length > 1 && texts.at(-1) === "") texts.pop();
  const segments = texts.map((text, index): Segment => {
    const label = /^\{(.+?)(\+?)\}$/.exec(text);
    if (!label) return { literal: text };
    if (label[2]) greedyAt = index;
    return { label: label[1]! };
  });
  return { operation, segments, query: [...new URLSearchParams(query)], greedyAt };
}

function moreSpecificFirst(a: Route, b: Route): number {
  const literals = (route: Route): number => route.query.length + route.segments.filter((segment) => "literal" in segment).length;
  return literals(b) - literals(a);
}

/** Joins what a greedy label takes into one part. */
function gather(parts: string[], route: Route): string[] {
  const extra = parts.length - route.segments.length;
  return [...parts.slice(0, route.greedyAt), parts.slice(route.greedyAt, route.greedyAt + extra + 1).join("/"), ...parts.slice(route.greedyAt + extra + 1)];
}

function match(route: Route, parts: readonly string[], call: HttpCall): Map<string, string> | undefined {
  for (const [index, segment] of route.segments.entries()) {
    if ("literal" in segment ? segment.literal !== parts[index] : parts[index] === "") return undefined;
  }
  for (const [name, value] of route.query) {
    if (!call.query.has(name) || (value !== "" && call.query.get(name) !== value)) return undefined;
  }
  const labels = new Map<string, string>();
  for (const [index, segment] of route.segments.entries()) {
    if ("label" in segment) labels.set(segment.label, decoded(parts[index]!));
  }
  return labels;
}

/** A stray percent sign stands for itself; the label's pattern will refuse it where it has no business. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
