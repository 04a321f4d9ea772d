import { useCollection } from "@cloudscape-design/collection-hooks";
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { lazy, Suspense, useState } from "react";
import { useFirstFunctions, useFunctions } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Page } from "../shared/page.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { functionRoute, href } from "../shared/routes.ts";
import { toMs } from "../shared/times.ts";
import { runtimeLabel } from "./runtime-label.ts";
import { PAGINATION_LABELS } from "../shared/labels.ts";

const DeleteFunctionsDialog = lazy(async () => ({ default: (await import("./delete-functions-dialog.tsx")).DeleteFunctionsDialog }));

const COLUMNS: readonly TableProps.ColumnDefinition<FunctionConfiguration>[] = [
  {
    id: "name",
    header: "Function name",
    isRowHeader: true,
    sortingField: "FunctionName",
    cell: ({ FunctionName = "" }) => <Link href={href(functionRoute(FunctionName))}>{FunctionName}</Link>,
  },
  { id: "description", header: "Description", sortingField: "Description", cell: ({ Description }) => Description || "-" },
  { id: "package", header: "Package type", sortingField: "PackageType", cell: ({ PackageType }) => PackageType ?? "Zip" },
  {
    id: "runtime",
    header: "Runtime",
    sortingComparator: (a, b) => runtimeLabel(a.Runtime).localeCompare(runtimeLabel(b.Runtime), "en", { numeric: true }),
    cell: ({ Runtime }) => runtimeLabel(Runtime),
  },
  {
    id: "modified",
    header: "Last modified",
    sortingComparator: (a, b) => (toMs(a.LastModified) ?? 0) - (toMs(b.LastModified) ?? 0),
    cell: ({ LastModified }) => <RelativeTime instant={LastModified} />,
  },
];
const NAME_COLUMN = COLUMNS[0]!;
const PAGE_SIZE = 20;

/** The list of functions in this Region: search, sort, delete, create. */
export function FunctionsPage() {
  const answer = useFunctions();
  const [deleting, setDeleting] = useState(false);
  // Once asked for, the dialog stays mounted: it closes with its own care for the focus.
  const [dialogWanted, setDialogWanted] = useState(false);
  // The first page of the API is shown while the others are read: search and order are of all, and wait for them.
  const first = useFirstFunctions(answer.isPending);
  const functions = answer.data ?? first.data ?? [];
  const { items, collectionProps, filterProps, filteredItemsCount, paginationProps, actions } = useCollection(functions, {
    filtering: {
      filteringFunction: (item, text) => searchText(item).includes(text.toLowerCase()),
    },
    pagination: { pageSize: PAGE_SIZE },
    sorting: { defaultState: { sortingColumn: NAME_COLUMN } },
    selection: { keepSelection: false, trackBy: "FunctionName" },
  });
  const selected = (collectionProps.selectedItems ?? []).map(({ FunctionName = "" }) => FunctionName);

  return (
    <Page
      title="Functions"
      contentType="table"
      help={{
        title: "Functions",
        body: (
          <>
            <p>A function is code with a handler that Lambda calls once an event. It runs only while it is called; nothing waits on a server of yours.</p>
            <p>AWS now calls these <i>Event functions</i>, to tell them from Web functions. In this simulator they live in this browser and really run here.</p>
          </>
        ),
      }}
    >
      {answer.isError ? (
        <ApiErrorAlert header="The functions could not be loaded" error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <Table
          {...collectionProps}
          variant="full-page"
          stickyHeader
          columnDefinitions={COLUMNS}
          items={items}
          loading={answer.isPending && (first.data === undefined || filterProps.filteringText !== "" || collectionProps.sortingColumn !== NAME_COLUMN || collectionProps.sortingDescending === true)}
          loadingText="Loading functions"
          empty={functions.length === 0 ? <NoFunctions /> : <NoMatch onClear={() => actions.setFiltering("")} />}
          selectionType="multi"
          ariaLabels={{
            tableLabel: "Functions",
            selectionGroupLabel: "Select functions",
            allItemsSelectionLabel: () => "Select all functions on this page",
            itemSelectionLabel: (_selection, { FunctionName }) => `Select ${FunctionName}`,
          }}
          header={
            <Header
              variant="awsui-h1-sticky"
              counter={answer.isPending ? (functions.length > 0 ? `(${functions.length}+)` : "") : selected.length > 0 ? `(${selected.length}/${functions.length})` : `(${functions.length})`}
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <Button iconName="refresh" ariaLabel="Refresh functions" loading={answer.isFetching && !answer.isPending} onClick={() => void answer.refetch()} />
                  <Button disabled={selected.length === 0} onClick={() => (setDialogWanted(true), setDeleting(true))}>Delete</Button>
                  <Button variant="primary" href={href({ page: "create-function" })}>Create function</Button>
                </SpaceBetween>
              }
            >
              Functions
            </Header>
          }
          filter={
            <TextFilter
              {...filterProps}
              filteringPlaceholder="Search by name, description or runtime"
              filteringAriaLabel="Search functions"
              filteringClearAriaLabel="Clear search"
              countText={filteredItemsCount === 1 ? "1 match" : `${filteredItemsCount ?? 0} matches`}
            />
          }
          pagination={
            <Pagination
              {...paginationProps}
              openEnd={answer.isPending}
              ariaLabels={PAGINATION_LABELS}
            />
          }
        />
      )}
      <Suspense fallback={null}>
        {dialogWanted && <DeleteFunctionsDialog names={selected} visible={deleting} onDismiss={() => setDeleting(false)} onDeleted={() => actions.setSelectedItems([])} />}
      </Suspense>
    </Page>
  );
}

function NoFunctions() {
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <b>No functions in this Region</b>
        <Box color="text-body-secondary">Create one, and it runs right here in the browser.</Box>
        <Button href={href({ page: "create-function" })}>Create function</Button>
      </SpaceBetween>
    </Box>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <b>No function matches</b>
        <Button onClick={onClear}>Clear search</Button>
      </SpaceBetween>
    </Box>
  );
}

function searchText({ FunctionName = "", Description = "", Runtime }: FunctionConfiguration): string {
  return `${FunctionName} ${Description} ${Runtime ?? ""} ${runtimeLabel(Runtime)}`.toLowerCase();
}
