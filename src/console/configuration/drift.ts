import type { FunctionConfiguration } from "@aws-sdk/client-lambda";

/** How a variable of a published version stands to `$LATEST`'s. */
export type Drift = "same" | "different value" | "not in this version" | "not in $LATEST" | "in neither";

export interface DriftCell {
  /** Undefined: the version has no such variable. */
  readonly value: string | undefined;
  readonly drift: Drift;
}

export interface DriftRow {
  readonly key: string;
  /** Value in `$LATEST`; undefined where it has none. */
  readonly latest: string | undefined;
  /** By version number, for every published version. */
  readonly cells: ReadonlyMap<string, DriftCell>;
  /** Whether any version differs from `$LATEST`. */
  readonly drifted: boolean;
}

/** The variables of all versions side by side. `versions` as ListVersionsByFunction gives them, `$LATEST` among them. */
export function environmentDrift(versions: readonly FunctionConfiguration[]): DriftRow[] {
  const latest = variables(versions.find(({ Version }) => Version === "$LATEST"));
  const published = versions.filter(({ Version }) => Version !== "$LATEST");
  const keys = new Set([latest, ...published.map(variables)].flatMap((one) => [...one.keys()]));
  return [...keys].toSorted().map((key) => {
    const cells = new Map(
      published.map((version) => {
        const value = variables(version).get(key);
        return [version.Version ?? "", { value, drift: driftOf(latest.get(key), value) }] as const;
      }),
    );
    const drifted = [...cells.values()].some(({ drift }) => drift !== "same" && drift !== "in neither");
    return { key, latest: latest.get(key), cells, drifted };
  });
}

function variables(version: FunctionConfiguration | undefined): Map<string, string> {
  return new Map(Object.entries(version?.Environment?.Variables ?? {}));
}

function driftOf(latest: string | undefined, value: string | undefined): Drift {
  if (latest === undefined) return value === undefined ? "in neither" : "not in $LATEST";
  if (value === undefined) return "not in this version";
  return latest === value ? "same" : "different value";
}
