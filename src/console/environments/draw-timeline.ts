import type { EnvironmentPhase } from "#services/lambda/environments/environment-views.ts";
import { ROW_HEIGHTS, spanOf, ticksOf, type Axis, type Row } from "./timeline-layout.ts";

/** Colours of the picture, as a canvas understands them. */
export interface TimelineColors {
  readonly text: string;
  readonly secondary: string;
  readonly line: string;
  readonly selected: string;
  readonly init: string;
  readonly reset: string;
  /** By a version's place among the versions. */
  readonly versions: readonly string[];
}

export interface Picture {
  readonly rows: readonly Row[];
  readonly rowHeight: number;
  /** Pixels that are scrolled off at the top. */
  readonly scrolled: number;
  /** Of what is seen. */
  readonly width: number;
  readonly height: number;
  readonly axis: Axis;
  /** Versions in the order of their colours. */
  readonly versions: readonly string[];
  readonly selected: string | null;
  readonly colors: TimelineColors;
}

/** How opaque a phase is: idle and reset are the pale ones. */
const ALPHA: Readonly<Record<EnvironmentPhase["kind"], number>> = { init: 1, busy: 1, idle: 0.3, reset: 0.3 };

/** Paints the rows that are seen. */
export function drawTimeline(context: CanvasRenderingContext2D, picture: Picture): void {
  const { rows, rowHeight, scrolled, width, height, axis, colors } = picture;
  context.clearRect(0, 0, width, height);
  context.fillStyle = colors.line;
  for (const { share } of ticksOf(axis.windowMs)) context.fillRect(axis.left + Math.round((axis.width - 1) * share), 0, 1, height);
  context.font = "11px 'Open Sans', 'Helvetica Neue', Arial, sans-serif";
  context.textBaseline = "middle";
  const first = Math.max(0, Math.floor(scrolled / rowHeight));
  const last = Math.min(rows.length - 1, Math.floor((scrolled + height) / rowHeight));
  for (let index = first; index <= last; index++) drawRow(context, picture, rows[index]!, index * rowHeight - scrolled, index === first);
  context.globalAlpha = 1;
}

function drawRow(context: CanvasRenderingContext2D, { rowHeight, axis, colors, versions, selected, width }: Picture, { environment, firstOfVersion }: Row, y: number, firstSeen: boolean): void {
  const color = colors.versions[versions.indexOf(environment.version) % colors.versions.length]!;
  const thick = rowHeight >= ROW_HEIGHTS.labelled;
  const bar = thick ? rowHeight - 4 : Math.max(2, rowHeight - 1);
  context.globalAlpha = 1;
  if (environment.id === selected) {
    context.fillStyle = colors.selected;
    context.fillRect(0, y, width, rowHeight);
  }
  if (thick || firstOfVersion || firstSeen) {
    context.fillStyle = environment.status === "ended" ? colors.secondary : colors.text;
    context.fillText(`${environment.version}${environment.kind === "provisioned" ? " (P)" : ""}`, 4, y + Math.max(rowHeight, 10) / 2, axis.left - 8);
  }
  for (const { kind, from, to } of environment.phases) {
    const span = spanOf(from, to ?? environment.endedAt, axis);
    if (span === null) continue;
    context.globalAlpha = ALPHA[kind];
    context.fillStyle = kind === "init" ? colors.init : kind === "reset" ? colors.reset : color;
    context.fillRect(span.x, y + (thick ? 2 : 0), span.width, bar);
    if (kind !== "reset") continue;
    // The moment of the reset, however short the phase is drawn.
    context.globalAlpha = 1;
    context.fillRect(span.x, y, 2, thick ? rowHeight : bar);
  }
  if (environment.endedAt === null) return;
  const end = spanOf(environment.endedAt, environment.endedAt, axis);
  if (end === null) return;
  context.globalAlpha = 1;
  context.fillStyle = colors.secondary;
  context.fillRect(end.x, y, 2, thick ? rowHeight : bar);
}
