import { PutProvisionedConcurrencyConfigCommand, type AliasConfiguration, type FunctionConfiguration } from "@aws-sdk/client-lambda";
import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select, { type SelectProps } from "@cloudscape-design/components/select";
import { useState } from "react";
import { useAwsMutation } from "../aws/operations.ts";
import { flash } from "../shared/flash.tsx";
import { wholeNumber } from "../shared/whole-number.ts";
import { FormDialog } from "../shared/form-dialog.tsx";
import { dollars, provisionedCostPerMonth } from "./provisioned-cost.ts";
import { aliasProblem, provisionable, provisionProblem, versionProblem, type ProvisionFacts } from "./provisioned-rules.ts";

export interface ProvisionedDialogProps {
  readonly name: string;
  /** The configuration that is edited; null: one is added. */
  readonly edited: { readonly qualifier: string; readonly requested: number } | null;
  /** Where an added one starts: the alias or version whose page this is. */
  readonly qualifier?: string;
  readonly versions: readonly FunctionConfiguration[];
  readonly aliases: readonly AliasConfiguration[];
  /** Qualifiers that are configured, with their numbers. */
  readonly configured: ReadonlyMap<string, number>;
  readonly facts: Pick<ProvisionFacts, "limit" | "unreserved" | "reserved">;
  readonly onClose: () => void;
}

type Kind = "alias" | "version";

/** Add or edit a provisioned concurrency configuration: for whom, how many, at what cost. */
export function ProvisionedDialog({ name, edited, qualifier: startAt, versions, aliases, configured, facts, onClose }: ProvisionedDialogProps) {
  const isVersion = (text: string) => /^\d+$/.test(text);
  const first = edited?.qualifier ?? startAt;
  const [kind, setKind] = useState<Kind>(first !== undefined && isVersion(first) ? "version" : "alias");
  const [qualifier, setQualifier] = useState(first ?? "");
  const [text, setText] = useState(edited ? String(edited.requested) : "");
  const [asked, setAsked] = useState(false);
  const put = useAwsMutation("lambda", (client, amount: number) =>
    client.send(new PutProvisionedConcurrencyConfigCommand({ FunctionName: name, Qualifier: qualifier, ProvisionedConcurrentExecutions: amount })),
  );

  const own = configured.get(qualifier) ?? 0;
  const all = [...configured.values()].reduce((sum, amount) => sum + amount, 0);
  const bounds: ProvisionFacts = { ...facts, own, others: all - own };
  const options = kind === "alias" ? aliasOptions(aliases, new Set(configured.keys())) : versionOptions(versions, aliases, new Set(configured.keys()));
  const qualifierProblem = qualifier === "" ? `Choose ${kind === "alias" ? "an alias" : "a version"}.` : undefined;
  const amountProblem = provisionProblem(text, bounds);
  const version = isVersion(qualifier) ? qualifier : aliases.find(({ Name }) => Name === qualifier)?.FunctionVersion;
  const configuration = versions.find(({ Version }) => Version === version);
  const amount = wholeNumber(text);

  const submit = () => {
    setAsked(true);
    // Too high a number is sent all the same: the API's own refusal is worth seeing.
    if (qualifierProblem !== undefined || amount === undefined || amount < 1) return;
    put.mutate(amount, {
      onSuccess: () => {
        flash.success(`Successfully ${edited ? "updated the" : "added a"} provisioned concurrency configuration of ${name}:${qualifier}. It is being prepared.`);
        onClose();
      },
    });
  };

  return (
    <FormDialog
      header={edited ? `Edit provisioned concurrency of ${edited.qualifier}` : "Configure provisioned concurrency"}
      submitLabel="Save"
      busy={put.isPending}
      error={put.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {!edited && (
        <>
          <FormField
            label="Qualifier type"
            description="$LATEST cannot be chosen: it changes with every deploy, and environments that were made ready for it would be out of date at once."
          >
            <RadioGroup
              value={kind}
              onChange={({ detail }) => (setKind(detail.value as Kind), setQualifier(""))}
              items={[{ value: "alias", label: "Alias" }, { value: "version", label: "Version" }]}
            />
          </FormField>
          <FormField label={kind === "alias" ? "Alias" : "Version"} errorText={asked ? qualifierProblem : undefined}>
            <Select
              selectedOption={options.find(({ value }) => value === qualifier) ?? null}
              options={options}
              placeholder={kind === "alias" ? "Choose an alias" : "Choose a version"}
              empty={kind === "alias" ? "This function has no alias. Create one that points at a published version." : "This function has no published version. Publish one first."}
              onChange={({ detail }) => setQualifier(detail.selectedOption.value ?? "")}
            />
          </FormField>
        </>
      )}
      <FormField
        label="Provisioned concurrency"
        constraintText={`${provisionable(bounds).toLocaleString("en")} available${facts.reserved === undefined ? ": unreserved account concurrency less the part that must stay" : ` of the function's reservation of ${facts.reserved}`}.`}
        errorText={asked || text !== "" ? amountProblem : undefined}
      >
        <Input type="number" inputMode="numeric" value={text} onChange={({ detail }) => setText(detail.value)} onBlur={() => text !== "" && setAsked(true)} />
      </FormField>
      <div>
        <Box variant="awsui-key-label">Estimated cost</Box>
        {amount === undefined || !configuration ? "-" : costWords(amount, configuration)}
      </div>
    </FormDialog>
  );
}

function costWords(amount: number, { MemorySize = 128, Architectures }: FunctionConfiguration): string {
  const architecture = Architectures?.[0] ?? "x86_64";
  return `${dollars(provisionedCostPerMonth(amount, MemorySize, architecture))} a month at AWS (us-east-1, ${MemorySize} MB, ${architecture}), used or not; requests and their duration come on top. Here it costs nothing.`;
}

function aliasOptions(aliases: readonly AliasConfiguration[], configured: ReadonlySet<string>): SelectProps.Option[] {
  return aliases.map((alias) => {
    const { Name = "", FunctionVersion } = alias;
    return option(Name, `Version ${FunctionVersion ?? "?"}`, configured.has(Name) ? "It is configured already: edit that." : aliasProblem(alias, configured));
  });
}

function versionOptions(versions: readonly FunctionConfiguration[], aliases: readonly AliasConfiguration[], configured: ReadonlySet<string>): SelectProps.Option[] {
  return versions
    .filter(({ Version }) => Version !== "$LATEST")
    .toReversed()
    .map(({ Version = "", Description }) => option(Version, Description, configured.has(Version) ? "It is configured already: edit that." : versionProblem(Version, aliases, configured)));
}

function option(value: string, description: string | undefined, problem: string | undefined): SelectProps.Option {
  return {
    value,
    label: value,
    ...(problem === undefined ? (description ? { description } : {}) : { disabled: true, disabledReason: problem, description: problem }),
  };
}
