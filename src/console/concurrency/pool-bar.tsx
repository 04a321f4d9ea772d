import Box from "@cloudscape-design/components/box";
import {
  colorBackgroundContainerContent,
  colorBorderDividerDefault,
  colorChartsPaletteCategorical1,
  colorChartsPaletteCategorical2,
  colorChartsPaletteCategorical3,
} from "@cloudscape-design/design-tokens";
import type { CSSProperties } from "react";
import type { Pool } from "./pool.ts";

const COLORS = {
  reserved: colorChartsPaletteCategorical1,
  provisioned: colorChartsPaletteCategorical2,
  unreserved: colorChartsPaletteCategorical3,
} as const;

const WORDS = { reserved: "reserved", provisioned: "provisioned", unreserved: "unreserved" } as const;

interface Segment {
  readonly key: string;
  readonly kind: keyof typeof COLORS;
  readonly text: string;
  readonly amount: number;
  readonly inUse: number;
}

/** More segments than this are shown as one: thinner ones cannot be told apart. */
const SHOWN_CLAIMS = 8;

/**
 * The account's concurrency as one bar: each reservation, each function's provisioned concurrency, and what all others
 * share. What runs now fills its part from the left. `highlighted` is the function whose page this is.
 */
export function PoolBar({ pool, highlighted }: { pool: Pool; highlighted: string }) {
  const segments = segmentsOf(pool);
  return (
    <div>
      <Box variant="awsui-key-label">{`Account concurrency in this Region: ${count(pool.limit)}, in use now: ${count(pool.inUse)}`}</Box>
      <div role="img" aria-label={summary(pool, segments)} style={{ display: "flex", gap: 2, height: 28, margin: "6px 0 8px", borderRadius: 6, overflow: "hidden" }}>
        {segments.map((segment) => segment.amount > 0 && <div key={segment.key} title={words(segment)} style={segmentStyle(segment)}><div style={fillStyle(segment)} /></div>)}
      </div>
      <ul style={{ display: "flex", flexWrap: "wrap", gap: "2px 20px", margin: 0, padding: 0, listStyle: "none" }}>
        {segments.map((segment) => (
          <li key={segment.key}>
            <span aria-hidden style={{ display: "inline-block", width: 10, height: 10, marginInlineEnd: 6, borderRadius: 2, background: COLORS[segment.kind] }} />
            <Box variant="span" fontWeight={segment.text === highlighted ? "bold" : "normal"}>{words(segment)}</Box>
          </li>
        ))}
      </ul>
    </div>
  );
}

function segmentsOf({ claims, unreserved, unreservedInUse }: Pool): Segment[] {
  const shown = claims.slice(0, SHOWN_CLAIMS);
  const rest = claims.slice(SHOWN_CLAIMS);
  const own: Segment[] = shown.map(({ functionName, kind, amount, inUse }) => ({ key: `${kind}:${functionName}`, kind, text: functionName, amount, inUse }));
  if (rest.length > 0) {
    own.push({
      key: "rest",
      kind: "reserved",
      text: `${rest.length} more functions`,
      amount: rest.reduce((sum, { amount }) => sum + amount, 0),
      inUse: rest.reduce((sum, { inUse }) => sum + inUse, 0),
    });
  }
  return [...own, { key: "unreserved", kind: "unreserved", text: "All other functions", amount: unreserved, inUse: unreservedInUse }];
}

function words({ kind, text, amount, inUse }: Segment): string {
  return `${text}: ${count(amount)} ${WORDS[kind]}, ${count(inUse)} in use`;
}

function summary({ limit, inUse }: Pool, segments: readonly Segment[]): string {
  return `Of ${count(limit)} concurrent executions, ${count(inUse)} in use. ${segments.map(words).join(". ")}.`;
}

function segmentStyle({ kind, amount }: Segment): CSSProperties {
  return {
    flex: `${amount} 0 0`,
    minWidth: 6,
    boxSizing: "border-box",
    // The empty part is the colour thinned by the page behind it: both stay apart in light and dark.
    background: `color-mix(in srgb, ${COLORS[kind]} 30%, ${colorBackgroundContainerContent})`,
    border: `1px solid ${colorBorderDividerDefault}`,
  };
}

function fillStyle({ kind, amount, inUse }: Segment): CSSProperties {
  const share = amount === 0 ? 0 : Math.min(1, inUse / amount);
  return { width: `${share * 100}%`, minWidth: inUse > 0 ? 3 : 0, height: "100%", background: COLORS[kind] };
}

const count = (value: number): string => value.toLocaleString("en");
