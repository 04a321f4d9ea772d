import {
  colorBackgroundItemSelected,
  colorBorderDividerDefault,
  colorChartsPaletteCategorical1,
  colorChartsPaletteCategorical3,
  colorChartsPaletteCategorical4,
  colorChartsPaletteCategorical5,
  colorChartsPaletteCategorical6,
  colorChartsStatusCritical,
  colorChartsStatusMedium,
  colorTextBodyDefault,
  colorTextBodySecondary,
} from "@cloudscape-design/design-tokens";
import { useEffect, useRef } from "react";
import type { EnvironmentView } from "#services/lambda/environments/environment-views.ts";
import { fitCanvas, onCanvasChange, resolvedColors } from "../shared/canvas.ts";
import { drawTimeline } from "./draw-timeline.ts";
import { rowAt, rowHeightFor, rowsOf, summaryOf, versionsOf, type Row } from "./timeline-layout.ts";
import { TIMELINE_AXIS_HEIGHT, TimelineAxis } from "./timeline-axis.tsx";

/** Colours of versions, in their order; the colour of a start is none of them. */
export const VERSION_COLORS = [colorChartsPaletteCategorical1, colorChartsPaletteCategorical3, colorChartsPaletteCategorical4, colorChartsPaletteCategorical5, colorChartsPaletteCategorical6] as const;
export const INIT_COLOR = colorChartsStatusMedium;
export const RESET_COLOR = colorChartsStatusCritical;

const TOKENS = {
  text: colorTextBodyDefault, secondary: colorTextBodySecondary, line: colorBorderDividerDefault, selected: colorBackgroundItemSelected, init: INIT_COLOR, reset: RESET_COLOR,
  v0: VERSION_COLORS[0], v1: VERSION_COLORS[1], v2: VERSION_COLORS[2], v3: VERSION_COLORS[3], v4: VERSION_COLORS[4],
};
const GUTTER = 76;

interface TimelineCanvasProps {
  readonly environments: readonly EnvironmentView[];
  /** Simulated time less the wall's. */
  readonly aheadMs: number;
  readonly windowMs: number;
  /** CSS pixels; more rows than fit are scrolled. */
  readonly height: number;
  readonly selected: string | null;
  readonly onSelect?: (id: string) => void;
}

/** The timeline of many environments. It moves with the frames of the browser while it is seen, and draws only the rows in sight. */
export function TimelineCanvas(props: TimelineCanvasProps) {
  const { environments, height, windowMs, aheadMs, selected, onSelect } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const painter = useRef<Painter>(null);
  useEffect(() => {
    if (!canvas.current || !scroller.current || !rows.current) return undefined;
    const made = new Painter(canvas.current, scroller.current, rows.current);
    painter.current = made;
    return () => made.stop();
  }, []);
  useEffect(() => painter.current?.show({ environments, height, windowMs, aheadMs, selected }), [environments, height, windowMs, aheadMs, selected]);
  return (
    <div
      ref={scroller}
      role="region"
      aria-label="Timeline, which scrolls"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus
      tabIndex={0}
      style={{ maxHeight: height + TIMELINE_AXIS_HEIGHT, overflowY: "auto" }}
      onScroll={() => painter.current?.touch()}
    >
      {/* As high as all rows, for the scroll bar's sake; the canvas is only as high as what is seen, and stays in sight. */}
      <TimelineAxis windowMs={windowMs} left={GUTTER} />
      <div ref={rows}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`Timeline of the last ${Math.round(windowMs / 60_000)} min. ${summaryOf(environments)}. The table has the figures.`}
          style={{ display: "block", position: "sticky", top: TIMELINE_AXIS_HEIGHT, width: "100%" }}
          onClick={({ nativeEvent }) => {
            const row = painter.current?.rowAt(nativeEvent.offsetY);
            if (row && onSelect) onSelect(row.environment.id);
          }}
          onPointerMove={({ nativeEvent, currentTarget }) => {
            const row = painter.current?.rowAt(nativeEvent.offsetY);
            currentTarget.title = row ? `${row.environment.kind}, version ${row.environment.version}, ${row.environment.status}, ${row.environment.invocations} invocations` : "";
          }}
        />
      </div>
    </div>
  );
}

