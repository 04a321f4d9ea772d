import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import type { EndReason, EnvironmentView } from "#services/lambda/environments/environment-views.ts";
import { functionRoute, href } from "../shared/routes.ts";
import { absoluteTime } from "../shared/times.ts";
import { Age } from "./age.tsx";
import { initDetails } from "./init-words.ts";

/** Why an environment is gone. */
export const END_WORDS: Readonly<Record<EndReason, string>> = {
  expired: "Expired: it was idle for too long",
  retired: "Replaced after a change of code or configuration",
  deleted: "Its version was deleted",
  recycled: "Recycled",
  "init-failed": "Its init failed",
  lost: "Lost: the browser ended the process of the execution environments",
};

/** What is in one environment. */
export function EnvironmentDetails({ environment }: { environment: EnvironmentView }) {
  const { createdAt, endedAt, invocations, resets, requestId, logStream, functionName, version, kind, memoryUsedMb, endReason } = environment;
  return (
    <KeyValuePairs
      columns={3}
      items={[
        { label: "Version", value: `${version}, ${kind === "provisioned" ? "provisioned" : "on demand"}` },
        { label: "Started", value: absoluteTime(new Date(createdAt)) },
        { label: endedAt === null ? "Age" : "Lived for", value: <Age environment={environment} /> },
        { label: "Init", value: initDetails(environment) },
        { label: "Invocations", value: invocations.toLocaleString("en") },
        { label: "Module state and /tmp", value: stateWords(environment) },
        ...(resets === 0 ? [] : [{ label: "Resets", value: `${resets.toLocaleString("en")}, after a time-out, an exit or a crash` }]),
        { label: "Memory used at most", value: memoryUsedMb === null ? "Not measured by the browser" : `${memoryUsedMb} MB` },
        {
          label: "Log stream",
          value: <Link href={href(functionRoute(functionName, { tab: "monitoring", view: "logs", stream: logStream }))}>{logStream}</Link>,
        },
        { label: "Request", value: requestId === null ? "None yet" : <Link href={href(functionRoute(functionName, { tab: "monitoring", view: "logs", request: requestId }))}>{requestId}</Link> },
        ...(endReason === undefined ? [] : [{ label: "Ended", value: END_WORDS[endReason] }]),
      ]}
    />
  );
}

function stateWords({ status, invocations, resets, invocationsSinceReset }: EnvironmentView): string {
  if (status === "ended") return "Gone with it";
  if (status === "reset") return "Module state is gone, /tmp is kept (not what was never flushed to it): the next call repeats the init, inside its own duration";
  if (resets > 0 && invocationsSinceReset < 2) return "/tmp was kept over the reset, module state is new";
  if (invocations < 2) return "New: nothing was carried over yet";
  const times = resets > 0 ? invocationsSinceReset - 1 : invocations - 1;
  return `Kept from call to call, ${times} ${times === 1 ? "time" : "times"}${resets > 0 ? " since the reset; /tmp before it too" : ""}`;
}
