import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Pagination from "@cloudscape-design/components/pagination";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { PAGINATION_LABELS } from "../shared/labels.ts";
import { href } from "../shared/routes.ts";
import { absoluteTime } from "../shared/times.ts";
import { useLogStreams } from "./log-group-queries.ts";

interface LogStreamsProps {
  readonly group: string;
  /** The lines of one were asked for: its address is followed already. */
  readonly onShow: () => void;
}

/** The streams of a group, page by page as the API gives them. */
export function LogStreams({ group, onShow }: LogStreamsProps) {
  // Where each page begins that was reached so far.
  const [tokens, setTokens] = useState<readonly (string | undefined)[]>([undefined]);
  const [page, setPage] = useState(0);
  const answer = useLogStreams(group, tokens[page]);
  if (answer.isError) return <ApiErrorAlert header={`The log streams of ${group} could not be loaded`} error={answer.error} onRetry={() => void answer.refetch()} />;
  const streams = answer.data?.logStreams ?? [];
  const next = answer.data?.nextToken;
  const turnTo = (wanted: number) => {
    if (wanted >= tokens.length) {
      if (next === undefined || answer.isPlaceholderData) return;
      setTokens([...tokens, next]);
    }
    setPage(wanted);
  };
  return (
    <Table
      items={streams}
      trackBy="logStreamName"
      wrapLines
      contentDensity="compact"
      loading={answer.isPending}
      loadingText="Loading log streams"
      ariaLabels={{ tableLabel: `Log streams of ${group}` }}
      columnDefinitions={[
        {
          id: "name",
          header: "Log stream",
          isRowHeader: true,
          cell: ({ logStreamName = "" }) => <Link ariaLabel={`Show the lines of ${logStreamName}`} href={href({ page: "log-groups", name: group, stream: logStreamName })} onFollow={onShow}>{logStreamName}</Link>,
        },
        { id: "first", header: "First line", cell: ({ firstEventTimestamp }) => time(firstEventTimestamp) },
        { id: "last", header: "Last line", cell: ({ lastEventTimestamp }) => time(lastEventTimestamp) },
      ]}
      empty={<Box textAlign="center" padding="s">{page === 0 ? "Nothing was logged yet. Each execution environment brings a stream with its first line." : "There are no more streams."}</Box>}
      header={
        <Header
          variant="h2"
          description="One an execution environment; those with the newest lines first."
          actions={<Button iconName="refresh" ariaLabel="Refresh log streams" loading={answer.isFetching && !answer.isPending} onClick={() => void answer.refetch()} />}
        >
          Log streams
        </Header>
      }
      pagination={
        <Pagination
          currentPageIndex={page + 1}
          pagesCount={Math.max(tokens.length, page + (next === undefined ? 1 : 2))}
          onChange={({ detail }) => turnTo(detail.currentPageIndex - 1)}
          ariaLabels={PAGINATION_LABELS}
        />
      }
    />
  );
}

function time(ms: number | undefined): string {
  return absoluteTime(ms === undefined ? undefined : new Date(ms));
}