type Shown = Pick<TimelineCanvasProps, "environments" | "height" | "windowMs" | "aheadMs" | "selected">;

/** Draws by frames; a frame in which nothing would move by a pixel is left out. */
class Painter {
  readonly #canvas: HTMLCanvasElement;
  readonly #scroller: HTMLElement;
  readonly #all: HTMLElement;
  readonly #stops: (() => void)[] = [];
  #shown: Shown | null = null;
  #rows: readonly Row[] = [];
  #versions: readonly string[] = [];
  #rowHeight = 1;
  #context: CanvasRenderingContext2D | null = null;
  #colors: Record<keyof typeof TOKENS, string>;
  #size = { width: 0, height: 0 };
  #frame = 0;
  #seen = false;
  #dirty = true;
  #drawnAt = 0;

  constructor(canvas: HTMLCanvasElement, scroller: HTMLElement, all: HTMLElement) {
    this.#canvas = canvas;
    this.#scroller = scroller;
    this.#colors = resolvedColors(canvas, TOKENS);
    this.#all = all;
    this.#stops.push(onCanvasChange(canvas, () => {
      this.#colors = resolvedColors(canvas, TOKENS);
      this.#context = null;
      this.touch();
    }));
    const sight = new IntersectionObserver(([entry]) => {
      this.#seen = entry?.isIntersecting ?? false;
      this.touch();
    });
    sight.observe(scroller);
    this.#stops.push(() => sight.disconnect());
  }

  show(shown: Shown): void {
    this.#shown = shown;
    this.#rows = rowsOf(shown.environments, Date.now() + shown.aheadMs, shown.windowMs);
    this.#versions = versionsOf(shown.environments);
    this.#rowHeight = rowHeightFor(this.#rows.length, shown.height);
    const total = Math.max(this.#rows.length * this.#rowHeight, 24);
    this.#all.style.height = `${total}px`;
    const height = Math.min(shown.height, total);
    if (height !== this.#size.height) this.#context = null;
    this.#size = { ...this.#size, height };
    this.touch();
  }

  /** What stands on the canvas is no longer true. */
  touch(): void {
    this.#dirty = true;
    if (this.#seen && this.#frame === 0) this.#frame = requestAnimationFrame(this.#step);
  }

  /** The row under a point of the canvas. */
  rowAt(y: number): Row | undefined {
    const index = rowAt(y + this.#scroller.scrollTop, this.#rowHeight, this.#rows.length);
    return index === null ? undefined : this.#rows[index];
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    for (const stop of this.#stops) stop();
  }

  readonly #step = (): void => {
    this.#frame = this.#seen ? requestAnimationFrame(this.#step) : 0;
    const shown = this.#shown;
    if (!shown) return;
    if (!this.#context) {
      this.#size = { ...this.#size, width: this.#scroller.clientWidth };
      this.#context = fitCanvas(this.#canvas, this.#size.width, this.#size.height);
    }
    const { width, height } = this.#size;
    const now = Date.now() + shown.aheadMs;
    const axis = { now, windowMs: shown.windowMs, left: GUTTER, width: Math.max(1, width - GUTTER) };
    if (!this.#context || (!this.#dirty && (now - this.#drawnAt) * (axis.width / axis.windowMs) < 0.5)) return;
    this.#dirty = false;
    this.#drawnAt = now;
    const { v0, v1, v2, v3, v4, ...rest } = this.#colors;
    drawTimeline(this.#context, {
      rows: this.#rows, rowHeight: this.#rowHeight, scrolled: this.#scroller.scrollTop, width, height, axis,
      versions: this.#versions, selected: shown.selected, colors: { ...rest, versions: [v0, v1, v2, v3, v4] },
    });
  };
}
