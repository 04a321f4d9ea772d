/**
 * The whole route grammar of the console in one place: every page and tab has a hash, and every hash is read back here.
 * Nobody else builds or parses an address. Tab keys are AWS's own (`testing`, `configure` + `subtab=envVars` …).
 */

export const FUNCTION_TABS = ["code", "testing", "monitoring", "configure", "aliases", "versions"] as const;
export type FunctionTab = (typeof FUNCTION_TABS)[number];

export const CONFIGURE_SUBTABS = ["general", "triggers", "permissions", "destinations", "envVars", "drift", "tags", "concurrency", "async"] as const;
export type ConfigureSubtab = (typeof CONFIGURE_SUBTABS)[number];

/** Sub-pages of the Monitor tab; absent: the first. */
export const MONITOR_VIEWS = ["metrics", "logs", "environments", "events"] as const;
export type MonitorView = (typeof MONITOR_VIEWS)[number];

export const EDIT_FORMS = ["general", "envVars", "tags", "runtime", "concurrency", "async", "destination", "trigger", "permission"] as const;
export type EditForm = (typeof EDIT_FORMS)[number];

/** What a function page stands on. */
export type PageQualifier = { readonly kind: "latest" } | { readonly kind: "version" | "alias"; readonly value: string };

export type Route =
  | { readonly page: "functions" }
  | { readonly page: "create-function" }
  | {
      readonly page: "function";
      readonly name: string;
      readonly qualifier: PageQualifier;
      readonly tab: FunctionTab;
      readonly subtab: ConfigureSubtab;
      /** On the Monitor tab. */
      readonly view?: MonitorView;
      /** On the Monitor tab: the request that was asked for. */
      readonly request?: string;
      /** On the Monitor tab: the log stream, which is an execution environment, that was asked for. */
      readonly stream?: string;
    }
  /** `qualifier`: whose settings are edited; absent: `$LATEST`'s. */
  | { readonly page: "edit-function"; readonly name: string; readonly form: EditForm; readonly qualifier?: PageQualifier }
  | { readonly page: "create-alias"; readonly name: string; readonly version?: string }
  | { readonly page: "edit-alias"; readonly name: string; readonly alias: string }
  | { readonly page: "settings" }
  /** The scene Who starves whom. */
  | { readonly page: "starvation" }
  /** Without a name: the list. */
  | { readonly page: "queues" | "buckets"; readonly name?: string }
  /** Send a request to an API or a load balancer, by its name in DNS (with `:port` where it has one); `path` begins with a slash. */
  | { readonly page: "http-client"; readonly host: string; readonly path?: string }
  | { readonly page: "not-found"; readonly hash: string };

export type FunctionRoute = Extract<Route, { page: "function" }>;

export const LATEST: PageQualifier = { kind: "latest" };

/** The route of a function's page; tab `code` of `$LATEST` unless said otherwise. */
export function functionRoute(
  name: string,
  at: { qualifier?: PageQualifier; tab?: FunctionTab; subtab?: ConfigureSubtab; view?: MonitorView; request?: string; stream?: string } = {},
): Route {
  return {
    page: "function",
    name,
    qualifier: at.qualifier ?? LATEST,
    tab: at.tab ?? "code",
    subtab: at.subtab ?? "general",
    ...(at.view === undefined ? {} : { view: at.view }),
    ...(at.request === undefined ? {} : { request: at.request }),
    ...(at.stream === undefined ? {} : { stream: at.stream }),
  };
}

/** The API's `Qualifier` of a page; undefined on `$LATEST`'s own page. */
export function apiQualifier(qualifier: PageQualifier): string | undefined {
  return qualifier.kind === "latest" ? undefined : qualifier.value;
}

