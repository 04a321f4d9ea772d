import { DeleteProvisionedConcurrencyConfigCommand, type AliasConfiguration, type ProvisionedConcurrencyConfigListItem } from "@aws-sdk/client-lambda";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { useAliases, useVersions } from "../aws/lambda-queries.ts";
import { useAwsMutation } from "../aws/operations.ts";
import { qualifierOfArn, useProvisionedConfigs } from "../aws/provisioned-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";
import { functionRoute, href } from "../shared/routes.ts";
import { dollars, provisionedCostPerMonth } from "./provisioned-cost.ts";
import { ProvisionedDialog } from "./provisioned-dialog.tsx";
import { claimOf, splitWords } from "./provisioned-rules.ts";
import { ProvisionedStatus } from "./provisioned-status.tsx";
import { usePool } from "./queries.ts";
import { SPILLOVER_HOURS, useSpillover } from "./spillover.ts";

type Open = { readonly kind: "add" } | { readonly kind: "edit"; readonly qualifier: string; readonly requested: number } | { readonly kind: "delete"; readonly qualifier: string };

/** Provisioned concurrency configurations of the function; with `only`, that of one alias or version. */
export function ProvisionedPanel({ name, only }: { name: string; only?: string }) {
  const answer = useProvisionedConfigs(name);
  const aliases = useAliases(name).data ?? [];
  const versions = useVersions(name).data ?? [];
  const pool = usePool();
  const [open, setOpen] = useState<Open | null>(null);

  const all = (answer.data ?? []).map((config) => ({ config, qualifier: qualifierOfArn(config.FunctionArn) }));
  const rows = only === undefined ? all : all.filter(({ qualifier }) => qualifier === only);
  const aliasOf = (qualifier: string) => aliases.find(({ Name }) => Name === qualifier);
  const versionOf = (qualifier: string) => (/^\d+$/.test(qualifier) ? qualifier : aliasOf(qualifier)?.FunctionVersion);
  const costOf = (qualifier: string, units: number) => {
    const configuration = versions.find(({ Version }) => Version === versionOf(qualifier));
    return configuration ? dollars(provisionedCostPerMonth(units, configuration.MemorySize ?? 128, configuration.Architectures?.[0] ?? "x86_64")) : "-";
  };

  if (answer.isError) return <ApiErrorAlert header="The provisioned concurrency configurations could not be loaded" error={answer.error} onRetry={() => void answer.refetch()} />;
  const add = <Button onClick={() => setOpen({ kind: "add" })} disabled={pool.status !== "known"}>Add configuration</Button>;
  return (
    <>
      <Table
        items={rows}
        trackBy="qualifier"
        loading={answer.isPending}
        loadingText="Loading provisioned concurrency configurations"
        wrapLines
        ariaLabels={{ tableLabel: "Provisioned concurrency configurations" }}
        columnDefinitions={[
          { id: "qualifier", header: "Qualifier", isRowHeader: true, cell: ({ qualifier }) => <QualifierLink name={name} qualifier={qualifier} version={versionOf(qualifier)} /> },
          { id: "allocated", header: "Allocated", cell: ({ config, qualifier }) => <Allocated config={config} alias={aliasOf(qualifier)} /> },
          { id: "status", header: "Status", minWidth: 160, cell: ({ config, qualifier }) => <ProvisionedStatus name={name} version={versionOf(qualifier)} config={config} /> },
          { id: "spillover", header: `Spillover (${SPILLOVER_HOURS} h)`, cell: ({ qualifier }) => <Spillover name={name} qualifier={qualifier} /> },
          { id: "cost", header: "Cost a month", cell: ({ config, qualifier }) => costOf(qualifier, config.RequestedProvisionedConcurrentExecutions ?? 0) },
          {
            id: "actions",
            header: "Actions",
            minWidth: 110,
            cell: ({ config, qualifier }) => (
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="inline-link" ariaLabel={`Edit the configuration of ${qualifier}`} onClick={() => setOpen({ kind: "edit", qualifier, requested: config.RequestedProvisionedConcurrentExecutions ?? 1 })}>Edit</Button>
                <Button variant="inline-link" ariaLabel={`Remove the configuration of ${qualifier}`} onClick={() => setOpen({ kind: "delete", qualifier })}>Remove</Button>
              </SpaceBetween>
            ),
          },
        ]}
        empty={
          <Box textAlign="center" padding="s">
            <SpaceBetween size="xxs">
              <b>No provisioned concurrency</b>
              <Box color="text-body-secondary">Environments that are initialised before they are needed: calls on them have no cold start. Beyond their number calls spill over and start cold.</Box>
            </SpaceBetween>
          </Box>
        }
        header={
          <Header
            variant="h2"
            counter={`(${rows.length})`}
            description="For published versions and aliases; with weights, an alias has them on both its versions. They are paid for as long as they are there, used or not."
            actions={only === undefined || rows.length === 0 ? add : undefined}
          >
            Provisioned concurrency configurations
          </Header>
        }
      />
      {open !== null && open.kind !== "delete" && pool.status === "known" && (
        <ProvisionedDialog
          name={name}
          edited={open.kind === "edit" ? open : null}
          {...(only === undefined ? {} : { qualifier: only })}
          versions={versions}
          aliases={aliases}
          configured={new Map(all.map(({ qualifier, config }) => [qualifier, claimOf(config)]))}
          facts={{ limit: pool.pool.limit, unreserved: pool.pool.unreserved, reserved: pool.account.reserved.get(name) }}
          onClose={() => setOpen(null)}
        />
      )}
      <RemoveDialog name={name} qualifier={open?.kind === "delete" ? open.qualifier : null} onClose={() => setOpen(null)} />
    </>
  );
}

