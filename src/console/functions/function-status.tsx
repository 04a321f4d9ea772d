import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import StatusIndicator from "@cloudscape-design/components/status-indicator";

/** State and last update in one sign, in AWS's words: what of the two is unsettled or failed comes first. */
export function FunctionStatus({ configuration }: { configuration: FunctionConfiguration }) {
  const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = configuration;
  if (State === "Pending") return <StatusIndicator type="in-progress">Pending: being created</StatusIndicator>;
  if (State !== undefined && State !== "Active") return <StatusIndicator type={State === "Failed" ? "error" : "stopped"}>{State}{reason(StateReason)}</StatusIndicator>;
  if (LastUpdateStatus === "InProgress") {
    return <StatusIndicator type="in-progress">Active, update in progress: calls still run the previous code and configuration</StatusIndicator>;
  }
  if (LastUpdateStatus === "Failed") return <StatusIndicator type="error">Active, last update failed{reason(LastUpdateStatusReason)}</StatusIndicator>;
  return <StatusIndicator type="success">Active</StatusIndicator>;
}

function reason(text: string | undefined): string {
  return text ? `: ${text}` : "";
}
