import Box from "@cloudscape-design/components/box";
import {
  colorBackgroundContainerContent,
  colorBorderDividerDefault,
  colorChartsLineAxis,
  colorChartsLineGrid,
  colorTextBodyDefault,
  colorTextBodySecondary,
} from "@cloudscape-design/design-tokens";
import { memo, useMemo } from "react";
import { Area, CartesianGrid, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { percent, versionWords, type VersionShare } from "../shared/alias-split.ts";
import { binomialBand } from "./exact-binomial.ts";
import { colorOf } from "./split-bar.tsx";
import type { TrafficCounts } from "./traffic-counter.ts";

interface Point {
  readonly n: number;
  /** Percent, like the others. */
  readonly observed: number;
  readonly configured: number;
  readonly band: readonly [number, number];
}

/** How the share of the additional version settled: its curve, the configured share, and the band of chance. */
export const ShareChart = memo(function ShareChart({ split, counts }: { split: readonly VersionShare[]; counts: TrafficCounts }) {
  const index = split.length - 1;
  const { version, share } = split[index]!;
  const points = useMemo(() => pointsOf(counts, share), [counts, share]);
  const words = versionWords(version);
  const last = points.at(-1);
  if (!last) return null;
  const color = colorOf(index);
  // Few ticks of known width, all shown (interval 0): otherwise each update measures their texts, which costs a layout.
  const tick = { fill: colorTextBodySecondary, fontSize: 12 };
  return (
    <figure style={{ margin: 0 }}>
      <figcaption>
        <Box variant="h4" tagOverride="h3">Share of {words} as invocations add up</Box>
      </figcaption>
      <div
        role="img"
        aria-label={`Line chart. After ${last.n} invocations ${words} has served ${last.observed.toFixed(1)}%; ${percent(share)} is configured; chance alone keeps it between ${last.band[0].toFixed(1)}% and ${last.band[1].toFixed(1)}%. The table above has the figures.`}
        style={{ height: 260 }}
      >
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={points} accessibilityLayer={false} margin={{ top: 8, right: 16, bottom: 4, left: 0 }}>
            <CartesianGrid stroke={colorChartsLineGrid} vertical={false} />
            <XAxis dataKey="n" type="number" domain={[0, "dataMax"]} stroke={colorChartsLineAxis} tick={tick} interval={0} allowDecimals={false} />
            <YAxis domain={[0, 100]} ticks={[0, 25, 50, 75, 100]} interval={0} unit="%" width={48} stroke={colorChartsLineAxis} tick={tick} />
            <Tooltip
              isAnimationActive={false}
              formatter={(value) => (Array.isArray(value) ? value.map((end) => `${Number(end).toFixed(1)}%`).join(" to ") : `${Number(value).toFixed(1)}%`)}
              labelFormatter={(n) => `After ${Number(n)} invocations`}
              contentStyle={{ background: colorBackgroundContainerContent, borderColor: colorBorderDividerDefault, color: colorTextBodyDefault }}
            />
            <Legend formatter={legendText} />
            <Area name="Chance alone, 95%" dataKey="band" type="linear" stroke="none" fill={color} fillOpacity={0.18} isAnimationActive={false} legendType="rect" />
            <Line name={`Configured ${percent(share)}`} dataKey="configured" type="linear" stroke={colorTextBodySecondary} strokeDasharray="6 4" dot={false} isAnimationActive={false} legendType="plainline" />
            <Line name={`Observed share of ${words}`} dataKey="observed" type="linear" stroke={color} strokeWidth={2} dot={points.length === 1} isAnimationActive={false} legendType="plainline" />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
});

/** In the colour of text: the series' own colours are too faint to read. */
function legendText(text: unknown) {
  return <span style={{ color: colorTextBodyDefault }}>{String(text)}</span>;
}

function pointsOf({ marks }: TrafficCounts, share: number): Point[] {
  return marks.map(({ n, hits }) => {
    const { low, high } = binomialBand(n, share);
    return { n, observed: (hits / n) * 100, configured: share * 100, band: [(low / n) * 100, (high / n) * 100] };
  });
}
