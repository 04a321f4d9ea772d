import type { EnvironmentView } from "#services/lambda/environments/environment-views.ts";

/** One environment and where it stands in the picture. */
export interface Row {
  readonly environment: EnvironmentView;
  /** The first of its version: the row that carries the version's label where rows are thin. */
  readonly firstOfVersion: boolean;
}

/** Heights of a row, in CSS pixels: thick enough for a label, or thin for many. */
export const ROW_HEIGHTS = { least: 4, most: 18, labelled: 12 } as const;

/** The rows of the environments that lived within the last `windowMs`: by version; in it the living first, then provisioned ones, then the oldest. */
export function rowsOf(environments: readonly EnvironmentView[], now: number, windowMs: number): Row[] {
  const shown = environments.filter(({ endedAt }) => endedAt === null || endedAt > now - windowMs);
  const ordered = shown.toSorted(
    (left, right) =>
      byVersion(left.version, right.version)
      || Number(left.endedAt !== null) - Number(right.endedAt !== null)
      || Number(left.kind === "on-demand") - Number(right.kind === "on-demand")
      || left.createdAt - right.createdAt,
  );
  return ordered.map((environment, index) => ({ environment, firstOfVersion: environment.version !== ordered[index - 1]?.version }));
}

/** `$LATEST` first, then the newest version. */
export function byVersion(left: string, right: string): number {
  if (left === right) return 0;
  if (left === "$LATEST") return -1;
  if (right === "$LATEST") return 1;
  return Number(right) - Number(left);
}

/** The versions among environments, in the order of their rows; a version's place here is its colour. */
export function versionsOf(environments: readonly EnvironmentView[]): string[] {
  return [...new Set(environments.map(({ version }) => version))].toSorted(byVersion);
}

/** How high a row is when `count` of them are to stand in `height`; what does not fit is scrolled. */
export function rowHeightFor(count: number, height: number): number {
  return Math.min(ROW_HEIGHTS.most, Math.max(ROW_HEIGHTS.least, Math.floor(height / Math.max(1, count))));
}

/** The row under a point, counted from the top of all rows; null beside them. */
export function rowAt(y: number, rowHeight: number, count: number): number | null {
  const row = Math.floor(y / rowHeight);
  return y >= 0 && row < count ? row : null;
}

export interface Axis {
  readonly now: number;
  readonly windowMs: number;
  /** Where it begins, and how long it is, in CSS pixels. `now` is its right end. */
  readonly left: number;
  readonly width: number;
}

/** Distances between two marks of the axis, in ms: the smallest that gives at most five. */
const STEPS_MS = [15_000, 30_000, 60_000, 300_000, 900_000];

/** The marks of the axis: where (0: its left end, 1: now), and how long before now. */
export function ticksOf(windowMs: number): { readonly share: number; readonly label: string }[] {
  const step = STEPS_MS.find((ms) => windowMs / ms <= 5) ?? windowMs / 4;
  return Array.from({ length: Math.floor(windowMs / step) + 1 }, (_, index) => ({ share: 1 - (index * step) / windowMs, label: agoWords(index * step) })).toReversed();
}

function agoWords(ms: number): string {
  if (ms === 0) return "now";
  return ms % 60_000 === 0 ? `-${ms / 60_000} min` : `-${ms / 1000} s`;
}

/** Where a span of time lies on the axis, at least a pixel wide; null where it lies before it. An open end is now. */
export function spanOf(from: number, to: number | null, { now, windowMs, left, width }: Axis): { readonly x: number; readonly width: number } | null {
  const begin = now - windowMs;
  const end = Math.min(to ?? now, now);
  if (end < begin || from > now) return null;
  const x = left + (Math.max(from, begin) - begin) * (width / windowMs);
  return { x: Math.min(x, left + width - 1), width: Math.max(1, (end - Math.max(from, begin)) * (width / windowMs)) };
}

/** `4 environments: 1 starting, 1 busy, 2 idle (2 provisioned)`. */
export function summaryOf(environments: readonly EnvironmentView[]): string {
  const living = environments.filter(({ status }) => status !== "ended");
  if (living.length === 0) return "No execution environment lives now";
  const count = (status: EnvironmentView["status"]): number => living.filter((environment) => environment.status === status).length;
  const provisioned = living.filter(({ kind }) => kind === "provisioned").length;
  const parts = [`${count("init")} starting`, `${count("busy")} busy`, `${count("idle")} idle`, ...(count("reset") > 0 ? [`${count("reset")} reset`] : [])];
  return `${living.length} ${living.length === 1 ? "environment" : "environments"}: ${parts.join(", ")}${provisioned > 0 ? ` (${provisioned} provisioned)` : ""}`;
}
