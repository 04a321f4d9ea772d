import { colorTextBodySecondary } from "@cloudscape-design/design-tokens";
import { ticksOf } from "./timeline-layout.ts";

/** In CSS pixels. */
export const TIMELINE_AXIS_HEIGHT = 18;

/** How long ago each grid line of the timeline is. It stays in sight while the rows are scrolled. */
export function TimelineAxis({ windowMs, left }: { windowMs: number; left: number }) {
  return (
    <div aria-hidden style={{ position: "sticky", top: 0, height: TIMELINE_AXIS_HEIGHT, marginInlineStart: left, color: colorTextBodySecondary, fontSize: 11, lineHeight: `${TIMELINE_AXIS_HEIGHT}px` }}>
      {ticksOf(windowMs).map(({ share, label }) => (
        // The last one ends at the edge, so that it is not cut.
        <span key={label} style={{ position: "absolute", insetInlineStart: `${share * 100}%`, transform: `translateX(${share === 1 ? -100 : -50}%)`, whiteSpace: "nowrap" }}>{label}</span>
      ))}
    </div>
  );
}
