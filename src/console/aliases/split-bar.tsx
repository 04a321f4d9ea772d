import Box from "@cloudscape-design/components/box";
import {
  colorChartsPaletteCategorical1,
  colorChartsPaletteCategorical2,
  colorChartsPaletteCategorical3,
} from "@cloudscape-design/design-tokens";
import { percent, versionWords, type VersionShare } from "../shared/alias-split.ts";

const COLORS = [colorChartsPaletteCategorical1, colorChartsPaletteCategorical2, colorChartsPaletteCategorical3];

/** The colour of the version at this place of a split, the same in every picture of the page. */
export function colorOf(index: number): string {
  return COLORS[Math.min(index, COLORS.length - 1)]!;
}

/** One bar divided by the shares of its versions, with the figures in words below. */
export function SplitBar({ label, split }: { label: string; split: readonly VersionShare[] }) {
  return (
    <div>
      <Box variant="awsui-key-label">{label}</Box>
      <div aria-hidden style={{ display: "flex", gap: 2, height: 16, margin: "4px 0", borderRadius: 4, overflow: "hidden" }}>
        {split.map(({ version, share }, index) => share > 0 && <div key={version} style={{ flex: `${share} 0 0`, minWidth: 2, background: colorOf(index) }} />)}
      </div>
      <div style={{ display: "flex", flexWrap: "wrap", columnGap: 16 }}>
        {split.map(({ version, share }, index) => (
          <span key={version}>
            <span aria-hidden style={{ display: "inline-block", width: 10, height: 10, marginInlineEnd: 6, borderRadius: 2, background: colorOf(index) }} />
            {capital(versionWords(version))} {percent(share, 1)}
          </span>
        ))}
      </div>
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
