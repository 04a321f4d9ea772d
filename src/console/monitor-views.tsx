import Tabs from "@cloudscape-design/components/tabs";
import { lazy, Suspense, type ReactNode } from "react";
import { Loading } from "./shared/loading.tsx";
import { navigate } from "./shared/navigation.ts";
import { functionRoute, href, type FunctionRoute, type MonitorView } from "./shared/routes.ts";

const MetricsView = lazy(async () => ({ default: (await import("./monitor/metrics/metrics-view.tsx")).MetricsView }));
const MonitorTab = lazy(async () => ({ default: (await import("./monitor/monitor-tab.tsx")).MonitorTab }));
const EnvironmentsView = lazy(async () => ({ default: (await import("./environments/environments-view.tsx")).EnvironmentsView }));
const EventsView = lazy(async () => ({ default: (await import("./events/events-view.tsx")).EventsView }));

/** The views of the Monitor tab, each a feature's own and a deep link; the first is shown where none was asked for. */
function viewsOf({ name, qualifier, request, stream }: FunctionRoute): readonly { readonly id: MonitorView; readonly label: string; readonly content: ReactNode }[] {
  return [
    { id: "metrics", label: "Metrics", content: <MetricsView name={name} qualifier={qualifier} /> },
    { id: "logs", label: "Invocations and logs", content: <MonitorTab key={`${stream}|${request}`} name={name} qualifier={qualifier} stream={stream} request={request} /> },
    { id: "environments", label: "Environments", content: <EnvironmentsView key={stream} name={name} qualifier={qualifier} stream={stream} /> },
    { id: "events", label: "Asynchronous events", content: <EventsView key={request} name={name} qualifier={qualifier} request={request} /> },
  ];
}

/** The Monitor tab: its views as tabs of their own. */
export function MonitorViews({ route }: { route: FunctionRoute }) {
  const { name, qualifier } = route;
  const views = viewsOf(route);
  const active = views.find(({ id }) => id === route.view)?.id ?? views[0]!.id;
  return (
    <Tabs
      ariaLabel="Views of Monitor"
      i18nStrings={{ scrollLeftAriaLabel: "Scroll views left", scrollRightAriaLabel: "Scroll views right" }}
      activeTabId={active}
      onChange={({ detail }) => navigate(functionRoute(name, { qualifier, tab: "monitoring", view: detail.activeTabId as MonitorView }))}
      tabs={views.map(({ id, label, content }) => ({
        id,
        label,
        href: href(functionRoute(name, { qualifier, tab: "monitoring", view: id })),
        content: <Suspense fallback={<Loading what={label} />}>{content}</Suspense>,
      }))}
    />
  );
}
