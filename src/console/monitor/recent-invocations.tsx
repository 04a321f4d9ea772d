import { useCollection } from "@cloudscape-design/collection-hooks";
import Badge from "@cloudscape-design/components/badge";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Pagination from "@cloudscape-design/components/pagination";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import type { ReactNode } from "react";
import { PAGINATION_LABELS } from "../shared/labels.ts";
import { instant } from "../shared/logs/log-lines-view.tsx";
import { NoMatch } from "../shared/no-match.tsx";
import type { LoggedInvocation } from "./invocations.ts";

interface RecentInvocationsProps {
  readonly invocations: readonly LoggedInvocation[];
  readonly loading: boolean;
  /** What to show where nothing was invoked. */
  readonly empty: ReactNode;
  readonly onStream: (stream: string) => void;
  /** Shows the log of one invocation. */
  readonly onLog: (invocation: LoggedInvocation) => void;
}

/** The newest invocations, read from the REPORT lines of the logs. */
export function RecentInvocations({ invocations, loading, empty, onStream, onLog }: RecentInvocationsProps) {
  const columns = columnsOf({ onStream, onLog });
  const { items, collectionProps, filterProps, filteredItemsCount, paginationProps, actions } = useCollection(invocations, {
    filtering: {
      filteringFunction: (invocation, text) => searchText(invocation).includes(text.toLowerCase()),
    },
    sorting: { defaultState: { sortingColumn: { sortingField: "startedAt" }, isDescending: true } },
    pagination: { pageSize: 10 },
  });
  return (
    <Table
      {...collectionProps}
      empty={invocations.length === 0 ? empty : <NoMatch what="invocation" onClear={() => actions.setFiltering("")} />}
      columnDefinitions={columns}
      items={items}
      loading={loading}
      loadingText="Loading invocations"
      trackBy="requestId"
      contentDensity="compact"
      ariaLabels={{ tableLabel: "Recent invocations" }}
      header={
        <Header counter={loading ? "" : `(${invocations.length})`} description="Read from the REPORT lines of the newest log streams, one stream an execution environment.">
          Recent invocations
        </Header>
      }
      filter={
        <TextFilter
          {...filterProps}
          filteringPlaceholder="Search by request ID, version, status or stream"
          filteringAriaLabel="Search invocations"
          filteringClearAriaLabel="Clear search"
          countText={filteredItemsCount === 1 ? "1 match" : `${filteredItemsCount ?? 0} matches`}
        />
      }
      pagination={
        <Pagination
          {...paginationProps}
          ariaLabels={PAGINATION_LABELS}
        />
      }
    />
  );
}

const ONE_LINE = { whiteSpace: "nowrap" } as const;

function columnsOf({ onStream, onLog }: { onStream: (stream: string) => void; onLog: (invocation: LoggedInvocation) => void }): TableProps.ColumnDefinition<LoggedInvocation>[] {
  return [
    { id: "time", header: "Time (UTC)", sortingField: "startedAt", cell: ({ startedAt }) => instant(startedAt) },
    {
      id: "request",
      header: "Request ID",
      isRowHeader: true,
      cell: (invocation) => (
        <span style={ONE_LINE}>
          <Link ariaLabel={`Show the log of ${invocation.requestId}`} onFollow={() => onLog(invocation)}>{invocation.requestId}</Link>
        </span>
      ),
    },
    { id: "version", header: "Version", sortingField: "version", cell: ({ version }) => version },
    { id: "status", header: "Status", sortingField: "status", cell: (invocation) => <InvocationStatus invocation={invocation} /> },
    { id: "duration", header: "Duration", sortingComparator: by("durationMs"), cell: ({ report }) => (report ? `${report.durationMs.toFixed(2)} ms` : "-") },
    { id: "billed", header: "Billed", sortingComparator: by("billedMs"), cell: ({ report }) => (report ? `${report.billedMs} ms` : "-") },
    {
      id: "init",
      header: "Init",
      sortingComparator: by("initMs"),
      cell: ({ report }) => (report?.initMs === undefined ? "-" : <span style={ONE_LINE}>{report.initMs.toFixed(2)} ms <Badge color="blue">cold</Badge></span>),
    },
    { id: "memory", header: "Memory used", sortingComparator: by("maxMemoryUsedMb"), cell: ({ report }) => <MemoryUsed report={report} /> },
    {
      id: "stream",
      header: "Log stream",
      sortingField: "stream",
      cell: ({ stream }) => (
        <span title={stream}>
          <Link ariaLabel={`Show log stream ${stream}`} onFollow={() => onStream(stream)}>{`…${stream.slice(-8)}`}</Link>
        </span>
      ),
    },
  ];
}

/** How an invocation ended, in words and colour. */
function InvocationStatus({ invocation: { status, errorType } }: { invocation: LoggedInvocation }) {
  switch (status) {
    case "succeeded":
      return <StatusIndicator type="success">Succeeded</StatusIndicator>;
    case "timeout":
      return <StatusIndicator type="error">Timed out</StatusIndicator>;
    case "error":
      return <StatusIndicator type="error">{errorType === undefined ? "Failed" : `Failed: ${errorType}`}</StatusIndicator>;
    case "running":
      return <StatusIndicator type="in-progress">Running</StatusIndicator>;
  }
}

function by(field: "durationMs" | "billedMs" | "initMs" | "maxMemoryUsedMb") {
  return (left: LoggedInvocation, right: LoggedInvocation) => (left.report?.[field] ?? -1) - (right.report?.[field] ?? -1);
}

function MemoryUsed({ report }: { report: LoggedInvocation["report"] }) {
  if (!report) return "-";
  if (report.maxMemoryUsedMb === undefined) return <span title="Not measured: the browser gives no figure for this runtime">- of {report.memoryMb} MB</span>;
  return `${report.maxMemoryUsedMb} of ${report.memoryMb} MB`;
}

function searchText({ requestId, version, status, errorType, stream, report }: LoggedInvocation): string {
  return [requestId, `version ${version}`, status, errorType, stream, report?.initMs === undefined ? "warm" : "cold"].join(" ").toLowerCase();
}
