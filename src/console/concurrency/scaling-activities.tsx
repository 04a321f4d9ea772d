import type { ScalingActivity } from "@aws-sdk/client-application-auto-scaling";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { absoluteTime } from "../shared/times.ts";

/** At most so many are shown; the API has more. */
const SHOWN = 20;

/** What automatic scaling did, and why; newest first. */
export function ScalingActivities({ activities }: { activities: readonly ScalingActivity[] }) {
  return (
    <Table
      variant="embedded"
      items={activities.slice(0, SHOWN)}
      trackBy="ActivityId"
      wrapLines
      ariaLabels={{ tableLabel: "Scaling activities" }}
      header={<Header variant="h3">Scaling activities</Header>}
      columnDefinitions={[
        { id: "time", header: "Time", cell: ({ StartTime }) => absoluteTime(StartTime) },
        { id: "what", header: "What", isRowHeader: true, cell: ({ Description }) => Description },
        { id: "cause", header: "Cause", cell: ({ Cause }) => Cause },
        { id: "status", header: "Status", cell: ({ StatusCode, StatusMessage }) => `${StatusCode ?? "-"}${StatusMessage ? `: ${StatusMessage}` : ""}` },
      ]}
    />
  );
}
