import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import LiveRegion from "@cloudscape-design/components/live-region";
import Select, { type SelectProps } from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { splitSentence } from "../shared/alias-split.ts";
import { shareOf, type AliasFields, type Problems } from "./alias-rules.ts";
import { ProblemText } from "./problem-text.tsx";

interface WeightedAliasFieldsProps {
  readonly fields: AliasFields;
  readonly problems: Problems;
  /** The published versions. */
  readonly options: readonly SelectProps.Option[];
  readonly onChange: (change: Partial<AliasFields>) => void;
}

const NONE: SelectProps.Option = { value: "", label: "None", description: "Every invocation goes to the version above." };

/** The expandable part of the form that shares the traffic with a second version; the rules stand beside the fields. */
export function WeightedAliasFields({ fields, problems, options, onChange }: WeightedAliasFieldsProps) {
  const [expanded, setExpanded] = useState(fields.additional !== "");
  const chosen = fields.additional === "" ? NONE : { value: fields.additional, label: fields.additional };
  return (
    <ExpandableSection headerText="Weighted alias" expanded={expanded} onChange={({ detail }) => setExpanded(detail.expanded)}>
      <ColumnLayout columns={2}>
        <SpaceBetween size="m">
          <FormField
            label={<>Additional version <i>- optional</i></>}
            description="Receives the share below; the version above receives the rest."
            errorText={problems.additional && <ProblemText problem={problems.additional} />}
          >
            <Select
              selectedOption={chosen}
              options={[NONE, ...options]}
              filteringType="auto"
              empty="No version is published yet"
              onChange={({ detail }) => {
                const additional = detail.selectedOption.value ?? "";
                onChange(additional === "" ? { additional, weight: "" } : { additional });
              }}
            />
          </FormField>
          <FormField
            label="Weight (%)"
            constraintText="A number from 0 to 100; decimals are allowed."
            errorText={problems.weight && <ProblemText problem={problems.weight} />}
          >
            <Input
              type="number"
              inputMode="decimal"
              step="any"
              value={fields.weight}
              disabled={fields.additional === ""}
              onChange={({ detail }) => onChange({ weight: detail.value })}
            />
          </FormField>
        </SpaceBetween>
        <SpaceBetween size="s">
          <Box variant="h4" tagOverride="h3">What a weighted alias needs</Box>
          <ul>
            <li>two versions at most</li>
            <li>both published: $LATEST cannot take part</li>
            <li>both with the same execution role</li>
            <li>both with the same dead-letter queue, or none</li>
          </ul>
          <LiveRegion>
            <SplitInWords fields={fields} problems={problems} />
          </LiveRegion>
        </SpaceBetween>
      </ColumnLayout>
    </ExpandableSection>
  );
}

function SplitInWords({ fields, problems }: { fields: AliasFields; problems: Problems }) {
  if (fields.version === "" || problems.version || problems.additional || problems.weight) return null;
  if (fields.additional === "") return <b>{splitSentence([{ version: fields.version, share: 1 }])}</b>;
  const share = shareOf(fields.weight);
  if (share === undefined) return null;
  return (
    <SpaceBetween size="s">
      <b>{splitSentence([{ version: fields.version, share: 1 - share }, { version: fields.additional, share }])}</b>
      {share === 1 && (
        <Alert type="info">
          AWS allows 100%, but the shift is not finished with it: the alias still names version {fields.version} as its own and keeps a weight.
          The documented end is to point the alias at version {fields.additional} and clear the weights; the alias's page does that with one button.
        </Alert>
      )}
    </SpaceBetween>
  );
}
