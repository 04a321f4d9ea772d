import { colorBorderDividerDefault, colorTextBodySecondary, colorTextStatusError, colorTextStatusSuccess, colorTextStatusWarning } from "@cloudscape-design/design-tokens";
import type { CSSProperties } from "react";
import type { AsyncEventView } from "#services/lambda/async/async-views.ts";
import { absoluteTime } from "../shared/times.ts";
import { endText, laneOf, laneSummary, lengthText, outcomeText, waitLabel, waitWidth } from "./lane.ts";
import "./events.css";

const COLORS = { success: colorTextStatusSuccess, "function-error": colorTextStatusError, throttled: colorTextStatusWarning, "system-error": colorTextStatusWarning, recursion: colorTextStatusError } as const;

/** An event's life on one line: numbered attempts, between them the waits, drawn by the logarithm of their length, and a mark where it ended. */
export function EventLane({ event }: { event: AsyncEventView }) {
  const pieces = laneOf(event);
  return (
    <div className="event-lane" role="img" aria-label={laneSummary(event)} style={{ "--event-lane-line": colorBorderDividerDefault, "--event-lane-text": colorTextBodySecondary } as CSSProperties}>
      {pieces.map((piece, index) =>
        piece.kind === "wait" ? (
          <span
            key={index}
            className={`event-lane-wait${event.end === null && index === pieces.length - 1 ? " event-lane-wait-open" : ""}`}
            title={`Waits ${lengthText(piece.lengthMs)}`}
            style={{ inlineSize: waitWidth(piece.lengthMs) }}
          >
            <span className="event-lane-length">{waitLabel(piece.lengthMs)}</span>
          </span>
        ) : (
          <span
            key={index}
            className="event-lane-attempt"
            title={`Attempt ${piece.number}, ${absoluteTime(new Date(piece.attempt.at))}: ${outcomeText(piece.attempt)}${piece.attempt.reason === undefined ? "" : ` (${piece.attempt.reason})`}`}
            style={{ "--event-lane-attempt": COLORS[piece.attempt.outcome] ?? colorTextBodySecondary } as CSSProperties}
          >
            {piece.number}
          </span>
        ),
      )}
      {event.end !== null && <EndMark event={event} />}
    </div>
  );
}

function EndMark({ event }: { event: AsyncEventView }) {
  const [sign, color] = event.endCondition === "Success" || event.end === "done" ? ["✓", colorTextStatusSuccess] : event.end === "dropped" ? ["×", colorTextStatusError] : ["→", colorTextStatusWarning];
  return <span className="event-lane-end" title={endText(event)} style={{ "--event-lane-attempt": color } as CSSProperties}>{sign}</span>;
}
