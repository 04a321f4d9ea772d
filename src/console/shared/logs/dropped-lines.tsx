import Alert from "@cloudscape-design/components/alert";
import type { LogLimitsView } from "#services/logs/records.ts";
import { useSimulatorQuery } from "../../aws/simulator.ts";
import { megabytes } from "../megabytes.ts";
import { absoluteTime } from "../times.ts";

/** Says which lines of a group had no room any more, where there are such. */
export function DroppedLines({ group }: { group: string }) {
  const limits = useSimulatorQuery<LogLimitsView>("log-limits", { group }).data;
  if (!limits?.dropped) return null;
  const { events, until } = limits.dropped;
  return (
    <Alert type="info" header={`${events === 1 ? "1 older line was" : `${events.toLocaleString("en")} older lines were`} deleted`}>
      The newest of them was logged at {absoluteTime(new Date(until))}. This simulator keeps {megabytes(limits.groupBytes)} of each log group and {megabytes(limits.accountBytes)} of all log groups, because
      they take memory of this tab. CloudWatch Logs would keep these lines until their retention ends.
    </Alert>
  );
}
