import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import type { Cloud } from "#cloud/connect.ts";
import { CloudProvider, useCloud } from "./aws/cloud-context.tsx";
import { CloudReady } from "./shared/cloud-ready.tsx";
import { CrashBoundary } from "./shared/crash-boundary.tsx";
import { useAccountNews } from "./shared/account-news.tsx";
import { flash } from "./shared/flash.tsx";
import { labels } from "./shared/labels.ts";
import { Loading } from "./shared/loading.tsx";
import { useRoute } from "./shared/navigation.ts";
import { href, LATEST, type Route } from "./shared/routes.ts";
import { useRuntimeProgress } from "./shared/runtime-progress.tsx";
import { EditPage } from "./edit-page.tsx";
import { TopBar } from "./top-bar.tsx";
import "./shell.css";

const FunctionsPage = lazy(async () => ({ default: (await import("./functions/functions-page.tsx")).FunctionsPage }));
const CreateFunctionPage = lazy(async () => ({ default: (await import("./functions/create-function-page.tsx")).CreateFunctionPage }));
const FunctionPage = lazy(async () => ({ default: (await import("./function-page.tsx")).FunctionPage }));
const AliasFormPage = lazy(async () => ({ default: (await import("./aliases/alias-form-page.tsx")).AliasFormPage }));
const SettingsPage = lazy(async () => ({ default: (await import("./settings/settings-page.tsx")).SettingsPage }));
const QueuesPage = lazy(async () => ({ default: (await import("./queues/queues-page.tsx")).QueuesPage }));
const QueuePage = lazy(async () => ({ default: (await import("./queues/queue-page.tsx")).QueuePage }));
const TopicsPage = lazy(async () => ({ default: (await import("./topics/topics-page.tsx")).TopicsPage }));
const TopicPage = lazy(async () => ({ default: (await import("./topics/topic-page.tsx")).TopicPage }));
const BucketsPage = lazy(async () => ({ default: (await import("./buckets/buckets-page.tsx")).BucketsPage }));
const BucketPage = lazy(async () => ({ default: (await import("./buckets/bucket-page.tsx")).BucketPage }));
const HttpClientPage = lazy(async () => ({ default: (await import("./http-client/http-client-page.tsx")).HttpClientPage }));
const LogGroupsPage = lazy(async () => ({ default: (await import("./log-groups/log-groups-page.tsx")).LogGroupsPage }));
const LogGroupPage = lazy(async () => ({ default: (await import("./log-groups/log-group-page.tsx")).LogGroupPage }));
const StarvationPage = lazy(async () => ({ default: (await import("./starvation/starvation-page.tsx")).StarvationPage }));
const NotFoundPage = lazy(async () => ({ default: (await import("./shared/not-found-page.tsx")).NotFoundPage }));

const queries = new QueryClient({
  defaultOptions: {
    // The cloud is in this browser and says itself what changed: nothing is gained by asking again on focus.
    queries: { retry: false, refetchOnWindowFocus: false, staleTime: 30_000, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});

/** The console: one page a route. */
export function App({ cloud }: { cloud: Cloud }) {
  return (
    <QueryClientProvider client={queries}>
      <CloudProvider cloud={cloud}>
        <SkipLink />
        <TopBar />
        <div className="lambdarium-page">
          <CloudReady>
            <CurrentPage />
          </CloudReady>
        </div>
        <footer id="footer" className="lambdarium-footer">{labels.notAffiliated}</footer>
      </CloudProvider>
    </QueryClientProvider>
  );
}

function CurrentPage() {
  const route = useRoute();
  const place = "name" in route ? `${route.page}/${route.name}` : "host" in route ? `${route.page}/${route.host}` : route.page;
  useEffect(() => flash.moveOn(place), [place]);
  useRuntimeProgress();
  useAccountNews(useCloud().cloud);
  return (
    <CrashBoundary key={route.page} home={href({ page: "functions" })} place={href(route)}>
      <Suspense fallback={<Loading what="the page" />}>{pageOf(route)}</Suspense>
    </CrashBoundary>
  );
}

/** The first stop of the keyboard: past the bars, to the page itself. The address stays what it is. */
function SkipLink() {
  return (
    <a
      className="lambdarium-skip-link"
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById("main")?.focus();
      }}
    >
      Skip to the main content
    </a>
  );
}

function pageOf(route: Route): ReactNode {
  switch (route.page) {
    case "functions":
      return <FunctionsPage />;
    case "create-function":
      return <CreateFunctionPage />;
    case "function":
      return <FunctionPage key={route.name} route={route} />;
    case "edit-function":
      return <EditPage key={href(route)} name={route.name} form={route.form} qualifier={route.qualifier ?? LATEST} />;
    case "create-alias":
      return <AliasFormPage key={`${route.name}?${route.version ?? ""}`} name={route.name} {...(route.version === undefined ? {} : { version: route.version })} />;
    case "edit-alias":
      return <AliasFormPage key={`${route.name}/${route.alias}`} name={route.name} alias={route.alias} />;
    case "settings":
      return <SettingsPage />;
    case "queues":
      return route.name === undefined ? <QueuesPage /> : <QueuePage key={route.name} name={route.name} />;
    case "topics":
      return route.name === undefined ? <TopicsPage /> : <TopicPage key={route.name} name={route.name} />;
    case "buckets":
      return route.name === undefined ? <BucketsPage /> : <BucketPage key={route.name} name={route.name} />;
    case "http-client":
      return <HttpClientPage key={href(route)} host={route.host} path={route.path ?? "/"} />;
    case "log-groups":
      return route.name === undefined ? <LogGroupsPage /> : <LogGroupPage key={route.name} name={route.name} {...(route.stream === undefined ? {} : { stream: route.stream })} />;
    case "starvation":
      return <StarvationPage />;
    case "not-found":
      return <NotFoundPage hash={route.hash} />;
  }
}
