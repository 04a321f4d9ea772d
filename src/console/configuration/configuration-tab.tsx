import Grid from "@cloudscape-design/components/grid";
import SideNavigation from "@cloudscape-design/components/side-navigation";
import { lazy, Suspense, type ReactNode } from "react";
import { useFunction } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { apiQualifier, functionRoute, href, type ConfigureSubtab, type PageQualifier } from "../shared/routes.ts";
import { GeneralPanel } from "./general-panel.tsx";
import { FrozenNotice } from "./frozen-notice.tsx";

const EnvironmentPanel = lazy(async () => ({ default: (await import("./environment-panel.tsx")).EnvironmentPanel }));
const DriftPanel = lazy(async () => ({ default: (await import("./drift-panel.tsx")).DriftPanel }));
const TagsPanel = lazy(async () => ({ default: (await import("./tags-panel.tsx")).TagsPanel }));

/** AWS's order. Those that are features of their own are shown where the page hands them in. */
const ITEMS: readonly { id: ConfigureSubtab; text: string; own?: boolean }[] = [
  { id: "general", text: "General configuration", own: true },
  { id: "triggers", text: "Triggers" },
  { id: "permissions", text: "Permissions" },
  { id: "destinations", text: "Destinations" },
  { id: "envVars", text: "Environment variables", own: true },
  { id: "drift", text: "Environment drift", own: true },
  { id: "tags", text: "Tags", own: true },
  { id: "concurrency", text: "Concurrency and recursion detection" },
  { id: "async", text: "Asynchronous invocation" },
];

interface ConfigurationTabProps {
  readonly name: string;
  readonly qualifier: PageQualifier;
  readonly subtab: ConfigureSubtab;
  /** What stands under the items that other features bring. */
  readonly parts?: Readonly<Partial<Record<ConfigureSubtab, ReactNode>>>;
}

/** The Configuration tab: a list of its parts at the left, one part a deep link. Published versions show it read-only. */
export function ConfigurationTab({ name, qualifier, subtab, parts = {} }: ConfigurationTabProps) {
  const at = (part: ConfigureSubtab) => href(functionRoute(name, { qualifier, tab: "configure", subtab: part }));
  return (
    <Grid gridDefinition={[{ colspan: { default: 12, xxs: 4, s: 3 } }, { colspan: { default: 12, xxs: 8, s: 9 } }]}>
      <SideNavigation activeHref={at(subtab)} items={ITEMS.filter(({ id, own }) => own === true || parts[id] !== undefined).map(({ id, text }) => ({ type: "link", text, href: at(id) }))} />
      <Suspense fallback={<Loading what="configuration" />}>
        {parts[subtab] ?? <Part name={name} qualifier={qualifier} subtab={subtab} />}
      </Suspense>
    </Grid>
  );
}

function Part({ name, qualifier, subtab }: ConfigurationTabProps): ReactNode {
  const answer = useFunction(name, apiQualifier(qualifier));
  if (answer.isPending) return <Loading what="configuration" />;
  if (answer.isError) return <ApiErrorAlert header="The configuration could not be loaded" error={answer.error} onRetry={() => void answer.refetch()} />;
  const configuration = answer.data.Configuration ?? {};
  const notice = <FrozenNotice name={name} qualifier={qualifier} version={configuration.Version} subtab={subtab} />;
  const readOnly = qualifier.kind !== "latest";
  switch (subtab) {
    case "general":
      return <GeneralPanel name={name} configuration={configuration} readOnly={readOnly} notice={notice} />;
    case "envVars":
      return <EnvironmentPanel name={name} configuration={configuration} readOnly={readOnly} notice={notice} />;
    case "tags":
      return <TagsPanel name={name} tags={answer.data.Tags ?? {}} readOnly={readOnly} />;
    case "drift":
      return <DriftPanel name={name} />;
    default:
      return null;
  }
}
