import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useState } from "react";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { LogViewer } from "../shared/logs/log-viewer.tsx";
import { LIMITS, useRecentStreams } from "../shared/logs/use-recent-logs.ts";
import { href } from "../shared/routes.ts";

interface GroupLinesProps {
  readonly group: string;
  /** The stream whose lines are wanted; undefined: of the newest ones together. */
  readonly stream: string | undefined;
  /** Empty: of all. */
  readonly onStream: (stream: string) => void;
}

/** The lines of a group as they come, of its newest streams or of one, however old; filtered by a pattern. */
export function GroupLines({ group, stream, onStream }: GroupLinesProps) {
  const [live, setLive] = useState(true);
  const recent = useRecentStreams(group, undefined, live, stream);
  if (recent.isLoadingError) return <ApiErrorAlert header={`The lines of ${group} could not be loaded`} error={recent.error} onRetry={() => void recent.refetch()} />;
  const streams = recent.data ?? [];
  if (streams.length === 0) return null;
  const missing = stream !== undefined && !recent.isPlaceholderData && streams.every(({ name }) => name !== stream);
  return (
    <SpaceBetween size="s">
      {recent.isRefetchError && <ApiErrorAlert header={`The lines of ${group} could not be read again`} error={recent.error} onRetry={() => void recent.refetch()} />}
      <SpaceBetween direction="horizontal" size="m" alignItems="center">
        <Toggle checked={live} onChange={({ detail }) => setLive(detail.checked)}>Live tail</Toggle>
        <Button iconName="refresh" ariaLabel="Refresh the lines" loading={recent.isFetching} onClick={() => void recent.refetch()} />
        <Box color="text-body-secondary">The {LIMITS.streams} newest log streams are read.</Box>
      </SpaceBetween>
      {missing && <Box color="text-body-secondary">The log stream that was asked for does not exist (any more); all of these are shown.</Box>}
      <LogViewer
        whole
        group={group}
        streams={streams}
        stream={stream ?? ""}
        onStream={onStream}
        live={live}
        linksOf={({ stream: of }) => ({
          key: of,
          links: stream === of ? null : <Link fontSize="body-s" href={href({ page: "log-groups", name: group, stream: of })} ariaLabel={`Only the lines of ${of}`}>{`…${of.slice(-8)}`}</Link>,
        })}
      />
    </SpaceBetween>
  );
}
