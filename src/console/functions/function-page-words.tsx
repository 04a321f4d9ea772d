import type { BreadcrumbGroupProps } from "@cloudscape-design/components/breadcrumb-group";
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
