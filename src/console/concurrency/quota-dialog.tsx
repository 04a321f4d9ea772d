import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { flash } from "../shared/flash.tsx";
import { wholeNumber } from "../shared/whole-number.ts";
import { FormDialog } from "../shared/form-dialog.tsx";
import { useRequestIncrease } from "../aws/quota-queries.ts";

/** Asks Service Quotas for more concurrent executions than `now`. Mounted only while it is open. */
export function QuotaDialog({ now, onClose }: { now: number; onClose: () => void }) {
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const request = useRequestIncrease();
  const wanted = wholeNumber(text);
  const good = wanted !== undefined && wanted > now;

  const submit = () => {
    setAsked(true);
    if (!good) return;
    request.mutate(wanted, {
      onSuccess: () => {
        flash.success(`Successfully requested a quota of ${wanted.toLocaleString("en")} concurrent executions.`);
        onClose();
      },
    });
  };
  return (
    <FormDialog header="Request quota increase: Concurrent executions" submitLabel="Request" busy={request.isPending} error={request.error} onSubmit={submit} onClose={onClose}>
      <FormField
        label="Increase quota value"
        description={`Now ${now.toLocaleString("en")}, for all functions of the account in this Region.`}
        errorText={(asked || text !== "") && !good ? `A whole number above ${now.toLocaleString("en")}: a quota can only be requested upward.` : undefined}
      >
        <Input type="number" inputMode="numeric" value={text} onChange={({ detail }) => setText(detail.value)} />
      </FormField>
    </FormDialog>
  );
}
