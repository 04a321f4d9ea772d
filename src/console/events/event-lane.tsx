import { colorBorderDividerDefault, colorTextBodySecondary, colorTextStatusError, colorTextStatusSuccess, colorTextStatusWarning } from "@cloudscape-design/design-tokens";
import type { CSSProperties } from "react";
import type { AsyncEventView } from "#services/lambda/views.ts";
import { absoluteTime } from "../shared/times.ts";
import { laneOf, laneSummary, lengthText, outcomeText, waitWidth } from "./lane.ts";
import "./events.css";

const COLORS = { success: colorTextStatusSuccess, "function-error": colorTextStatusError, throttled: colorTextStatusWarning, "system-error": colorTextStatusWarning, recursion: colorTextStatusError } as const;

/** An event's life on one line: numbered attempts, and between them the waits, drawn by the logarithm of their length. */
export function EventLane({ event }: { event: AsyncEventView }) {
  const pieces = laneOf(event);
  return (
    <div className="event-lane" role="img" aria-label={laneSummary(event)} style={{ "--event-lane-line": colorBorderDividerDefault } as CSSProperties}>
      {pieces.map((piece, index) =>
        piece.kind === "wait" ? (
          <span
            key={index}
            className={`event-lane-wait${event.end === null && index === pieces.length - 1 ? " event-lane-wait-open" : ""}`}
            title={`Waits ${lengthText(piece.lengthMs)}`}
            style={{ inlineSize: waitWidth(piece.lengthMs) }}
          />
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
    </div>
  );
}
