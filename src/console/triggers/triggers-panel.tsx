import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { ACCOUNT_ID, useCloud } from "../aws/cloud-context.tsx";
import { useFunctionConfiguration } from "../aws/lambda-queries.ts";
import { useScopeMutation } from "../aws/operations.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { ArnLink } from "../shared/arn-link.tsx";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";
import { apiQualifier, href, type PageQualifier } from "../shared/routes.ts";
import { ApiDetails, ApiName } from "./api-cells.tsx";
import { removeTrigger } from "./change-triggers.ts";
import { LoadBalancerDetails } from "./load-balancer-cells.tsx";
import { useTriggers } from "./trigger-queries.ts";
import { invocationWords, removalText, triggerDetails, triggerName, type Trigger } from "./trigger-rows.ts";

/** Configuration > Triggers: what starts this function, version or alias by itself. */
export function TriggersPanel({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const { region } = useCloud();
  const configuration = useFunctionConfiguration(name, apiQualifier(qualifier));
  const arn = configuration.data?.FunctionArn ?? "";
  const { triggers, isPending, error, refetch } = useTriggers(arn);
  const [selected, setSelected] = useState<Trigger>();
  const [asking, setAsking] = useState(false);
  const remove = useScopeMutation((client, trigger: Trigger) => removeTrigger(client, { name, qualifier: apiQualifier(qualifier), arn, accountId: ACCOUNT_ID, region }, trigger, triggers));
  const chosen = triggers.find(({ id }) => id === selected?.id);
  const failure = configuration.error ?? error;
  if (failure) return <ApiErrorAlert header={`The triggers of ${name} could not be loaded`} error={failure} onRetry={() => void refetch()} />;
  const add = <Button href={href({ page: "edit-function", name, form: "trigger", qualifier })}>Add trigger</Button>;
  return (
    <SpaceBetween size="l">
      <Table
        items={triggers}
        trackBy="id"
        wrapLines
        loading={isPending}
        loadingText="Loading triggers"
        selectionType="single"
        selectedItems={chosen ? [chosen] : []}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems[0])}
        ariaLabels={{ tableLabel: "Triggers", selectionGroupLabel: "Select a trigger", itemSelectionLabel: (_, trigger) => `Select the trigger ${triggerName(trigger)}` }}
        columnDefinitions={[
          { id: "source", header: "Trigger", isRowHeader: true, cell: (trigger) => (trigger.kind === "api" ? <ApiName trigger={trigger} /> : <ArnLink arn={trigger.sourceArn} />) },
          { id: "how", header: "Invokes", cell: invocationWords },
          { id: "details", header: "Details", cell: detailsCell },
        ]}
        empty={
          <Box textAlign="center" padding="s">
            <SpaceBetween size="s">
              <b>No triggers</b>
              <Box color="text-body-secondary">{qualifier.kind === "alias" ? "A trigger on an alias keeps its place when the alias is pointed at another version." : "A trigger starts the function by itself: on a request, a new file, a message, or a schedule."}</Box>
              {add}
            </SpaceBetween>
          </Box>
        }
        header={
          <Header
            variant="h2"
            counter={isPending ? "" : `(${triggers.length})`}
            description={`What starts ${qualifier.kind === "latest" ? "the function, unqualified" : `${qualifier.kind} ${qualifier.value}`}.`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button disabled={!chosen} onClick={() => setAsking(true)}>Delete</Button>
                {add}
              </SpaceBetween>
            }
          >
            Triggers
          </Header>
        }
      />
      <Confirmation
        visible={asking}
        header={`Delete the trigger ${selected ? triggerName(selected) : ""}?`}
        confirmLabel="Delete"
        busy={remove.isPending}
        error={remove.error}
        onDismiss={() => setAsking(false)}
        onConfirm={() =>
          chosen &&
          remove.mutate(chosen, {
            onSuccess: () => {
              setAsking(false);
              setSelected(undefined);
              flash.success(`The trigger ${triggerName(chosen)} was successfully deleted from function ${name}.`);
            },
          })
        }
      >
        {selected && removalText(selected)}
      </Confirmation>
    </SpaceBetween>
  );
}

/** How a trigger works, with the addresses of one that has some. */
function detailsCell(trigger: Trigger) {
  switch (trigger.kind) {
    case "api":
      return <ApiDetails trigger={trigger} />;
    case "alb":
      return <LoadBalancerDetails trigger={trigger} />;
    default:
      return triggerDetails(trigger);
  }
}
