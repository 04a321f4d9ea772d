import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useMemo, useRef, useState } from "react";
import { useAlias, useFunctionConfiguration } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { splitOf } from "../shared/alias-split.ts";
import { Loading } from "../shared/loading.tsx";
import { LogViewer } from "../shared/logs/log-viewer.tsx";
import { LIMITS, useRecentStreams } from "../shared/logs/use-recent-logs.ts";
import { apiQualifier, functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { InvocationLogDialog } from "./invocation-log-dialog.tsx";
import { invocationsOf, type LoggedInvocation } from "./invocations.ts";
import { lineKey, lineLinks } from "./line-links.tsx";
import { RecentInvocations } from "./recent-invocations.tsx";

interface MonitorTabProps {
  readonly name: string;
  readonly qualifier: PageQualifier;
  /** The log stream that was asked for. */
  readonly stream?: string | undefined;
  /** The request whose log was asked for. */
  readonly request?: string | undefined;
}

/** Recent invocations and logs: of the whole function, of one version, or of the versions behind an alias. */
export function MonitorTab({ name, qualifier, stream, request }: MonitorTabProps) {
  if (qualifier.kind === "alias") return <AliasMonitor name={name} alias={qualifier.value} stream={stream} request={request} />;
  return <Monitor name={name} qualifier={qualifier} stream={stream} request={request} {...(qualifier.kind === "version" ? { versions: [qualifier.value] } : {})} />;
}

function AliasMonitor({ name, alias, stream, request }: { name: string; alias: string; stream: string | undefined; request: string | undefined }) {
  const answer = useAlias(name, alias);
  if (answer.isPending) return <Loading what={`alias ${alias}`} />;
  if (answer.isError) return <ApiErrorAlert header={`The alias ${alias} could not be loaded`} error={answer.error} onRetry={() => void answer.refetch()} />;
  return <Monitor name={name} qualifier={{ kind: "alias", value: alias }} stream={stream} request={request} versions={splitOf(answer.data).map(({ version }) => version)} />;
}

function Monitor({ name, qualifier, versions, stream: asked, request }: MonitorTabProps & { versions?: readonly string[] }) {
  const configuration = useFunctionConfiguration(name, apiQualifier(qualifier));
  const group = configuration.data?.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`;
  const [live, setLive] = useState(true);
  const [stream, setStream] = useState(asked ?? "");
  const [logOf, setLogOf] = useState(request ?? "");
  const [logOpen, setLogOpen] = useState(request !== undefined);
  const showLog = ({ requestId }: LoggedInvocation) => (setLogOf(requestId), setLogOpen(true));
  const viewer = useRef<HTMLDivElement>(null);
  const recent = useRecentStreams(group, versions, live, asked);
  const streams = recent.data;
  const invocations = useMemo(
    () => (streams ?? []).flatMap(({ lines }) => invocationsOf(lines)).toSorted((left, right) => right.startedAt - left.startedAt),
    [streams],
  );

  const ofLine = useMemo(() => new Map(invocations.flatMap((invocation) => invocation.lines.map((line) => [lineKey(line), invocation] as const))), [invocations]);
  const logged = invocations.find(({ requestId }) => requestId === logOf) ?? null;
  return (
    <SpaceBetween size="l">
      <SpaceBetween direction="horizontal" size="m" alignItems="center">
        <Toggle checked={live} onChange={({ detail }) => setLive(detail.checked)}>Live</Toggle>
        <Button iconName="refresh" ariaLabel="Refresh invocations and logs" loading={recent.isFetching && !recent.isPending} onClick={() => void recent.refetch()} />
        <Box color="text-body-secondary">{scopeWords(qualifier, versions)} The {LIMITS.streams} newest log streams are read.</Box>
      </SpaceBetween>
      {recent.isError ? (
        <ApiErrorAlert header={`The logs of ${name} could not be loaded`} error={recent.error} onRetry={() => void recent.refetch()} />
      ) : (
        <RecentInvocations
          invocations={invocations}
          loading={recent.isPending}
          empty={<NothingYet name={name} qualifier={qualifier} />}
          onLog={showLog}
          onStream={(chosen) => {
            setStream(chosen);
            viewer.current?.scrollIntoView({ block: "start" });
          }}
        />
      )}
      <div ref={viewer}>
        {streams && streams.length > 0 && <LogViewer group={group} streams={streams} stream={stream} onStream={setStream} live={live} linksOf={(line) => lineLinks(name, line, ofLine.get(lineKey(line)), showLog)} />}
        {asked !== undefined && streams?.every((known) => known.name !== asked) && <Box color="text-body-secondary">The log stream that was asked for does not exist (any more); all of these are shown.</Box>}
      </div>
      <InvocationLogDialog name={name} invocation={logged} visible={logOpen && logged !== null} onDismiss={() => setLogOpen(false)} />
    </SpaceBetween>
  );
}

function scopeWords(qualifier: PageQualifier, versions: readonly string[] | undefined): string {
  switch (qualifier.kind) {
    case "latest":
      return "All versions of the function.";
    case "version":
      return `Version ${qualifier.value} only.`;
    case "alias":
      return `${versions?.length === 2 ? `Versions ${versions.join(" and ")}` : `Version ${versions?.[0]}`}, which this alias points at now. A log does not say by which alias an invocation came.`;
  }
}

function NothingYet({ name, qualifier }: MonitorTabProps) {
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <b>No invocations yet</b>
        <Box>The first invocation creates the log group; then every invocation and its log lines show up here by themselves.</Box>
        <Button href={href(functionRoute(name, { qualifier, tab: "testing" }))}>Test the function</Button>
      </SpaceBetween>
    </Box>
  );
}
