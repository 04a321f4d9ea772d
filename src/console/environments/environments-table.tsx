import { useCollection } from "@cloudscape-design/collection-hooks";
import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import Pagination from "@cloudscape-design/components/pagination";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { EnvironmentView } from "#services/lambda/environments/environment-views.ts";
import { functionRoute, href } from "../shared/routes.ts";
import { PAGINATION_LABELS } from "../shared/labels.ts";
import { Age } from "./age.tsx";
import { initText } from "./init-words.ts";
import { byVersion } from "./timeline-layout.ts";

interface EnvironmentsTableProps {
  readonly environments: readonly EnvironmentView[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** The same environments as in the picture, as a table; the newest first. */
export function EnvironmentsTable({ environments, selected, onSelect }: EnvironmentsTableProps) {
  const { items, collectionProps, paginationProps } = useCollection(environments, {
    sorting: { defaultState: { sortingColumn: { sortingField: "createdAt" }, isDescending: true } },
    pagination: { pageSize: 10 },
  });
  return (
    <Table
      {...collectionProps}
      variant="embedded"
      contentDensity="compact"
      trackBy="id"
      items={items}
      columnDefinitions={COLUMNS}
      selectionType="single"
      selectedItems={environments.filter(({ id }) => id === selected)}
      onSelectionChange={({ detail }) => onSelect(detail.selectedItems[0]!.id)}
      ariaLabels={{ tableLabel: "Execution environments", selectionGroupLabel: "Environment", itemSelectionLabel: (_, { logStream }) => `Select ${logStream}` }}
      empty={<Box textAlign="center" padding="m" color="text-body-secondary">None in this span of time.</Box>}
      pagination={<Pagination {...paginationProps} ariaLabels={PAGINATION_LABELS} />}
    />
  );
}

const COLUMNS: readonly TableProps.ColumnDefinition<EnvironmentView>[] = [
  {
    id: "stream",
    header: "Log stream",
    isRowHeader: true,
    cell: ({ functionName, logStream }) => (
      <Link href={href(functionRoute(functionName, { tab: "monitoring", view: "logs", stream: logStream }))} ariaLabel={`Log stream ${logStream}`}>{`…${logStream.slice(-8)}`}</Link>
    ),
  },
  { id: "version", header: "Version", sortingComparator: (left, right) => byVersion(left.version, right.version), cell: ({ version }) => version },
  { id: "kind", header: "Kind", sortingField: "kind", cell: ({ kind }) => (kind === "provisioned" ? <Badge color="green">Provisioned</Badge> : "On demand") },
  { id: "status", header: "Status", sortingField: "status", cell: (environment) => <EnvironmentStatus environment={environment} /> },
  { id: "started", header: "Age", sortingField: "createdAt", cell: (environment) => <Age environment={environment} /> },
  { id: "init", header: "Init", cell: initText },
  { id: "invocations", header: "Invocations", sortingField: "invocations", cell: ({ invocations }) => invocations.toLocaleString("en") },
  { id: "memory", header: "Memory used", cell: ({ memoryUsedMb }) => (memoryUsedMb === null ? "-" : `${memoryUsedMb} MB`) },
];

const STATUS: Readonly<Record<EnvironmentView["status"], readonly [StatusIndicatorProps.Type, string]>> = {
  init: ["loading", "Starting"],
  busy: ["in-progress", "Busy"],
  idle: ["success", "Idle"],
  reset: ["warning", "Reset"],
  ended: ["stopped", "Ended"],
};

function EnvironmentStatus({ environment: { status, endReason } }: { environment: EnvironmentView }) {
  const [type, words]: (typeof STATUS)[EnvironmentView["status"]] = endReason === "init-failed" ? ["error", "Init failed"] : STATUS[status];
  return <StatusIndicator type={type}>{words}</StatusIndicator>;
}
