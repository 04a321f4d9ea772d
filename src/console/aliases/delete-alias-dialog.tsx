import { DeleteAliasCommand } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useAwsMutation } from "../aws/operations.ts";
import { ApiErrorText } from "../shared/api-error.tsx";
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
    <Modal
      visible={visible}
      header={`Delete alias ${alias}?`}
      closeAriaLabel="Close dialog"
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={close}>Cancel</Button>
            <Button variant="primary" loading={remove.isPending} onClick={confirm}>Delete</Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>
          Whoever calls <b>{alias}</b> by its ARN gets an error from then on. The versions that it points at stay as they are.
        </Box>
        {remove.error && <Alert type="error" header={`Deleting the alias ${alias} failed`}><ApiErrorText error={remove.error} /></Alert>}
      </SpaceBetween>
    </Modal>
  );
}
