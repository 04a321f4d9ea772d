import { UpdateAliasCommand, type AliasConfiguration } from "@aws-sdk/client-lambda";
import { useAwsMutation } from "../aws/operations.ts";
import { Confirmation } from "../shared/confirmation.tsx";
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
    <Confirmation visible={visible} header={`Point ${aliasName} at version ${version}?`} confirmLabel="Confirm" busy={update.isPending} error={update.error} onConfirm={confirm} onDismiss={close}>
      From the next invocation on, version {version} serves all of them; if the alias has provisioned concurrency, once that is ready there. The weights are
      cleared; no version is deleted.
    </Confirmation>
  );
}
