import { DeleteFunctionCommand } from "@aws-sdk/client-lambda";
import { useAwsMutation } from "../aws/operations.ts";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";

interface DeleteVersionDialogProps {
  readonly name: string;
  /** The number of a published version. */
  readonly version: string;
  readonly visible: boolean;
  readonly onDismiss: () => void;
  readonly onDeleted: () => void;
}

/** Deletes one published version. The API refuses while an alias points at it; its text is shown. */
export function DeleteVersionDialog({ name, version, visible, onDismiss, onDeleted }: DeleteVersionDialogProps) {
  const remove = useAwsMutation("lambda", (client, Qualifier: string) => client.send(new DeleteFunctionCommand({ FunctionName: name, Qualifier })));
  const close = () => {
    remove.reset();
    onDismiss();
  };
  const confirm = () =>
    remove.mutate(version, {
      onSuccess: () => {
        flash.success(`Successfully deleted version ${version} of the function ${name}.`);
        close();
        onDeleted();
      },
    });
  return (
    <Confirmation
      visible={visible}
      header={`Delete version ${version}?`}
      confirmLabel="Delete"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onDismiss={close}
    >
      Deleting version {version} of <b>{name}</b> removes its code and configuration for good. Its number is not given out again. A version
      that an alias points at cannot be deleted.
    </Confirmation>
  );
}
