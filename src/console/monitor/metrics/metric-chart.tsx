import Box from "@cloudscape-design/components/box";
import {
  colorBackgroundContainerContent,
  colorBorderDividerDefault,
  colorChartsLineAxis,
  colorChartsLineGrid,
  colorChartsPaletteCategorical1,
  colorChartsPaletteCategorical2,
  colorChartsPaletteCategorical3,
  colorChartsPaletteCategorical4,
  colorChartsPaletteCategorical5,
  colorTextBodyDefault,
  colorTextBodySecondary,
} from "@cloudscape-design/design-tokens";
import { memo, useMemo } from "react";
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { absoluteTime } from "../../shared/times.ts";
import type { ChartDefinition, DrawnLine } from "./metric-series.ts";

const COLORS = [colorChartsPaletteCategorical1, colorChartsPaletteCategorical2, colorChartsPaletteCategorical3, colorChartsPaletteCategorical4, colorChartsPaletteCategorical5];

interface MetricChartProps {
  readonly chart: ChartDefinition;
  readonly lines: readonly DrawnLine[];
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
}

/** One metric over time. A value stands for its whole period, at the period's begin. Drawn again only when its values changed. */
export const MetricChart = memo(
  function MetricChart({ chart, lines, from, to }: MetricChartProps) {
    const points = useMemo(() => pointsOf(lines), [lines]);
    const tick = { fill: colorTextBodySecondary, fontSize: 12 };
    const show = (value: number) => valueWords(value, chart.unit);
    const axisWidth = chart.unit === "ms" ? 76 : 60;
    const newest = lines.map(({ label, points: own }) => `${label} ${show(own.at(-1)![1])}`).join(", ");
    return (
      <figure style={{ margin: 0 }}>
        <figcaption>
          <Box variant="h3">{chart.title}</Box>
          <Box color="text-body-secondary" fontSize="body-s">{chart.about}</Box>
        </figcaption>
        <div role="img" aria-label={`Line chart of ${chart.title.toLowerCase()}. ${lines.length === 0 ? "No values in this span of time." : `Newest values: ${newest}.`}`} style={{ height: 200 }}>
          {lines.length === 0 ? (
            <Box textAlign="center" color="text-body-secondary" padding="xl">No values in this span of time</Box>
          ) : (
            <ResponsiveContainer width="100%" height="100%">
              <LineChart data={points} accessibilityLayer={false} margin={{ top: 12, right: 32, bottom: 4, left: 0 }}>
                <CartesianGrid stroke={colorChartsLineGrid} vertical={false} />
                <XAxis dataKey="at" type="number" domain={[from, to]} ticks={[0, 1, 2, 3].map((step) => from + ((to - from) * step) / 3)} tickFormatter={(at: number) => clockTime(at, to - from)} interval={0} stroke={colorChartsLineAxis} tick={tick} />
                <YAxis domain={[0, chart.unit === "share" ? fullShare : "auto"]} tickCount={chart.unit === "share" ? 5 : 4} width={axisWidth} tickFormatter={show} allowDecimals={chart.unit !== "count"} stroke={colorChartsLineAxis} tick={tick} />
                <Tooltip
                  isAnimationActive={false}
                  formatter={(value) => show(Number(value))}
                  labelFormatter={(at) => absoluteTime(new Date(Number(at)))}
                  contentStyle={{ background: colorBackgroundContainerContent, borderColor: colorBorderDividerDefault, color: colorTextBodyDefault }}
                />
                {lines.length > 1 && <Legend formatter={(text: unknown) => <span style={{ color: colorTextBodyDefault }}>{String(text)}</span>} />}
                {lines.map(({ key, label, subject, dashed }) => (
                  <Line key={key} name={label} dataKey={key} type="linear" stroke={COLORS[subject % COLORS.length]!} strokeWidth={2} {...(dashed ? { strokeDasharray: "6 4" } : {})} dot={{ r: 2 }} connectNulls isAnimationActive={false} legendType="plainline" />
                ))}
              </LineChart>
            </ResponsiveContainer>
          )}
        </div>
      </figure>
    );
  },
  (left, right) => left.chart === right.chart && left.to === right.to && left.from === right.from && JSON.stringify(left.lines) === JSON.stringify(right.lines),
);

/** A share's axis ends at 100%, or where more than all was busy for an instant, above it. */
const fullShare = (highest: number): number => Math.max(1, highest);

/** The points of all lines by their instants. */
function pointsOf(lines: readonly DrawnLine[]): Record<string, number>[] {
  const byTime = new Map<number, Record<string, number>>();
  for (const { key, points } of lines) for (const [at, value] of points) byTime.set(at, { ...(byTime.get(at) ?? { at }), [key]: value });
  return [...byTime.values()].toSorted((left, right) => left["at"]! - right["at"]!);
}

function valueWords(value: number, unit: ChartDefinition["unit"]): string {
  if (unit === "share") return `${Math.round(value * 100)}%`;
  if (unit === "count") return value.toLocaleString("en", { maximumFractionDigits: 1 });
  return value >= 10_000 ? `${(value / 1000).toLocaleString("en", { maximumFractionDigits: 1 })} s` : `${value.toLocaleString("en", { maximumFractionDigits: 1 })} ms`;
}

function clockTime(at: number, span: number): string {
  const format: Intl.DateTimeFormatOptions = span > 86_400_000 ? { month: "short", day: "numeric" } : { hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(undefined, format).format(at);
}
