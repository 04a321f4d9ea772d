import { writeFileSync } from "node:fs";
import path from "node:path";

/** One figure of a run. `ratio` = value / baseline, both measured in the same run; `baselineName` says what the baseline is. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number | null;
  readonly baselineName: string;
  /** What the figure should reach, as a sentence; shown beside it and never asserted: machines differ. */
  readonly aim: string;
}

/** Prints the table and writes the git-ignored `bench.json` (`[{name, value, unit, baseline, ratio}]`). */
export function report(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => ({
    name: figure.name,
    value: round(figure.value),
    unit: figure.unit,
    baseline: figure.baseline === null ? null : round(figure.baseline),
    ratio: figure.baseline === null || figure.baseline === 0 ? null : round(figure.value / figure.baseline),
  }));
  writeFileSync(path.join(import.meta.dirname, "../../bench.json"), `${JSON.stringify(rows, null, 2)}\n`);
  const lines = [
    ["figure", "value", "unit", "baseline", "ratio", "baseline is", "aim"],
    ...rows.map((row, at) => [
      row.name,
      String(row.value),
      row.unit,
      row.baseline === null ? "-" : String(row.baseline),
      row.ratio === null ? "-" : `${row.ratio}`,
      figures[at]!.baselineName,
      figures[at]!.aim,
    ]),
  ];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const aligned = (cell: string, column: number): string => (column > 0 && column < 5 && column !== 2 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!));
  // One write: the reporter of the tests would put its own lines between several.
  process.stdout.write(`\n${lines.map((line) => line.map(aligned).join("  ").trimEnd()).join("\n")}\n`);
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** The p-th percentile (0..1) of samples, by the nearest rank. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? Number.NaN;
}

/** Frames a second, of the lengths of frames in ms. */
export function framesPerSecond(frames: readonly number[]): number {
  return (frames.length * 1000) / frames.reduce((sum, ms) => sum + ms, 0);
}

/** Figures in ms that are taken at growing sizes of an account; the baseline of each is the figure of its name at the smallest size. */
export function figuresBySize(what: string): { readonly figures: Figure[]; readonly add: (size: number, name: string, value: number, aim?: string) => void } {
  const figures: Figure[] = [];
  const smallest = new Map<string, { readonly size: number; readonly value: number }>();
  return {
    figures,
    add(size, name, value, aim = "") {
      const first = smallest.get(name) ?? { size, value };
      smallest.set(name, first);
      figures.push({ name: `${size.toLocaleString("en")} ${what}: ${name}`, value, unit: "ms", baseline: first.value, baselineName: `the same with ${first.size} ${what}`, aim });
    },
  };
}
