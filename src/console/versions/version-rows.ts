import type { AliasConfiguration, FunctionConfiguration } from "@aws-sdk/client-lambda";
import { splitOf } from "../shared/alias-split.ts";

/** An alias that sends invocations to a version, and the share of them (0 to 1). */
export interface PointingAlias {
  readonly name: string;
  readonly share: number;
  /** The alias names another version as its main one. */
  readonly additional: boolean;
}

/** A line of the table of versions. */
export interface VersionRow {
  /** `$LATEST` or a number. */
  readonly version: string;
  /** For sorting: `$LATEST` is newer than every number. */
  readonly order: number;
  readonly aliases: readonly PointingAlias[];
  readonly description: string;
  /** ISO 8601 as the API gives it. */
  readonly lastModified: string;
  readonly architecture: string;
}

/** The table of versions: `$LATEST` first, then the newest published one downwards; each with the aliases that point at it. */
export function versionRows(versions: readonly FunctionConfiguration[], aliases: readonly AliasConfiguration[]): VersionRow[] {
  return versions.map((configuration) => rowOf(configuration, aliases)).toSorted((left, right) => right.order - left.order);
}

function rowOf(configuration: FunctionConfiguration, aliases: readonly AliasConfiguration[]): VersionRow {
  const version = configuration.Version ?? "$LATEST";
  return {
    version,
    order: version === "$LATEST" ? Number.POSITIVE_INFINITY : Number(version),
    aliases: aliases.flatMap((alias) =>
      splitOf(alias).flatMap(({ version: target, share }, index) =>
        target === version ? [{ name: alias.Name ?? "", share, additional: index > 0 }] : [],
      ),
    ),
    description: configuration.Description ?? "",
    lastModified: configuration.LastModified ?? "",
    architecture: configuration.Architectures?.[0] ?? "x86_64",
  };
}

/** The newest published number in a list of versions; 0 where none was published. */
export function newestNumber(versions: readonly FunctionConfiguration[]): number {
  return Math.max(0, ...versions.map(({ Version }) => Number(Version)).filter(Number.isInteger));
}