function QualifierLink({ name, qualifier, version }: { name: string; qualifier: string; version: string | undefined }) {
  const isVersion = /^\d+$/.test(qualifier);
  return (
    <>
      <Link href={href(functionRoute(name, { qualifier: { kind: isVersion ? "version" : "alias", value: qualifier }, tab: "configure", subtab: "concurrency" }))}>
        {isVersion ? `Version ${qualifier}` : qualifier}
      </Link>
      {!isVersion && <Box variant="small">Alias of version {version ?? "?"}</Box>}
    </>
  );
}

function Allocated({ config, alias }: { config: ProvisionedConcurrencyConfigListItem; alias: AliasConfiguration | undefined }) {
  const split = splitWords(config, alias);
  return (
    <>
      {config.AllocatedProvisionedConcurrentExecutions ?? 0} of {config.RequestedProvisionedConcurrentExecutions ?? 0}
      {split !== undefined && <Box variant="small" display="block">{split}</Box>}
    </>
  );
}

function Spillover({ name, qualifier }: { name: string; qualifier: string }) {
  const { data } = useSpillover(name, qualifier);
  return <span data-testid={`spillover-${qualifier}`}>{data === undefined ? "-" : data.toLocaleString("en")}</span>;
}

function RemoveDialog({ name, qualifier, onClose }: { name: string; qualifier: string | null; onClose: () => void }) {
  const remove = useAwsMutation("lambda", (client, Qualifier: string) => client.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName: name, Qualifier })));
  const close = () => (remove.reset(), onClose());
  return (
    <Confirmation
      visible={qualifier !== null}
      header={`Remove provisioned concurrency of ${qualifier ?? ""}?`}
      confirmLabel="Remove"
      busy={remove.isPending}
      error={remove.error}
      onDismiss={close}
      onConfirm={() =>
        qualifier !== null &&
        remove.mutate(qualifier, {
          onSuccess: () => {
            flash.success(`Successfully removed the provisioned concurrency configuration of ${name}:${qualifier}.`);
            close();
          },
        })
      }
    >
      Its environments end. From then on calls of <b>{qualifier}</b> run on standard concurrency, with cold starts.
    </Confirmation>
  );
}
