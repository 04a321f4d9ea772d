import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { qualifierOfArn, useProvisionedConfigs } from "../aws/provisioned-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { flash } from "../shared/flash.tsx";
import { ScalingActivities } from "./scaling-activities.tsx";
import { ScalingDialog } from "./scaling-dialog.tsx";
import { useDeleteSchedule, useRemoveScaling, useScaling, type Scaling } from "./scaling-queries.ts";
import { qualifierOfResource } from "./scaling-rules.ts";
import { ScheduleDialog } from "./schedule-dialog.tsx";

type Open = { readonly kind: "scale"; readonly edited: Scaling | null } | { readonly kind: "schedule" };

/** Application Auto Scaling of the function's provisioned concurrency: by utilisation and by the clock. */
export function ScalingPanel({ name }: { name: string }) {
  const answer = useScaling(name);
  const configs = useProvisionedConfigs(name).data ?? [];
  const [open, setOpen] = useState<Open | null>(null);
  const remove = useRemoveScaling(name);
  const unschedule = useDeleteSchedule(name);
  if (answer.isError) return <ApiErrorAlert header="Automatic scaling could not be read" error={answer.error} onRetry={() => void answer.refetch()} />;
  const { scalings = [], actions = [], activities = [] } = answer.data ?? {};
  const qualifiers = [...new Set([...configs.map(({ FunctionArn }) => qualifierOfArn(FunctionArn)), ...scalings.map(({ qualifier }) => qualifier)])];
  const unscaled = qualifiers.filter((qualifier) => !scalings.some((scaling) => scaling.qualifier === qualifier));
  const none = qualifiers.length === 0 ? { disabled: true, disabledReason: "Add a provisioned concurrency configuration first: it is what scales." } : {};
  const failed = (what: string) => (error: Error) => void flash.failure(what, error);

  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Application Auto Scaling moves provisioned concurrency between two bounds: towards a utilisation, or at set times."
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => setOpen({ kind: "schedule" })} {...none}>Add scheduled action</Button>
              <Button onClick={() => setOpen({ kind: "scale", edited: null })} {...none} {...(qualifiers.length > 0 && unscaled.length === 0 ? { disabled: true, disabledReason: "All of them scale already: edit them." } : {})}>Set up scaling</Button>
            </SpaceBetween>
          }
        >
          Automatic scaling
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Table
          variant="embedded"
          items={scalings}
          trackBy="qualifier"
          loading={answer.isPending}
          loadingText="Loading automatic scaling"
          ariaLabels={{ tableLabel: "Scalable targets" }}
          columnDefinitions={[
            { id: "qualifier", header: "Qualifier", isRowHeader: true, cell: ({ qualifier }) => qualifier },
            { id: "bounds", header: "Minimum to maximum", cell: ({ min, max }) => `${min} to ${max}` },
            { id: "target", header: "Target utilization", cell: ({ tracking }) => tracking?.target ?? "-" },
            {
              id: "actions",
              header: "Actions",
              cell: (scaling) => (
                <SpaceBetween direction="horizontal" size="xs">
                  <Button variant="inline-link" ariaLabel={`Edit automatic scaling of ${scaling.qualifier}`} onClick={() => setOpen({ kind: "scale", edited: scaling })}>Edit</Button>
                  <Button
                    variant="inline-link"
                    ariaLabel={`Stop automatic scaling of ${scaling.qualifier}`}
                    onClick={() =>
                      remove.mutate(scaling.qualifier, {
                        onSuccess: () => flash.success(`Successfully stopped automatic scaling of ${name}:${scaling.qualifier}. Its number stays as it is.`),
                        onError: failed(`Automatic scaling of ${scaling.qualifier} could not be stopped`),
                      })
                    }
                  >
                    Stop
                  </Button>
                </SpaceBetween>
              ),
            },
          ]}
          empty={<Box textAlign="center" color="text-body-secondary">Nothing scales: the numbers stay as they are configured.</Box>}
        />
        {actions.length > 0 && (
          <Table
            variant="embedded"
            items={actions}
            trackBy="ScheduledActionName"
            ariaLabels={{ tableLabel: "Scheduled actions" }}
            header={<Header variant="h3">Scheduled actions</Header>}
            columnDefinitions={[
              { id: "name", header: "Name", isRowHeader: true, cell: ({ ScheduledActionName }) => ScheduledActionName },
              { id: "qualifier", header: "Qualifier", cell: ({ ResourceId }) => qualifierOfResource(ResourceId, name) },
              { id: "schedule", header: "Schedule", cell: ({ Schedule, Timezone = "UTC" }) => `${Schedule} (${Timezone})` },
              { id: "bounds", header: "Minimum to maximum", cell: ({ ScalableTargetAction }) => `${ScalableTargetAction?.MinCapacity ?? "as before"} to ${ScalableTargetAction?.MaxCapacity ?? "as before"}` },
              {
                id: "actions",
                header: "Actions",
                cell: ({ ScheduledActionName: actionName = "", ResourceId }) => (
                  <Button
                    variant="inline-link"
                    ariaLabel={`Delete the scheduled action ${actionName}`}
                    onClick={() =>
                      unschedule.mutate({ qualifier: qualifierOfResource(ResourceId, name) ?? "", actionName }, {
                        onSuccess: () => flash.success(`Successfully deleted the scheduled action ${actionName}.`),
                        onError: failed(`The scheduled action ${actionName} could not be deleted`),
                      })
                    }
                  >
                    Delete
                  </Button>
                ),
              },
            ]}
          />
        )}
        {activities.length > 0 && <ScalingActivities activities={activities} />}
      </SpaceBetween>
      {open?.kind === "scale" && <ScalingDialog name={name} edited={open.edited} qualifiers={unscaled} onClose={() => setOpen(null)} />}
      {open?.kind === "schedule" && <ScheduleDialog name={name} qualifiers={qualifiers} registered={new Set(scalings.map(({ qualifier }) => qualifier))} onClose={() => setOpen(null)} />}
    </Container>
  );
}
