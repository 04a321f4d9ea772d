import { UpdateFunctionConfigurationCommand, type FunctionConfiguration, type UpdateFunctionConfigurationCommandInput } from "@aws-sdk/client-lambda";
import { useAwsMutation } from "../aws/operations.ts";

/**
 * Sends UpdateFunctionConfiguration, guarded by the revision that the form started from, so that what another tab or a
 * terminal changed meanwhile is not overwritten unseen. While an update settles the revision is about to change: no guard then.
 */
export function useUpdateConfiguration(name: string, start: FunctionConfiguration) {
  const update = useAwsMutation("lambda", (client, input: UpdateFunctionConfigurationCommandInput) => client.send(new UpdateFunctionConfigurationCommand(input)));
  const settled = start.State === "Active" && start.LastUpdateStatus === "Successful";
  return (change: Omit<UpdateFunctionConfigurationCommandInput, "FunctionName" | "RevisionId">) =>
    update.mutateAsync({ FunctionName: name, ...change, ...(settled && start.RevisionId ? { RevisionId: start.RevisionId } : {}) });
}
