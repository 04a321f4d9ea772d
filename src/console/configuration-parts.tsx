import type { ReactNode } from "react";
import type { ConfigureSubtab, PageQualifier } from "./shared/routes.ts";

/** The parts of the Configuration tab that are features of their own; each is fetched when it is shown. */
export function configurationParts(name: string, qualifier: PageQualifier): Partial<Record<ConfigureSubtab, ReactNode>> {
  void name;
  void qualifier;
  return {};
}
