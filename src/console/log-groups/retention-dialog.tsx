import { DeleteRetentionPolicyCommand, PutRetentionPolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { RETENTION_DAYS } from "#services/logs/retention.ts";
import { useAwsMutation } from "../aws/operations.ts";
import { flash } from "../shared/flash.tsx";
import { FormDialog } from "../shared/form-dialog.tsx";
import { isShorter, retentionWords } from "./retention-words.ts";

interface RetentionDialogProps {
  readonly group: string;
  /** Days; undefined: for ever. */
  readonly now: number | undefined;
  readonly visible: boolean;
  readonly onDismiss: () => void;
}

/** How long a group keeps its lines: one of AWS's numbers of days, or for ever. Stays mounted: `visible` opens and closes it. */
export function RetentionDialog({ group, now, visible, onDismiss }: RetentionDialogProps) {
  const [days, setDays] = useState(now);
  const save = useAwsMutation("logs", (client, retentionInDays: number | undefined) =>
    retentionInDays === undefined ? client.send(new DeleteRetentionPolicyCommand({ logGroupName: group })) : client.send(new PutRetentionPolicyCommand({ logGroupName: group, retentionInDays })),
  );
  const [wasVisible, setWasVisible] = useState(visible);
  if (visible !== wasVisible) {
    // Each opening starts from what is set.
    setWasVisible(visible);
    setDays(now);
    save.reset();
  }
  const options = [undefined, ...RETENTION_DAYS].map((value) => ({ value: String(value ?? ""), label: retentionWords(value) }));
  const submit = () => {
    save.mutate(days, {
      onSuccess: () => {
        flash.success(days === undefined ? `The lines of ${group} never expire now.` : `The lines of ${group} expire after ${retentionWords(days)} now.`);
        onDismiss();
      },
    });
  };
  return (
    <FormDialog visible={visible} header="Edit retention" submitLabel="Save" busy={save.isPending} error={save.error} onSubmit={submit} onClose={onDismiss}>
      <FormField label="Expire events after" description={`Of the log group ${group}, on the simulator's clock.`}>
        <Select
          selectedOption={options.find(({ value }) => value === String(days ?? "")) ?? options[0]!}
          options={options}
          onChange={({ detail }) => setDays(detail.selectedOption.value ? Number(detail.selectedOption.value) : undefined)}
        />
      </FormField>
      {isShorter(days, now) && <Alert type="warning">Lines older than {retentionWords(days)} are hidden at once and then forgotten. They cannot be brought back.</Alert>}
    </FormDialog>
  );
}
