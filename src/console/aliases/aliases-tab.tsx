import { useCollection } from "@cloudscape-design/collection-hooks";
import type { AliasConfiguration } from "@aws-sdk/client-lambda";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { useMemo, useState } from "react";
import { useAliases } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { percent, splitOf } from "../shared/alias-split.ts";
import { NoMatch } from "../shared/no-match.tsx";
import { functionRoute, href } from "../shared/routes.ts";
import { DeleteAliasDialog } from "./delete-alias-dialog.tsx";
import { VersionLink } from "./version-link.tsx";
import { PAGINATION_LABELS } from "../shared/labels.ts";

/** The aliases of a function: where each points, with what shares. */
export function AliasesTab({ name }: { name: string }) {
  const answer = useAliases(name);
  const aliases = answer.data ?? [];
  const columns = useMemo(() => columnsOf(name), [name]);
  const [deleting, setDeleting] = useState(false);
  const { items, collectionProps, filterProps, filteredItemsCount, paginationProps, actions } = useCollection(aliases, {
    filtering: {
      filteringFunction: (alias, text) => searchText(alias).includes(text.toLowerCase()),
    },
    sorting: { defaultState: { sortingColumn: columns[0]! } },
    pagination: { pageSize: 20 },
    selection: { trackBy: "Name" },
  });
  const selected = collectionProps.selectedItems?.[0]?.Name;
  if (answer.isError) return <ApiErrorAlert header={`The aliases of ${name} could not be loaded`} error={answer.error} onRetry={() => void answer.refetch()} />;

  return (
    <>
      <Table
        {...collectionProps}
        empty={aliases.length === 0 ? <NoAliases name={name} /> : <NoMatch what="alias" onClear={() => actions.setFiltering("")} />}
        columnDefinitions={columns}
        items={items}
        loading={answer.isPending}
        loadingText="Loading aliases"
        selectionType="single"
        wrapLines
        ariaLabels={{
          tableLabel: `Aliases of ${name}`,
          selectionGroupLabel: "Select an alias",
          itemSelectionLabel: (_selection, { Name }) => `Select alias ${Name}`,
        }}
        header={
          <Header
            counter={answer.isPending ? "" : `(${aliases.length})`}
            description="An alias is a name for a version, with an ARN of its own that callers keep while you point it elsewhere. It cannot point at another alias."
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel="Refresh aliases" loading={answer.isFetching && !answer.isPending} onClick={() => void answer.refetch()} />
                <Button disabled={selected === undefined} onClick={() => setDeleting(true)}>Delete</Button>
                <Button disabled={selected === undefined} {...(selected === undefined ? {} : { href: href({ page: "edit-alias", name, alias: selected }) })}>Edit</Button>
                <Button variant="primary" href={href({ page: "create-alias", name })}>Create alias</Button>
              </SpaceBetween>
            }
          >
            Aliases
          </Header>
        }
        filter={
          <TextFilter
            {...filterProps}
            filteringPlaceholder="Search by name, version or description"
            filteringAriaLabel="Search aliases"
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
      <DeleteAliasDialog
        name={name}
        alias={selected ?? ""}
        visible={deleting}
        onDismiss={() => setDeleting(false)}
        onDeleted={() => actions.setSelectedItems([])}
      />
    </>
  );
}

function columnsOf(name: string): TableProps.ColumnDefinition<AliasConfiguration>[] {
  return [
    {
      id: "name",
      header: "Name",
      isRowHeader: true,
      sortingField: "Name",
      cell: ({ Name = "" }) => <Link href={href(functionRoute(name, { qualifier: { kind: "alias", value: Name }, tab: "aliases" }))}>{Name}</Link>,
    },
    {
      id: "versions",
      header: "Versions",
      sortingComparator: (left, right) => (left.FunctionVersion ?? "").localeCompare(right.FunctionVersion ?? "", "en", { numeric: true }),
      cell: (alias) => {
        const split = splitOf(alias);
        return split.map(({ version, share }) => (
          <div key={version}>
            <VersionLink name={name} version={version} />
            {split.length > 1 && <Box variant="span" color="text-body-secondary"> {percent(share)}</Box>}
          </div>
        ));
      },
    },
    { id: "description", header: "Description", sortingField: "Description", cell: ({ Description }) => Description || "-" },
  ];
}

function searchText(alias: AliasConfiguration): string {
  return [alias.Name, alias.Description, ...splitOf(alias).map(({ version }) => version)].join(" ").toLowerCase();
}

function NoAliases({ name }: { name: string }) {
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <b>No aliases</b>
        <Box>Give a version a name that callers can keep, such as <i>dev</i> or <i>prod</i>.</Box>
        <Button href={href({ page: "create-alias", name })}>Create alias</Button>
      </SpaceBetween>
    </Box>
  );
}
