import Box from "@cloudscape-design/components/box";
import { INIT_COLOR, RESET_COLOR, VERSION_COLORS } from "./timeline-canvas.tsx";

/** What the colours mean. A version's name stands beside its rows too. */
export function TimelineLegend({ versions }: { versions: readonly string[] }) {
  return (
    <ul aria-label="Legend" style={{ display: "flex", flexWrap: "wrap", gap: "2px 20px", margin: 0, padding: 0, listStyle: "none" }}>
      {versions.slice(0, 8).map((version, index) => (
        <li key={version}>
          <Swatch color={VERSION_COLORS[index % VERSION_COLORS.length]!} />
          <Swatch color={VERSION_COLORS[index % VERSION_COLORS.length]!} opacity={0.3} />
          {version}: busy, idle
        </li>
      ))}
      <li><Swatch color={INIT_COLOR} />Init: a cold start</li>
      <li><Swatch color={RESET_COLOR} opacity={0.3} />Reset: /tmp kept, memory gone</li>
      <li><Box variant="span" color="text-body-secondary">(P) provisioned; a bar at the end: it ended</Box></li>
    </ul>
  );
}

function Swatch({ color, opacity = 1 }: { color: string; opacity?: number }) {
  return <span aria-hidden style={{ display: "inline-block", width: 10, height: 10, marginInlineEnd: 4, borderRadius: 2, background: color, opacity }} />;
}
