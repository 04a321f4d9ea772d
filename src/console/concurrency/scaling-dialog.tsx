import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { flash } from "../shared/flash.tsx";
import { FormDialog } from "../shared/form-dialog.tsx";
import { useSaveScaling, type Scaling } from "./scaling-queries.ts";
import { capacityProblem, rangeProblem, targetProblem } from "./scaling-rules.ts";

interface ScalingDialogProps {
  readonly name: string;
  /** What is edited; null: one is set up. */
  readonly edited: Scaling | null;
  /** Qualifiers with provisioned concurrency that does not scale yet. */
  readonly qualifiers: readonly string[];
  readonly onClose: () => void;
}

/** Bounds of an alias's or version's provisioned concurrency, and the utilisation that is kept between them. */
export function ScalingDialog({ name, edited, qualifiers, onClose }: ScalingDialogProps) {
  const [qualifier, setQualifier] = useState(edited?.qualifier ?? qualifiers[0] ?? "");
  const [min, setMin] = useState(String(edited?.min ?? 1));
  const [max, setMax] = useState(String(edited?.max ?? 10));
  const [tracks, setTracks] = useState(edited ? edited.tracking !== undefined : true);
  const [target, setTarget] = useState(String(edited?.tracking?.target ?? 0.7));
  const save = useSaveScaling(name);
  const problems = {
    min: capacityProblem(min),
    max: capacityProblem(max) ?? (capacityProblem(min) === undefined ? rangeProblem(min, max) : undefined),
    target: tracks ? targetProblem(target) : undefined,
  };
  const submit = () => {
    if (qualifier === "" || Object.values(problems).some((problem) => problem !== undefined)) return;
    save.mutate(
      { qualifier, min: Number(min), max: Number(max), target: tracks ? Number(target) : undefined, policyName: edited?.tracking?.name },
      { onSuccess: () => (flash.success(`Successfully set automatic scaling of ${name}:${qualifier} from ${min} to ${max}.`), onClose()) },
    );
  };
  return (
    <FormDialog header={edited ? `Edit automatic scaling of ${edited.qualifier}` : "Set up automatic scaling"} submitLabel="Save" busy={save.isPending} error={save.error} onSubmit={submit} onClose={onClose}>
      {!edited && (
        <FormField label="Alias or version">
          <Select
            selectedOption={{ value: qualifier, label: qualifier }}
            options={qualifiers.map((value) => ({ value, label: value }))}
            onChange={({ detail }) => setQualifier(detail.selectedOption.value ?? "")}
          />
        </FormField>
      )}
      <FormField label="Minimum capacity" errorText={problems.min}>
        <Input type="number" inputMode="numeric" value={min} onChange={({ detail }) => setMin(detail.value)} />
      </FormField>
      <FormField label="Maximum capacity" errorText={problems.max}>
        <Input type="number" inputMode="numeric" value={max} onChange={({ detail }) => setMax(detail.value)} />
      </FormField>
      <Checkbox
        checked={tracks}
        onChange={({ detail }) => setTracks(detail.checked)}
        description="Adds environments after three busy minutes, takes them away slowly. Short bursts of calls are over before it acts, and without calls there is no figure to act on."
      >
        Target tracking on LambdaProvisionedConcurrencyUtilization
      </Checkbox>
      {tracks && (
        <FormField label="Target utilization" constraintText="0.1 to 0.9" errorText={problems.target}>
          <Input inputMode="decimal" value={target} onChange={({ detail }) => setTarget(detail.value)} />
        </FormField>
      )}
    </FormDialog>
  );
}
