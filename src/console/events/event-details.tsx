import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import type { AsyncEventView } from "#services/lambda/views.ts";
import { Copyable } from "../shared/copy.tsx";
import { absoluteTime } from "../shared/times.ts";
import { endText, laneOf, lengthText, nextAttemptText, outcomeText, payloadLabel } from "./lane.ts";

const STATUS = { success: "success", "function-error": "error", throttled: "warning", "system-error": "warning", recursion: "error" } as const;

/** One event in full: what it is, and each attempt with the wait before it. */
export function EventDetails({ event, now }: { event: AsyncEventView; now: number }) {
  const pieces = laneOf(event);
  const rows = pieces.flatMap((piece, index) => {
    if (piece.kind === "wait") return [];
    const before = pieces[index - 1];
    return [{ number: piece.number, attempt: piece.attempt, waitedMs: before?.kind === "wait" ? before.lengthMs : 0 }];
  });
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Request ID (the same on every attempt)", value: <Copyable text={event.requestId} what="request ID" /> },
          { label: "Sent by", value: sourceText(event.source) },
          { label: "Sent to", value: event.qualifier ?? "The function, unqualified" },
          { label: "Accepted", value: absoluteTime(new Date(event.acceptedAt)) },
          event.end === null
            ? { label: "Next attempt", value: nextAttemptText(event, now) }
            : { label: "Ended", value: event.endedAt === null ? "-" : `${absoluteTime(new Date(event.endedAt))}, after ${lengthText(event.endedAt - event.acceptedAt)}` },
          { label: "End", value: endText(event) },
          ...(event.sleptMs === undefined ? [] : [{ label: "Time that does not count", value: `${lengthText(event.sleptMs)} in which no tab was open, or the machine slept` }]),
        ]}
      />
      <Table
        variant="embedded"
        items={rows}
        trackBy="number"
        wrapLines
        ariaLabels={{ tableLabel: `Attempts of event ${event.requestId}` }}
        header={<Header variant="h3" counter={`(${rows.length})`}>Attempts</Header>}
        empty={<Box textAlign="center" padding="s">No attempt yet.</Box>}
        columnDefinitions={[
          { id: "number", header: "Attempt", isRowHeader: true, cell: ({ number }) => number },
          { id: "waited", header: "Waited before", cell: ({ waitedMs }) => lengthText(waitedMs) },
          { id: "after", header: "After acceptance", cell: ({ attempt }) => lengthText(attempt.at - event.acceptedAt) },
          { id: "at", header: "Started", cell: ({ attempt }) => absoluteTime(new Date(attempt.at)) },
          { id: "outcome", header: "Outcome", cell: ({ attempt }) => <StatusIndicator type={STATUS[attempt.outcome]}>{outcomeText(attempt)}</StatusIndicator> },
          { id: "reason", header: "Reason", cell: ({ attempt }) => attempt.reason ?? "-" },
          { id: "version", header: "Version", cell: ({ attempt }) => attempt.executedVersion ?? "-" },
        ]}
      />
      <div>
        <Box variant="awsui-key-label">{payloadLabel(event)}</Box>
        <pre className="event-payload" tabIndex={0} role="region" aria-label={`Payload of event ${event.requestId}`}>{event.payloadPreview}</pre>
      </div>
    </SpaceBetween>
  );
}

const SOURCES: Readonly<Record<string, string>> = { invoke: "An Invoke call of type Event", s3: "Amazon S3", sns: "Amazon SNS", schedule: "EventBridge Scheduler", destination: "Another function's destination" };

function sourceText(source: string): string {
  return SOURCES[source] ?? source;
}
