import { DeleteFunctionCommand } from "@aws-sdk/client-lambda";
import { useState } from "react";
import { useAwsMutation, type ApiFailure } from "../aws/operations.ts";
import { ACCOUNT_ID, useCloud } from "../aws/cloud-context.tsx";
import { flash } from "../shared/flash.tsx";
import { forgetFunctionLocally } from "../shared/local-store.ts";
import { TypedConfirmation } from "../shared/typed-confirmation.tsx";

interface DeleteFunctionsDialogProps {
  readonly names: readonly string[];
  readonly visible: boolean;
  readonly onDismiss: () => void;
  readonly onDeleted: () => void;
}

/** Deletes one or several functions after the word `delete` is typed. Those before a failure are gone, and the flash says so. */
export function DeleteFunctionsDialog({ names, visible, onDismiss, onDeleted }: DeleteFunctionsDialogProps) {
  const remove = useAwsMutation("lambda", (client, FunctionName: string) => client.send(new DeleteFunctionCommand({ FunctionName })));
  const { region } = useCloud();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const what = names.length === 1 ? `function ${names[0]}` : `${names.length} functions`;
  const close = () => (setFailure(null), onDismiss());

  const confirm = async () => {
    setBusy(true);
    const gone: string[] = [];
    try {
      for (const name of names) {
        await remove.mutateAsync(name);
        gone.push(name);
        await forgetFunctionLocally(`${ACCOUNT_ID}/${region}`, name);
      }
      setFailure(null);
      onDismiss();
      onDeleted();
    } catch (error) {
      setFailure(error as ApiFailure);
    } finally {
      setBusy(false);
      if (gone.length > 0) flash.success(`Successfully deleted the ${gone.length === 1 ? "function" : "functions"} ${gone.join(", ")}.`);
    }
  };

  return (
    <TypedConfirmation
      visible={visible}
      header={`Delete ${what}?`}
      phrase="delete"
      confirmLabel="Delete"
      busy={busy}
      error={failure}
      onConfirm={() => void confirm()}
      onDismiss={close}
    >
      <p>
        Deleting {names.length === 1 ? <b>{names[0]}</b> : "these functions"} removes the code, all versions and all aliases for good,
        and undeployed edits and test events with them. Log groups stay, as at AWS.
      </p>
      {names.length > 1 && <ul>{names.map((name) => <li key={name}>{name}</li>)}</ul>}
      <p>A function created later under the same name goes on counting: version numbers are never used twice.</p>
    </TypedConfirmation>
  );
}
