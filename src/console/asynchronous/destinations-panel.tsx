import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { ArnLink } from "../shared/arn-link.tsx";
import { arnName } from "../shared/arn-names.ts";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";
import { href, type PageQualifier } from "../shared/routes.ts";
import { conditionLabel, type Condition } from "./conditions.ts";
import { useAsyncSettings, usePutAsyncSettings } from "./event-invoke-config.ts";
import { MissingAlert } from "./missing-alert.tsx";

interface Row {
  readonly condition: Condition;
  readonly arn: string;
}

/** Configuration > Destinations: where the record of an asynchronous event goes once its life has ended. */
export function DestinationsPanel({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const settings = useAsyncSettings(name, qualifier);
  const put = usePutAsyncSettings(name, qualifier);
  const [selected, setSelected] = useState<Row>();
  const [asking, setAsking] = useState(false);
  if (settings.isError) return <ApiErrorAlert header="The destinations could not be loaded" error={settings.error} onRetry={() => void settings.refetch()} />;
  const rows: Row[] = [
    ...(settings.data?.onFailure ? [{ condition: "onFailure" as const, arn: settings.data.onFailure }] : []),
    ...(settings.data?.onSuccess ? [{ condition: "onSuccess" as const, arn: settings.data.onSuccess }] : []),
  ];
  const add = <Button href={href({ page: "edit-function", name, form: "destination", qualifier })}>Add destination</Button>;
  const chosen = rows.find(({ condition }) => condition === selected?.condition);
  return (
    <SpaceBetween size="l">
      <MissingAlert arns={rows.map(({ arn }) => arn)} />
      <Table
        items={rows}
        trackBy="condition"
        wrapLines
        loading={settings.isPending}
        loadingText="Loading destinations"
        selectionType="single"
        selectedItems={chosen ? [chosen] : []}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems[0])}
        ariaLabels={{ tableLabel: "Destinations", selectionGroupLabel: "Select a destination", itemSelectionLabel: (_, { condition }) => `Select the destination ${conditionLabel(condition)}` }}
        columnDefinitions={[
          { id: "source", header: "Source", cell: () => "Asynchronous invocation" },
          { id: "condition", header: "Condition", isRowHeader: true, cell: ({ condition }) => conditionLabel(condition) },
          { id: "destination", header: "Destination", cell: ({ arn }) => <ArnLink arn={arn} /> },
        ]}
        empty={
          <Box textAlign="center" padding="s">
            <SpaceBetween size="s">
              <b>No destinations</b>
              <Box color="text-body-secondary">A destination gets a record of each asynchronous event: what came in, what came out, and how often it was tried.</Box>
              {add}
            </SpaceBetween>
          </Box>
        }
        header={
          <Header
            variant="h2"
            counter={`(${rows.length})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button disabled={!chosen} onClick={() => setAsking(true)}>Delete</Button>
                {add}
              </SpaceBetween>
            }
          >
            Destinations
          </Header>
        }
      />
      <Alert type="info">
        Destinations serve asynchronous invocations only. A caller who waits for the answer gets the error itself, so nothing is sent. Where a dead-letter queue is set as well, both get theirs.
      </Alert>
      <Confirmation
        visible={asking}
        header={`Delete the destination ${selected ? conditionLabel(selected.condition) : ""}?`}
        confirmLabel="Delete"
        busy={put.isPending}
        error={put.error}
        onDismiss={() => setAsking(false)}
        onConfirm={() => {
          if (!chosen || !settings.data) return;
          const { condition, arn } = chosen;
          void put.save({ ...settings.data, [condition]: "" }).then(
            () => {
              setAsking(false);
              setSelected(undefined);
              flash.success(`Records ${conditionLabel(condition).toLowerCase()} of ${name} no longer go to ${arnName(arn).name}.`);
            },
            // Shown in the dialog.
            () => undefined,
          );
        }}
      >
        Later events leave no record there. What was sent stays where it is.
      </Confirmation>
    </SpaceBetween>
  );
}
