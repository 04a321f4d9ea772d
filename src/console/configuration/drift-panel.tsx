import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import Toggle from "@cloudscape-design/components/toggle";
import { useState } from "react";
import { useAliases, useVersions } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { functionRoute, href } from "../shared/routes.ts";
import { environmentDrift, type DriftCell, type DriftRow } from "./drift.ts";

/** Which environment variables each version froze, beside `$LATEST`'s of today. */
export function DriftPanel({ name }: { name: string }) {
  const versions = useVersions(name);
  const aliases = useAliases(name);
  const [onlyDrifted, setOnlyDrifted] = useState(false);
  if (versions.isPending) return <Loading what="versions" />;
  if (versions.isError) return <ApiErrorAlert header="The versions could not be loaded" error={versions.error} onRetry={() => void versions.refetch()} />;

  const rows = environmentDrift(versions.data);
  const shown = onlyDrifted ? rows.filter(({ drifted }) => drifted) : rows;
  const numbers = versions.data.flatMap(({ Version = "" }) => (Version === "$LATEST" ? [] : [Version])).reverse();
  const aliasesAt = (number: string) => (aliases.data ?? []).filter(({ FunctionVersion }) => FunctionVersion === number).map(({ Name }) => Name).join(", ");
  const columns: TableProps.ColumnDefinition<DriftRow>[] = [
    { id: "key", header: "Variable", isRowHeader: true, cell: ({ key }) => <Box variant="code">{key}</Box> },
    { id: "latest", header: "$LATEST (editable)", cell: ({ latest }) => <Value value={latest} /> },
    ...numbers.map((number) => ({
      id: `version-${number}`,
      header: (
        <>
          <Link href={href(functionRoute(name, { qualifier: { kind: "version", value: number }, tab: "configure", subtab: "envVars" }))}>Version {number}</Link> (frozen)
          {aliasesAt(number) && <Box variant="small" display="block">{aliasesAt(number)}</Box>}
        </>
      ),
      cell: ({ cells }: DriftRow) => <Cell cell={cells.get(number)} />,
    })),
  ];

  return (
    <Table<DriftRow>
      items={shown}
      trackBy="key"
      columnDefinitions={columns}
      stickyColumns={{ first: 1 }}
      ariaLabels={{ tableLabel: "Environment variables by version" }}
      empty={
        <Box textAlign="center" padding="s">
          {rows.length === 0 ? "No version of this function has environment variables." : "No variable differs: every version has what $LATEST has."}
        </Box>
      }
      filter={
        <Toggle checked={onlyDrifted} onChange={({ detail }) => setOnlyDrifted(detail.checked)}>Only variables that differ</Toggle>
      }
      header={
        <Header
          variant="h2"
          counter={`(${rows.filter(({ drifted }) => drifted).length} of ${rows.length} differ)`}
          description={
            numbers.length === 0
              ? "Nothing is published yet. Once you publish, a version keeps the variables of that moment, and this table shows how $LATEST moves away from them."
              : "Publishing freezes the variables with the code. Editing them changes $LATEST alone; an alias shows the values of the version it points at."
          }
        >
          Environment drift
        </Header>
      }
    />
  );
}

function Cell({ cell }: { cell: DriftCell | undefined }) {
  if (!cell) return "-";
  if (cell.drift === "same" || cell.drift === "in neither") return <Value value={cell.value} />;
  return (
    <SpaceBetween size="xxs">
      <Value value={cell.value} />
      <Badge color={cell.drift === "different value" ? "blue" : "grey"}>{cell.drift}</Badge>
    </SpaceBetween>
  );
}

function Value({ value }: { value: string | undefined }) {
  if (value === undefined) return <Box color="text-body-secondary">not set</Box>;
  return value === "" ? <Box color="text-body-secondary">(empty)</Box> : <Box variant="code">{value}</Box>;
}
