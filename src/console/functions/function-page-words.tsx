import type { BreadcrumbGroupProps } from "@cloudscape-design/components/breadcrumb-group";
import type { Help } from "../shared/page.tsx";
import { functionRoute, href, type FunctionRoute, type FunctionTab, type PageQualifier } from "../shared/routes.ts";

interface TabWords {
  readonly id: FunctionTab;
  readonly label: string;
  /** Stays alive behind other tabs: a running series of invocations or a shown result is not thrown away. */
  readonly keep?: boolean;
}

const LATEST_TABS: readonly TabWords[] = [
  { id: "code", label: "Code" },
  { id: "testing", label: "Test", keep: true },
  { id: "monitoring", label: "Monitor" },
  { id: "configure", label: "Configuration" },
  { id: "aliases", label: "Aliases" },
  { id: "versions", label: "Versions" },
];
const VERSION_TABS = LATEST_TABS.filter(({ id }) => id !== "aliases" && id !== "versions");
const ALIAS_TABS: readonly TabWords[] = [
  { id: "aliases", label: "Weights", keep: true },
  ...VERSION_TABS.filter(({ id }) => id !== "code"),
];

/** The tabs of a function's page, in AWS's order; versions and aliases have fewer. */
export function tabsOf(qualifier: PageQualifier): readonly TabWords[] {
  if (qualifier.kind === "latest") return LATEST_TABS;
  return qualifier.kind === "version" ? VERSION_TABS : ALIAS_TABS;
}

/** `orders`, `orders: version 1`, `orders: alias prod`. */
export function functionTitle(name: string, qualifier: PageQualifier): string {
  return qualifier.kind === "latest" ? name : `${name}: ${qualifier.kind} ${qualifier.value}`;
}

/** Under the title: what a version or an alias is, in a line. */
export function qualifierWords(kind: "version" | "alias"): string {
  return kind === "version"
    ? "A published version. Its code and configuration are frozen, so that whoever calls it always gets the same."
    : "An alias: a name for a version, which can be pointed at another one while callers keep its ARN.";
}

/** Function, then what the page stands on. */
export function functionCrumbs({ name, qualifier, tab }: FunctionRoute): BreadcrumbGroupProps.Item[] {
  const own: BreadcrumbGroupProps.Item = { text: name, href: href(functionRoute(name)) };
  if (qualifier.kind === "latest") return [own];
  const kind = qualifier.kind === "version" ? "Version" : "Alias";
  return [own, { text: `${kind}: ${qualifier.value}`, href: href(functionRoute(name, { qualifier, tab })) }];
}

/** What the page stands on, explained. */
export function functionHelp(qualifier: PageQualifier): Help {
  switch (qualifier.kind) {
    case "latest":
      return {
        title: "The function and $LATEST",
        body: (
          <>
            <p>You always work on <code>$LATEST</code>, the one version that can change. Publishing copies its code and configuration into a numbered version that never changes again.</p>
            <p>Callers that must not meet your unfinished work call a version or an alias instead. Everything on this page, the Test tab included, is about <code>$LATEST</code>.</p>
          </>
        ),
      };
    case "version":
      return {
        title: "A published version",
        body: (
          <>
            <p>A version is a snapshot: its code, environment variables, memory, timeout and the rest of its configuration stay as they were when it was published. What you test here is this version, whatever happened to <code>$LATEST</code> since.</p>
            <p>What stands around it is not frozen: triggers, destinations, asynchronous invocation and provisioned concurrency are set for each version, and a new version starts without them.</p>
            <p>It has its own ARN, which ends in its number. Numbers are never used twice.</p>
          </>
        ),
      };
    case "alias":
      return {
        title: "An alias",
        body: (
          <>
            <p>An alias is a name that points at a version and can be pointed elsewhere at any time; callers keep its ARN. It cannot point at another alias.</p>
            <p>With weights, a share of the calls goes to a second published version. Each call is drawn by chance, so at few calls the split looks uneven.</p>
            <p>Provisioned concurrency of an alias follows it: with weights it lies on both versions in the same proportion. Pointed at another version, the alias keeps the version before answering until the new one is ready.</p>
          </>
        ),
      };
  }
}
