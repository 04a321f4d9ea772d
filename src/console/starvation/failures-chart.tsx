import Box from "@cloudscape-design/components/box";
import {
  colorBackgroundContainerContent,
  colorBorderDividerDefault,
  colorChartsLineAxis,
  colorChartsLineGrid,
  colorTextBodyDefault,
  colorTextBodySecondary,
} from "@cloudscape-design/design-tokens";
import { memo } from "react";
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { HISTORY_SECONDS, type CallerHistory } from "#simulation/starvation.ts";
import { CALLER_COLORS } from "./caller-words.ts";
import { seenBy, shareWords } from "./summary.ts";

/** Share of each caller's requests that failed, second by second. */
export const FailuresChart = memo(function FailuresChart({ histories }: { histories: readonly CallerHistory[] }) {
  const length = (histories[0]?.seconds.length ?? 1) - 1;
  const points = Array.from({ length }, (_, index) => ({
    ago: index - length,
    ...Object.fromEntries(histories.map(({ caller, seconds }) => [caller.functionName, shareOf(seconds[index]!)])),
  }));
  const tick = { fill: colorTextBodySecondary, fontSize: 12 };
  const now = histories.map((history) => `${history.caller.functionName} ${shareWords(seenBy(history).failedShare)}`).join(", ");
  return (
    <figure style={{ margin: 0 }}>
      <figcaption><Box variant="h4" tagOverride="h3">Failed requests, last {HISTORY_SECONDS} seconds</Box></figcaption>
      <div role="img" aria-label={`Line chart of the share of requests that failed. In the last seconds: ${now}.`} style={{ height: 220 }}>
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={points} accessibilityLayer={false} margin={{ top: 8, right: 16, bottom: 4, left: 0 }}>
            <CartesianGrid stroke={colorChartsLineGrid} vertical={false} />
            <XAxis dataKey="ago" type="number" domain={[-HISTORY_SECONDS, -1]} ticks={[-60, -45, -30, -15]} unit=" s" interval={0} stroke={colorChartsLineAxis} tick={tick} />
            <YAxis domain={[0, 100]} ticks={[0, 25, 50, 75, 100]} interval={0} unit="%" width={48} stroke={colorChartsLineAxis} tick={tick} />
            <Tooltip
              isAnimationActive={false}
              formatter={(value) => `${Number(value).toFixed(1)}%`}
              labelFormatter={(ago) => `${-Number(ago)} s ago`}
              contentStyle={{ background: colorBackgroundContainerContent, borderColor: colorBorderDividerDefault, color: colorTextBodyDefault }}
            />
            <Legend formatter={(text: unknown) => <span style={{ color: colorTextBodyDefault }}>{String(text)}</span>} />
            {histories.map(({ caller }, index) => (
              <Line key={caller.functionName} dataKey={caller.functionName} type="linear" stroke={CALLER_COLORS[index % CALLER_COLORS.length]!} strokeWidth={2} dot={false} isAnimationActive={false} connectNulls legendType="plainline" />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
});

/** Percent; null where nothing ended in that second. */
function shareOf({ served, failed }: { served: number; failed: number }): number | null {
  return served + failed === 0 ? null : (failed / (served + failed)) * 100;
}
