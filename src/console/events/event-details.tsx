import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { Fragment } from "react";
import type { AsyncEventView } from "#services/lambda/async/async-views.ts";
import { ArnLink } from "../shared/arn-link.tsx";
import { Copyable } from "../shared/copy.tsx";
import { absoluteTime } from "../shared/times.ts";
import { EventLane } from "./event-lane.tsx";
import { endText, laneOf, lengthText, nextAttemptText, outcomeText, payloadLabel, secondsText, takerText } from "./lane.ts";

const STATUS = { success: "success", "function-error": "error", throttled: "warning", "system-error": "warning", recursion: "error" } as const;

/** One event in full: what it is, its lane, and each attempt with the wait before it. */
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
          ...(event.failedHandOvers ?? []).map((failed) => ({ label: `Not taken by its ${takerText(failed)}`, value: <><ArnLink arn={failed.arn} />: {failed.reason}</> })),
          ...(event.sleptMs === undefined ? [] : [{ label: "Time that does not count", value: `${lengthText(event.sleptMs)} in which no tab was open, or the machine slept` }]),
        ]}
      />
      {/* The picture stays above the figures, however many there are. */}
      <EventLane event={event} />
      <Header variant="h3" counter={`(${rows.length})`}>Attempts</Header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus */}
      <div className="event-attempts" tabIndex={0} role="region" aria-label={`Attempts of event ${event.requestId}, which scroll`}>
        <Table
          variant="embedded"
          contentDensity="compact"
          items={rows}
          trackBy="number"
          wrapLines
          ariaLabels={{ tableLabel: `Attempts of event ${event.requestId}` }}
          empty={<Box textAlign="center" padding="s">No attempt yet.</Box>}
          columnDefinitions={[
            { id: "number", header: "Attempt", isRowHeader: true, minWidth: 90, cell: ({ number }) => number },
            { id: "waited", header: "Waited before", minWidth: 130, cell: ({ waitedMs }) => <Length ms={waitedMs} /> },
            { id: "after", header: "After acceptance", minWidth: 150, cell: ({ attempt }) => <Length ms={attempt.at - event.acceptedAt} /> },
            { id: "at", header: "Started", minWidth: 170, cell: ({ attempt }) => absoluteTime(new Date(attempt.at)) },
            { id: "outcome", header: "Outcome", minWidth: 150, cell: ({ attempt }) => <StatusIndicator type={STATUS[attempt.outcome]}><span className="lambdarium-whole-words">{outcomeText(attempt)}</span></StatusIndicator> },
            { id: "reason", header: "Reason", minWidth: 240, cell: ({ attempt }) => <Reason text={attempt.reason} /> },
            { id: "version", header: "Version", minWidth: 90, cell: ({ attempt }) => attempt.executedVersion ?? "-" },
          ]}
        />
      </div>
      <div>
        <Box variant="awsui-key-label">{payloadLabel(event)}</Box>
        <pre className="event-payload" tabIndex={0} role="region" aria-label={`Payload of event ${event.requestId}`}>{event.payloadPreview}</pre>
      </div>
    </SpaceBetween>
  );
}

function Length({ ms }: { ms: number }) {
  return <span title={secondsText(ms)}>{lengthText(ms)}</span>;
}

/** A name such as ReservedFunctionConcurrentInvocationLimitExceeded may break between its words, not inside them. */
function Reason({ text = "-" }: { text?: string | undefined }) {
  return text.split(/(?=[A-Z][a-z])/).map((word, index) => <Fragment key={index}>{index > 0 && <wbr />}{word}</Fragment>);
}

const SOURCES: Readonly<Record<string, string>> = { invoke: "An Invoke call of type Event", s3: "Amazon S3", sns: "Amazon SNS", schedule: "EventBridge Scheduler", destination: "Another function's destination" };

function sourceText(source: string): string {
  return SOURCES[source] ?? source;
}
