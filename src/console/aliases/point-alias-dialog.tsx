import { UpdateAliasCommand, type AliasConfiguration } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useAwsMutation } from "../aws/operations.ts";
import { ApiErrorText } from "../shared/api-error.tsx";
import { flash } from "../shared/flash.tsx";

interface PointAliasDialogProps {
  readonly name: string;
  readonly alias: AliasConfiguration;
  /** The version that is to serve everything. */
  readonly version: string;
  readonly visible: boolean;
  readonly onDismiss: () => void;
}

/** Ends a shift of traffic: the alias names one version and has no weights. Guarded by the revision that is shown. */
export function PointAliasDialog({ name, alias, version, visible, onDismiss }: PointAliasDialogProps) {
  const aliasName = alias.Name ?? "";
  const update = useAwsMutation("lambda", (client, FunctionVersion: string) =>
    client.send(
      new UpdateAliasCommand({
        FunctionName: name,
        Name: aliasName,
        FunctionVersion,
        RoutingConfig: { AdditionalVersionWeights: {} },
        RevisionId: alias.RevisionId,
      }),
    ),
  );
  const close = () => {
    update.reset();
    onDismiss();
  };
  const confirm = () =>
    update.mutate(version, {
      onSuccess: () => {
        flash.success(`Successfully updated the alias ${aliasName}: it points at version ${version}, and its weights are cleared.`);
        close();
      },
    });
  return (
    <Modal
      visible={visible}
      header={`Point ${aliasName} at version ${version}?`}
      closeAriaLabel="Close dialog"
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={close}>Cancel</Button>
            <Button variant="primary" loading={update.isPending} onClick={confirm}>Confirm</Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>From the next invocation on, version {version} serves all of them. The weights are cleared; no version is deleted.</Box>
        {update.error && <Alert type="error" header={`Updating the alias ${aliasName} failed`}><ApiErrorText error={update.error} /></Alert>}
      </SpaceBetween>
    </Modal>
  );
}
