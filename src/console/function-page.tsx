import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useFunction } from "./aws/lambda-queries.ts";
import { configurationParts } from "./configuration-parts.tsx";
import { DeleteFunctionsDialog } from "./functions/delete-functions-dialog.tsx";
import { FunctionActions } from "./functions/function-actions.tsx";
import { FunctionOverview } from "./functions/function-overview.tsx";
import { FunctionMissing } from "./functions/function-missing.tsx";
import { QualifierSwitch } from "./functions/qualifier-switch.tsx";
import { functionHelp } from "./functions/function-help.tsx";
import { functionCrumbs, functionTitle, qualifierWords, tabsOf } from "./functions/function-page-words.tsx";
import { Loading } from "./shared/loading.tsx";
import { navigate } from "./shared/navigation.ts";
import { Page } from "./shared/page.tsx";
import { apiQualifier, functionRoute, href, type FunctionRoute, type FunctionTab } from "./shared/routes.ts";

const CodeTab = lazy(async () => ({ default: (await import("./code/code-tab.tsx")).CodeTab }));
const TestTab = lazy(async () => ({ default: (await import("./test/test-tab.tsx")).TestTab }));
const MonitorViews = lazy(async () => ({ default: (await import("./monitor-views.tsx")).MonitorViews }));
const EnvironmentsPanel = lazy(async () => ({ default: (await import("./environments/environments-panel.tsx")).EnvironmentsPanel }));
const ConfigurationTab = lazy(async () => ({ default: (await import("./configuration/configuration-tab.tsx")).ConfigurationTab }));
const AliasesTab = lazy(async () => ({ default: (await import("./aliases/aliases-tab.tsx")).AliasesTab }));
const AliasTraffic = lazy(async () => ({ default: (await import("./aliases/alias-traffic.tsx")).AliasTraffic }));
const VersionsTab = lazy(async () => ({ default: (await import("./versions/versions-tab.tsx")).VersionsTab }));
const PublishDialog = lazy(async () => ({ default: (await import("./versions/publish-dialog.tsx")).PublishDialog }));
const ThrottleDialog = lazy(async () => ({ default: (await import("./concurrency/throttle-dialog.tsx")).ThrottleDialog }));

/** A function's page on what it stands on: `$LATEST`, a version or an alias; one tab a deep link. */
export function FunctionPage({ route }: { route: FunctionRoute }) {
  const { name, qualifier } = route;
  const answer = useFunction(name, apiQualifier(qualifier));
  const [dialog, setDialog] = useState<"publish" | "delete" | "throttle" | null>(null);
  // Once asked for, the dialog stays mounted: Cloudscape closes it with its own care for the focus.
  const [publishWanted, setPublishWanted] = useState(false);
  const [throttleWanted, setThrottleWanted] = useState(false);
  const title = functionTitle(name, qualifier);
  const frame = { title, breadcrumbs: functionCrumbs(route), help: functionHelp(route) };

  if (answer.isPending) return <Page {...frame}><Loading what={title} /></Page>;
  // While it is being deleted here, the page stays until the list takes its place.
  if (answer.isError && !(answer.data && dialog === "delete")) return <Page {...frame}><FunctionMissing name={name} qualifier={qualifier} error={answer.error} onRetry={() => void answer.refetch()} /></Page>;

  const tabs = tabsOf(qualifier);
  const active = tabs.find(({ id }) => id === route.tab)?.id ?? tabs[0]!.id;
  const place = qualifier.kind === "latest" ? "latest" : `${qualifier.kind}:${qualifier.value}`;
  return (
    <Page {...frame}>
      <SpaceBetween size="l">
        <Header
          variant="h1"
          {...(qualifier.kind === "latest" ? {} : { description: qualifierWords(qualifier.kind) })}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <QualifierSwitch route={route} />
              {qualifier.kind === "latest" && <ThrottleButton reserved={answer.data.Concurrency?.ReservedConcurrentExecutions} onThrottle={() => (setThrottleWanted(true), setDialog("throttle"))} />}
              <FunctionActions
                name={name}
                qualifier={qualifier}
                func={answer.data}
                onPublish={() => (setPublishWanted(true), setDialog("publish"))}
                onDelete={() => setDialog("delete")}
              />
            </SpaceBetween>
          }
        >
          {title}
        </Header>
        <FunctionOverview name={name} qualifier={qualifier} func={answer.data} />
        <Tabs
          // A key a place: what a tab remembers of one version never shows up on another.
          key={place}
          ariaLabel={`Parts of ${title}`}
          i18nStrings={{ scrollLeftAriaLabel: "Scroll tabs left", scrollRightAriaLabel: "Scroll tabs right" }}
          activeTabId={active}
          onChange={({ detail }) => navigate(functionRoute(name, { qualifier, tab: detail.activeTabId as FunctionTab }))}
          tabs={tabs.map(({ id, label, keep }) => ({
            id,
            label,
            href: href(functionRoute(name, { qualifier, tab: id })),
            contentRenderStrategy: keep ? "lazy" : "active",
            content: <Suspense fallback={<Loading what={label} />}>{tabContent(route, id)}</Suspense>,
          }))}
        />
      </SpaceBetween>
      <Suspense fallback={<Box />}>
        {publishWanted && <PublishDialog name={name} visible={dialog === "publish"} onDismiss={() => setDialog(null)} />}
        {throttleWanted && <ThrottleDialog name={name} visible={dialog === "throttle"} onDismiss={() => setDialog(null)} />}
      </Suspense>
      <DeleteFunctionsDialog names={[name]} visible={dialog === "delete"} onDismiss={() => setDialog(null)} onDeleted={() => navigate({ page: "functions" })} />
    </Page>
  );
}

/** Sets the function's reserved concurrency to 0, after a question. */
function ThrottleButton({ reserved, onThrottle }: { reserved: number | undefined; onThrottle: () => void }) {
  const throttled = reserved === 0;
  return (
    <Button onClick={onThrottle} disabled={throttled} {...(throttled ? { disabledReason: "It is throttled already. Configuration > Concurrency lets it run again." } : {})}>
      Throttle
    </Button>
  );
}

function tabContent(route: FunctionRoute, tab: FunctionTab): ReactNode {
  const { name, qualifier, subtab } = route;
  switch (tab) {
    case "code":
      return <CodeTab name={name} qualifier={qualifier} />;
    case "testing":
      return (
        <SpaceBetween size="l">
          <TestTab name={name} qualifier={qualifier} />
          <Suspense fallback={<Box />}><EnvironmentsPanel name={name} /></Suspense>
        </SpaceBetween>
      );
    case "monitoring":
      return <MonitorViews route={route} />;
    case "configure":
      return <ConfigurationTab name={name} qualifier={qualifier} subtab={subtab} parts={configurationParts(name, qualifier)} />;
    case "aliases":
      return qualifier.kind === "alias" ? <AliasTraffic name={name} alias={qualifier.value} /> : <AliasesTab name={name} />;
    case "versions":
      return <VersionsTab name={name} />;
  }
}
