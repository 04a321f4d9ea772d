import { DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { useAwsMutation } from "../aws/operations.ts";
import { DeleteSeveral } from "../shared/delete-several.tsx";

interface DeleteLogGroupsProps {
  readonly names: readonly string[];
  readonly visible: boolean;
  readonly onDismiss: () => void;
  readonly onDeleted: () => void;
}

/** Deletes log groups with all that was logged. */
export function DeleteLogGroups({ names, visible, onDismiss, onDeleted }: DeleteLogGroupsProps) {
  const remove = useAwsMutation("logs", (client, logGroupName: string) => client.send(new DeleteLogGroupCommand({ logGroupName })));
  return (
    <DeleteSeveral what="log group" names={names} visible={visible} remove={(name) => remove.mutateAsync(name)} onDismiss={onDismiss} onDeleted={onDeleted}>
      <p>All streams and lines {names.length === 1 ? "of the group" : "of these groups"} are deleted for good, and recent invocations on Monitor tabs with them. Metrics stay.</p>
      <p>The next line that a function logs makes its group anew, without a retention.</p>
    </DeleteSeveral>
  );
}
