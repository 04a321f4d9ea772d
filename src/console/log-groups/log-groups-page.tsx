import { useCollection } from "@cloudscape-design/collection-hooks";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import { useState } from "react";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { PAGINATION_LABELS } from "../shared/labels.ts";
import { megabytes } from "../shared/megabytes.ts";
import { NoMatch } from "../shared/no-match.tsx";
import { Page } from "../shared/page.tsx";
import { href } from "../shared/routes.ts";
import { absoluteTime } from "../shared/times.ts";
import { DeleteLogGroups } from "./delete-log-groups.tsx";
import { logGroupHelp } from "./log-group-help.tsx";
import { useLogGroups } from "./log-group-queries.ts";
import { RetentionDialog } from "./retention-dialog.tsx";
import { retentionWords } from "./retention-words.ts";

const COLUMNS: readonly TableProps.ColumnDefinition<LogGroup>[] = [
  { id: "name", header: "Log group", isRowHeader: true, sortingField: "logGroupName", cell: ({ logGroupName: name = "" }) => <Link href={href({ page: "log-groups", name })}>{name}</Link> },
  { id: "retention", header: "Retention", sortingComparator: (left, right) => days(left) - days(right), cell: ({ retentionInDays }) => retentionWords(retentionInDays) },
  { id: "stored", header: "Stored", sortingField: "storedBytes", cell: ({ storedBytes = 0 }) => megabytes(storedBytes) },
  { id: "created", header: "Created", sortingField: "creationTime", cell: ({ creationTime }) => absoluteTime(creationTime === undefined ? undefined : new Date(creationTime)) },
];

/** The log groups of the account in this Region, whoever made them: search, retention, delete. */
export function LogGroupsPage() {
  const answer = useLogGroups();
  const [dialog, setDialog] = useState<"retention" | "delete" | null>(null);
  const groups = answer.data ?? [];
  const { items, collectionProps, filterProps, filteredItemsCount, paginationProps, actions } = useCollection(groups, {
    filtering: { filteringFunction: ({ logGroupName = "" }, text) => logGroupName.toLowerCase().includes(text.toLowerCase()) },
    pagination: { pageSize: 20 },
    sorting: { defaultState: { sortingColumn: COLUMNS[0]! } },
    selection: { keepSelection: false, trackBy: "logGroupName" },
  });
  const chosen = collectionProps.selectedItems ?? [];
  const selected = chosen.map(({ logGroupName = "" }) => logGroupName);
  return (
    <Page title="Log groups" breadcrumbs={[{ text: "Log groups", href: href({ page: "log-groups" }) }]} help={logGroupHelp} contentType="table">
      {answer.isError ? (
        <ApiErrorAlert header="The log groups could not be loaded" error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <Table
          {...collectionProps}
          items={items}
          columnDefinitions={COLUMNS}
          variant="full-page"
          loading={answer.isPending}
          loadingText="Loading log groups"
          selectionType="multi"
          ariaLabels={{
            tableLabel: "Log groups",
            selectionGroupLabel: "Select log groups",
            allItemsSelectionLabel: () => "Select all log groups on this page",
            itemSelectionLabel: (_selection, { logGroupName }) => `Select ${logGroupName}`,
          }}
          empty={groups.length > 0 ? <NoMatch what="log group" onClear={() => actions.setFiltering("")} /> : <NoGroups />}
          header={
            <Header
              variant="awsui-h1-sticky"
              counter={answer.isPending ? "" : selected.length > 0 ? `(${selected.length}/${groups.length})` : `(${groups.length})`}
              description="Amazon CloudWatch Logs, as far as functions need it."
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <Button iconName="refresh" ariaLabel="Refresh log groups" loading={answer.isFetching && !answer.isPending} onClick={() => void answer.refetch()} />
                  <Button disabled={selected.length !== 1} onClick={() => setDialog("retention")}>Edit retention</Button>
                  <Button disabled={selected.length === 0} onClick={() => setDialog("delete")}>Delete</Button>
                </SpaceBetween>
              }
            >
              Log groups
            </Header>
          }
          filter={
            <TextFilter
              {...filterProps}
              filteringPlaceholder="Search by name"
              filteringAriaLabel="Search log groups"
              filteringClearAriaLabel="Clear search"
              countText={filteredItemsCount === 1 ? "1 match" : `${filteredItemsCount ?? 0} matches`}
            />
          }
          pagination={<Pagination {...paginationProps} ariaLabels={PAGINATION_LABELS} />}
        />
      )}
      <RetentionDialog group={selected[0] ?? ""} now={chosen[0]?.retentionInDays} visible={dialog === "retention"} onDismiss={() => setDialog(null)} />
      <DeleteLogGroups names={selected} visible={dialog === "delete"} onDismiss={() => setDialog(null)} onDeleted={() => actions.setSelectedItems([])} />
    </Page>
  );
}

function NoGroups() {
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <b>No log groups</b>
        <Box color="text-body-secondary">The first invocation of a function makes its group.</Box>
        <Button href={href({ page: "functions" })}>Functions</Button>
      </SpaceBetween>
    </Box>
  );
}

/** For sorting: what never expires comes last. */
function days({ retentionInDays }: LogGroup): number {
  return retentionInDays ?? Number.MAX_SAFE_INTEGER;
}
