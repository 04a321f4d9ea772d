import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { percent, type VersionShare } from "../shared/alias-split.ts";
import { binomialBand, type CountBand } from "./exact-binomial.ts";
import type { TrafficCounts } from "./traffic-counter.ts";
import { VersionLink } from "./version-link.tsx";

interface Row {
  readonly version: string;
  /** Configured share, 0 for a version that is not configured (any more). */
  readonly share: number;
  readonly served: number;
  readonly band: CountBand;
}

/** The figures behind the picture, one line a version; also the picture's text for whoever does not see it. */
export function ObservedTable({ name, split, counts }: { name: string; split: readonly VersionShare[]; counts: TrafficCounts }) {
  const { total, served } = counts;
  const strangers = Object.keys(served).filter((version) => !split.some((part) => part.version === version));
  const rows: Row[] = [...split, ...strangers.map((version) => ({ version, share: 0 }))].map(({ version, share }) => ({
    version,
    share,
    served: served[version] ?? 0,
    band: binomialBand(total, share),
  }));
  return (
    <Table
      variant="embedded"
      trackBy="version"
      items={rows}
      ariaLabels={{ tableLabel: "Configured and observed share by version" }}
      columnDefinitions={[
        { id: "version", header: "Version", isRowHeader: true, cell: ({ version }) => <VersionLink name={name} version={version} /> },
        { id: "served", header: "Served", cell: (row) => row.served.toLocaleString("en") },
        { id: "observed", header: "Observed", cell: (row) => percent(row.served / total, 1) },
        { id: "configured", header: "Configured", cell: ({ share }) => percent(share) },
        { id: "band", header: "Chance alone, 95%", cell: ({ band }) => bandWords(band, total) },
        {
          id: "verdict",
          header: "Within chance?",
          cell: (row) =>
            row.served >= row.band.low && row.served <= row.band.high ? (
              <StatusIndicator type="success">Yes</StatusIndicator>
            ) : (
              <StatusIndicator type="warning">No</StatusIndicator>
            ),
        },
      ]}
    />
  );
}

function bandWords({ low, high }: CountBand, total: number): string {
  if (low === high) return low.toLocaleString("en");
  return `${low.toLocaleString("en")} to ${high.toLocaleString("en")} (${percent(low / total, 1)} to ${percent(high / total, 1)})`;
}
