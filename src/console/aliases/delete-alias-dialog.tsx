import { DeleteAliasCommand } from "@aws-sdk/client-lambda";
import { useAwsMutation } from "../aws/operations.ts";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";

interface DeleteAliasDialogProps {
  readonly name: string;
  readonly alias: string;
  readonly visible: boolean;
  readonly onDismiss: () => void;
  readonly onDeleted: () => void;
}

/** Deletes one alias; the versions behind it stay, so a plain confirmation is enough. */
export function DeleteAliasDialog({ name, alias, visible, onDismiss, onDeleted }: DeleteAliasDialogProps) {
  const remove = useAwsMutation("lambda", (client, Name: string) => client.send(new DeleteAliasCommand({ FunctionName: name, Name })));
  const close = () => {
    remove.reset();
    onDismiss();
  };
  const confirm = () =>
    remove.mutate(alias, {
      onSuccess: () => {
        flash.success(`Successfully deleted the alias ${alias} of the function ${name}.`);
        close();
        onDeleted();
      },
    });
  return (
    <Confirmation visible={visible} header={`Delete alias ${alias}?`} confirmLabel="Delete" busy={remove.isPending} error={remove.error} onConfirm={confirm} onDismiss={close}>
      Whoever calls <b>{alias}</b> by its ARN gets an error from then on. The versions that it points at stay as they are.
    </Confirmation>
  );
}
