import { lazy, Suspense, type ReactNode } from "react";
import { Loading } from "./shared/loading.tsx";
import type { ConfigureSubtab, PageQualifier } from "./shared/routes.ts";

const ConcurrencyPart = lazy(async () => ({ default: (await import("./concurrency/concurrency-part.tsx")).ConcurrencyPart }));
const TriggersPanel = lazy(async () => ({ default: (await import("./triggers/triggers-panel.tsx")).TriggersPanel }));
const PermissionsPanel = lazy(async () => ({ default: (await import("./permissions/permissions-panel.tsx")).PermissionsPanel }));
const AsyncPanel = lazy(async () => ({ default: (await import("./asynchronous/async-panel.tsx")).AsyncPanel }));
const DestinationsPanel = lazy(async () => ({ default: (await import("./asynchronous/destinations-panel.tsx")).DestinationsPanel }));

/** The parts of the Configuration tab that are features of their own; each is fetched when it is shown. */
export function configurationParts(name: string, qualifier: PageQualifier): Partial<Record<ConfigureSubtab, ReactNode>> {
  const part = (node: ReactNode): ReactNode => <Suspense fallback={<Loading what="configuration" />}>{node}</Suspense>;
  return {
    triggers: part(<TriggersPanel name={name} qualifier={qualifier} />),
    permissions: part(<PermissionsPanel name={name} qualifier={qualifier} />),
    destinations: part(<DestinationsPanel name={name} qualifier={qualifier} />),
    async: part(<AsyncPanel name={name} qualifier={qualifier} />),
    concurrency: part(<ConcurrencyPart name={name} qualifier={qualifier} />),
  };
}
