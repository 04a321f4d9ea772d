import fc from "fast-check";
import { expect, test } from "vitest";
import { CONFIGURE_SUBTABS, EDIT_FORMS, FUNCTION_TABS, MONITOR_VIEWS, functionRoute, href, parseRoute, type Route } from "./routes.ts";

const name = fc.string({ minLength: 1, maxLength: 20 });
const route: fc.Arbitrary<Route> = fc.oneof(
  fc.constant<Route>({ page: "functions" }),
  fc.constant<Route>({ page: "create-function" }),
  fc.constant<Route>({ page: "settings" }),
  fc.constant<Route>({ page: "starvation" }),
  fc.record({ page: fc.constant("edit-function" as const), name, form: fc.constantFrom(...EDIT_FORMS) }),
  fc.record({ page: fc.constant("edit-function" as const), name, form: fc.constantFrom(...EDIT_FORMS), qualifier: fc.record({ kind: fc.constantFrom("version" as const, "alias" as const), value: name }) }),
  fc.record({ page: fc.constantFrom("queues" as const, "buckets" as const), name }),
  fc.record({ page: fc.constantFrom("queues" as const, "buckets" as const) }),
  fc.record({ name, view: fc.constantFrom(...MONITOR_VIEWS), request: name, stream: name }).map(({ name, ...at }) => functionRoute(name, { tab: "monitoring", ...at })),
  fc.record({ page: fc.constant("http-client" as const), host: name }),
  fc.record({ page: fc.constant("http-client" as const), host: name, path: name }),
  fc.record({ page: fc.constant("create-alias" as const), name, version: name }),
  fc.record({ page: fc.constant("create-alias" as const), name }),
  fc.record({ page: fc.constant("edit-alias" as const), name, alias: name }),
  fc
    .record({
      name,
      qualifier: fc.oneof(
        fc.constant({ kind: "latest" as const }),
        fc.record({ kind: fc.constantFrom("version" as const, "alias" as const), value: name }),
      ),
      tab: fc.constantFrom(...FUNCTION_TABS),
      subtab: fc.constantFrom(...CONFIGURE_SUBTABS),
    })
    .map(({ name, qualifier, tab, subtab }) => functionRoute(name, { qualifier, tab, ...(tab === "configure" ? { subtab } : {}) })),
);

test("every route's hash reads back as the same route", () => {
  fc.assert(fc.property(route, (r) => { expect(parseRoute(href(r))).toEqual(r); }));
});

test("no hash makes the parser throw", () => {
  fc.assert(fc.property(fc.string(), (hash) => { expect(parseRoute(hash)).toHaveProperty("page"); }));
  expect(parseRoute("#/functions/%E0%A4%A")).toEqual({ page: "not-found", hash: "#/functions/%E0%A4%A" });
});

test("an empty hash is the list of functions", () => {
  expect(parseRoute("")).toEqual({ page: "functions" });
});
