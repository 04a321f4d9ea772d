import type { ProvisionedConcurrencyConfigListItem } from "@aws-sdk/client-lambda";
import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { EnvironmentsView } from "#services/lambda/environments/environment-views.ts";
import { useSimulatorQuery } from "../aws/simulator.ts";

interface ProvisionedStatusProps {
  readonly name: string;
  /** The version whose environments are made ready; undefined while an alias's is not known. */
  readonly version: string | undefined;
  readonly config: ProvisionedConcurrencyConfigListItem;
}

/** Reasons that the API gives, in words. */
const REASONS: Readonly<Record<string, string>> = {
  FUNCTION_ERROR_INIT_FAILURE: "The code outside the handler failed, six times in a row. Its log says why; mend it, publish a new version, and configure that or point the alias at it.",
};

/** IN_PROGRESS with how far it is, READY, or FAILED with the reason. */
export function ProvisionedStatus({ name, version, config }: ProvisionedStatusProps) {
  const { Status, StatusReason, RequestedProvisionedConcurrentExecutions: requested = 0, AllocatedProvisionedConcurrentExecutions: allocated = 0 } = config;
  if (Status === "IN_PROGRESS" && allocated > 0) return <Changing />;
  if (Status === "IN_PROGRESS") return <InProgress name={name} version={version} requested={requested} />;
  if (Status === "FAILED") {
    return (
      <div>
        <StatusIndicator type="error">Failed</StatusIndicator>
        <Box variant="small">
          {StatusReason === undefined ? "The API gives no reason." : `${StatusReason}. ${REASONS[StatusReason] ?? ""}`}
          {allocated > 0 && " What was allocated before serves on."}
        </Box>
      </div>
    );
  }
  return <StatusIndicator type="success">Ready</StatusIndicator>;
}

/** More is prepared, or an alias changes its versions or weights. */
function Changing() {
  return (
    <div>
      <StatusIndicator type="in-progress">In progress</StatusIndicator>
      <Box variant="small">The change is being prepared. What is allocated serves on until all of it is ready; a version that an alias leaves answers that long.</Box>
    </div>
  );
}

function InProgress({ name, version, requested }: { name: string; version: string | undefined; requested: number }) {
  const environments = useSimulatorQuery<EnvironmentsView>("environments").data?.environments ?? [];
  const own = environments.filter(({ functionName, version: of, kind, status }) => functionName === name && of === version && kind === "provisioned" && status !== "ended");
  const ready = own.filter(({ initEndedAt }) => initEndedAt !== null).length;
  return (
    <div>
      <StatusIndicator type="in-progress">In progress</StatusIndicator>
      <Box variant="small">
        {own.length === 0
          ? "Being prepared; at AWS that takes a minute or two before the first environment starts. Next event, in the clock's menu, skips the wait. "
          : `${Math.min(ready, requested)} of ${requested} environments initialised${ready < own.length ? `, ${own.length - ready} starting` : ""}. `}
        None serves before all are ready: calls run on demand meanwhile.
      </Box>
    </div>
  );
}