/** The hash of a route, with the leading `#`: what goes into an `href`. */
export function href(route: Route): string {
  switch (route.page) {
    case "functions":
      return "#/functions";
    case "create-function":
      return "#/create/function";
    case "settings":
      return "#/settings";
    case "starvation":
      return "#/starvation";
    case "not-found":
      return route.hash;
    case "queues":
    case "buckets":
      return `#/${route.page}${route.name === undefined ? "" : `/${encodeURIComponent(route.name)}`}`;
    case "http-client":
      return `#/http/${encodeURIComponent(route.host)}${route.path === undefined ? "" : `?path=${encodeURIComponent(route.path)}`}`;
    case "edit-function": {
      const { qualifier = LATEST } = route;
      return `${base(route.name)}/edit/${route.form}${qualifier.kind === "latest" ? "" : `?${qualifier.kind}=${encodeURIComponent(qualifier.value)}`}`;
    }
    case "create-alias":
      return `${base(route.name)}/create/alias${route.version === undefined ? "" : `?version=${encodeURIComponent(route.version)}`}`;
    case "edit-alias":
      return `${base(route.name)}/aliases/${encodeURIComponent(route.alias)}/edit`;
    case "function": {
      const { qualifier, tab, subtab } = route;
      const at = qualifier.kind === "latest" ? "" : `/${qualifier.kind === "version" ? "versions" : "aliases"}/${encodeURIComponent(qualifier.value)}`;
      const monitor = tab === "monitoring" ? (["view", "request", "stream"] as const).map((key) => (route[key] === undefined ? "" : `&${key}=${encodeURIComponent(route[key])}`)).join("") : "";
      return `${base(route.name)}${at}?tab=${tab}${tab === "configure" ? `&subtab=${subtab}` : monitor}`;
    }
  }
}

/** Reads a hash (`#/…` or empty) back; anything unknown is the page `not-found`, never an exception. */
export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const params = new URLSearchParams(query);
  let parts: string[];
  try {
    parts = path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    return { page: "not-found", hash };
  }
  const [first, name, third, fourth, fifth, ...rest] = parts;
  if (first === undefined) return { page: "functions" };
  if (rest.length > 0) return { page: "not-found", hash };
  if (first === "functions" && name === undefined) return { page: "functions" };
  if (first === "create" && name === "function" && third === undefined) return { page: "create-function" };
  if ((first === "settings" || first === "starvation") && name === undefined) return { page: first };
  if ((first === "queues" || first === "buckets") && third === undefined) return name === undefined ? { page: first } : { page: first, name };
  if (first === "http" && name !== undefined && third === undefined) {
    const asked = params.get("path");
    return asked === null ? { page: "http-client", host: name } : { page: "http-client", host: name, path: asked };
  }
  if (first !== "functions" || name === undefined) return { page: "not-found", hash };
  const tab = oneOf(FUNCTION_TABS, params.get("tab")) ?? "code";
  const subtab = oneOf(CONFIGURE_SUBTABS, params.get("subtab")) ?? "general";
  const view = tab === "monitoring" ? oneOf(MONITOR_VIEWS, params.get("view")) : undefined;
  const request = tab === "monitoring" ? params.get("request") : null;
  const stream = tab === "monitoring" ? params.get("stream") : null;
  const at = { tab, subtab, ...(view === undefined ? {} : { view }), ...(request === null ? {} : { request }), ...(stream === null ? {} : { stream }) };
  if (third === undefined) return functionRoute(name, at);
  if (fourth === undefined) return { page: "not-found", hash };
  if (fifth === undefined) {
    if (third === "versions") return functionRoute(name, { qualifier: { kind: "version", value: fourth }, ...at });
    if (third === "aliases") return functionRoute(name, { qualifier: { kind: "alias", value: fourth }, ...at });
    const form = oneOf(EDIT_FORMS, fourth);
    if (third === "edit" && form) {
      const kind = (["version", "alias"] as const).find((candidate) => params.has(candidate));
      return kind === undefined ? { page: "edit-function", name, form } : { page: "edit-function", name, form, qualifier: { kind, value: params.get(kind) ?? "" } };
    }
    if (third === "create" && fourth === "alias") {
      const version = params.get("version");
      return version === null ? { page: "create-alias", name } : { page: "create-alias", name, version };
    }
  } else if (third === "aliases" && fifth === "edit") {
    return { page: "edit-alias", name, alias: fourth };
  }
  return { page: "not-found", hash };
}

function base(name: string): string {
  return `#/functions/${encodeURIComponent(name)}`;
}

function oneOf<T extends string>(all: readonly T[], value: string | null): T | undefined {
  return all.find((candidate) => candidate === value);
}
