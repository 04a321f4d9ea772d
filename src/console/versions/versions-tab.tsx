import { useCollection } from "@cloudscape-design/collection-hooks";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { useMemo, useState } from "react";
import { useAliases, useVersions } from "../aws/lambda-queries.ts";
import { percent } from "../shared/alias-split.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { NoMatch } from "../shared/no-match.tsx";
import { functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { RelativeTime } from "../shared/relative-time.tsx";
import { toMs } from "../shared/times.ts";
import { DeleteVersionDialog } from "./delete-version-dialog.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { versionRows, type VersionRow } from "./version-rows.ts";
import { PAGINATION_LABELS } from "../shared/labels.ts";

const PAGE_SIZE = 20;

/** The versions of a function, the newest first: publish, look at, delete. */
export function VersionsTab({ name }: { name: string }) {
  const versions = useVersions(name);
  const aliases = useAliases(name);
  const rows = useMemo(() => versionRows(versions.data ?? [], aliases.data ?? []), [versions.data, aliases.data]);
  const columns = useMemo(() => columnsOf(name), [name]);
  const [dialog, setDialog] = useState<"publish" | "delete" | null>(null);
  const { items, collectionProps, filterProps, filteredItemsCount, paginationProps, actions } = useCollection(rows, {
    filtering: {
      filteringFunction: (row, text) => searchText(row).includes(text.toLowerCase()),
    },
    sorting: { defaultState: { sortingColumn: columns[0]!, isDescending: true } },
    pagination: { pageSize: PAGE_SIZE },
    selection: { trackBy: "version" },
  });
  const selected = collectionProps.selectedItems?.[0];
  const failure = versions.error ?? aliases.error;
  if (failure) {
    return <ApiErrorAlert header={`The versions of ${name} could not be loaded`} error={failure} onRetry={() => void Promise.all([versions.refetch(), aliases.refetch()])} />;
  }

  return (
    <>
      <Table
        {...collectionProps}
        empty={<NoMatch what="version" onClear={() => actions.setFiltering("")} />}
        columnDefinitions={columns}
        items={items}
        loading={versions.isPending || aliases.isPending}
        loadingText="Loading versions"
        selectionType="single"
        wrapLines
        ariaLabels={{
          tableLabel: `Versions of ${name}`,
          selectionGroupLabel: "Select a version",
          itemSelectionLabel: (_selection, { version }) => `Select version ${version}`,
        }}
        header={
          <Header
            counter={versions.isPending ? "" : `(${rows.length - 1})`}
            description="A version is a copy of the code and configuration of $LATEST that never changes again. Numbers count up and are never used twice."
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel="Refresh versions" loading={versions.isFetching && !versions.isPending} onClick={() => void Promise.all([versions.refetch(), aliases.refetch()])} />
                <Button
                  disabled={!selected || selected.version === "$LATEST"}
                  {...(selected?.version === "$LATEST" ? { disabledReason: "$LATEST version cannot be deleted without deleting the function." } : {})}
                  onClick={() => setDialog("delete")}
                >
                  Delete
                </Button>
                <Button disabled={!selected} {...(selected ? { href: href({ page: "create-alias", name, version: selected.version }) } : {})}>
                  Create alias
                </Button>
                <Button variant="primary" onClick={() => setDialog("publish")}>Publish new version</Button>
              </SpaceBetween>
            }
          >
            Versions
          </Header>
        }
        filter={
          <TextFilter
            {...filterProps}
            filteringPlaceholder="Search by version, alias or description"
            filteringAriaLabel="Search versions"
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
        footer={rows.length === 1 && <NothingPublished onPublish={() => setDialog("publish")} />}
      />
      <PublishDialog name={name} visible={dialog === "publish"} onDismiss={() => setDialog(null)} />
      <DeleteVersionDialog
        name={name}
        version={selected?.version ?? ""}
        visible={dialog === "delete"}
        onDismiss={() => setDialog(null)}
        onDeleted={() => actions.setSelectedItems([])}
      />
    </>
  );
}

function columnsOf(name: string): TableProps.ColumnDefinition<VersionRow>[] {
  return [
    {
      id: "version",
      header: "Version",
      isRowHeader: true,
      sortingComparator: (left, right) => left.order - right.order || 0,
      cell: ({ version }) => <Link href={href(functionRoute(name, { qualifier: qualifierOf(version) }))}>{version}</Link>,
    },
    {
      id: "aliases",
      header: "Aliases",
      cell: ({ aliases }) => (aliases.length === 0 ? "-" : aliases.map(({ name: alias, share, additional }) => (
        <div key={alias}>
          <Link href={href(functionRoute(name, { qualifier: { kind: "alias", value: alias }, tab: "aliases" }))}>{alias}</Link>
          {(share < 1 || additional) && <Box variant="span" color="text-body-secondary"> {percent(share)}</Box>}
        </div>
      ))),
    },
    { id: "description", header: "Description", sortingField: "description", cell: ({ description }) => description || "-" },
    {
      id: "type",
      header: "Type",
      sortingComparator: (left, right) => typeOf(left).localeCompare(typeOf(right)),
      cell: (row) => typeOf(row),
    },
    {
      id: "modified",
      header: "Last modified",
      sortingComparator: (left, right) => (toMs(left.lastModified) ?? 0) - (toMs(right.lastModified) ?? 0),
      cell: ({ lastModified }) => <RelativeTime instant={lastModified} />,
    },
    { id: "architecture", header: "Architecture", sortingField: "architecture", cell: ({ architecture }) => architecture },
  ];
}

function qualifierOf(version: string): PageQualifier {
  return version === "$LATEST" ? { kind: "latest" } : { kind: "version", value: version };
}

function typeOf({ version }: VersionRow): string {
  return version === "$LATEST" ? "Unpublished, can change" : "Published";
}

function searchText(row: VersionRow): string {
  return [row.version, row.description, row.architecture, typeOf(row), ...row.aliases.map(({ name }) => name)].join(" ").toLowerCase();
}

function NothingPublished({ onPublish }: { onPublish: () => void }) {
  return (
    <Box textAlign="center" padding="s">
      <SpaceBetween size="xs">
        <Box>Nothing is published yet: only <b>$LATEST</b>, the version you edit, exists. Publish it to keep what it is now.</Box>
        <Button onClick={onPublish}>Publish the first version</Button>
      </SpaceBetween>
    </Box>
  );
}
