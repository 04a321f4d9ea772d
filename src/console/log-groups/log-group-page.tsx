import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRef, useState } from "react";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { navigate } from "../shared/navigation.ts";
import { Page } from "../shared/page.tsx";
import { href } from "../shared/routes.ts";
import { DeleteLogGroups } from "./delete-log-groups.tsx";
import { GroupLines } from "./group-lines.tsx";
import { logGroupHelp } from "./log-group-help.tsx";
import { LogGroupOverview } from "./log-group-overview.tsx";
import { useLogGroups } from "./log-group-queries.ts";
import { LogStreams } from "./log-streams.tsx";
import { RetentionDialog } from "./retention-dialog.tsx";

/** A log group: who writes to it, how long it keeps, its streams, and the lines of all or of one (`stream`). */
export function LogGroupPage({ name, stream }: { name: string; stream?: string }) {
  const groups = useLogGroups(name);
  const [dialog, setDialog] = useState<"retention" | "delete" | null>(null);
  const lines = useRef<HTMLDivElement>(null);
  const group = groups.data?.find(({ logGroupName }) => logGroupName === name);
  const frame = { title: `${name} | Log groups`, breadcrumbs: [{ text: "Log groups", href: href({ page: "log-groups" }) }, { text: name, href: href({ page: "log-groups", name }) }], help: logGroupHelp };
  if (groups.isPending) return <Page {...frame}><Loading what={`log group ${name}`} /></Page>;
  if (groups.isLoadingError) return <Page {...frame}><ApiErrorAlert header={`The log group ${name} could not be loaded`} error={groups.error} onRetry={() => void groups.refetch()} /></Page>;
  return (
    <Page {...frame}>
      {group ? (
        <SpaceBetween size="l">
          {groups.isRefetchError && <ApiErrorAlert header={`The log group ${name} could not be read again`} error={groups.error} onRetry={() => void groups.refetch()} />}
          <Header
            variant="h1"
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button onClick={() => setDialog("retention")}>Edit retention</Button>
                <Button onClick={() => setDialog("delete")}>Delete log group</Button>
              </SpaceBetween>
            }
          >
            {name}
          </Header>
          <LogGroupOverview name={name} group={group} />
          <LogStreams group={name} onShow={() => lines.current?.scrollIntoView({ block: "start" })} />
          <div ref={lines}>
            <GroupLines group={name} stream={stream} onStream={(chosen) => navigate({ page: "log-groups", name, ...(chosen === "" ? {} : { stream: chosen }) })} />
          </div>
        </SpaceBetween>
      ) : dialog === "delete" ? (
        // It is being deleted here: the list takes its place in a moment.
        <Loading what="log groups" />
      ) : (
        <Alert type="error" header={`There is no log group ${name}`} action={<Button href={href({ page: "log-groups" })}>All log groups</Button>}>
          It may have been deleted, or belong to another Region. The first line that a function logs makes its group.
        </Alert>
      )}
      <RetentionDialog group={name} now={group?.retentionInDays} visible={dialog === "retention"} onDismiss={() => setDialog(null)} />
      <DeleteLogGroups names={[name]} visible={dialog === "delete"} onDismiss={() => setDialog(null)} onDeleted={() => navigate({ page: "log-groups" })} />
    </Page>
  );
}
