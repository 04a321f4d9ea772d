import { DeleteFunctionCommand } from "@aws-sdk/client-lambda";
import { useAwsMutation } from "../aws/operations.ts";
import { DeleteSeveral } from "../shared/delete-several.tsx";
import { forgetFunctionLocally } from "../shared/local-store.ts";
import { useScope } from "../shared/scope.ts";

interface DeleteFunctionsDialogProps {
  readonly names: readonly string[];
  readonly visible: boolean;
  readonly onDismiss: () => void;
  readonly onDeleted: () => void;
}

/** Deletes one or several functions, with what this browser kept of them. */
export function DeleteFunctionsDialog({ names, visible, onDismiss, onDeleted }: DeleteFunctionsDialogProps) {
  const scope = useScope();
  const remove = useAwsMutation("lambda", (client, FunctionName: string) => client.send(new DeleteFunctionCommand({ FunctionName })));
  return (
    <DeleteSeveral
      what="function"
      names={names}
      visible={visible}
      remove={async (name) => {
        await remove.mutateAsync(name);
        await forgetFunctionLocally(scope, name);
      }}
      onDismiss={onDismiss}
      onDeleted={onDeleted}
    >
      <p>
        Deleting {names.length === 1 ? <b>{names[0]}</b> : "these functions"} removes the code, all versions and all aliases for good,
        and undeployed edits and test events with them. Log groups stay, as at AWS.
      </p>
      <p>A function created later under the same name goes on counting: version numbers are never used twice.</p>
    </DeleteSeveral>
  );
}
