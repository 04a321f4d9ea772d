import type { State } from "../tables.ts";
import { compareNames } from "../pagination.ts";
import type { AliasRecord, Runnable, VersionRecord } from "./records.ts";

/** The unpublished version, the only one that can be changed. */
export const LATEST = "$LATEST";

/** Key of a row of `lambda.versions`. */
export const versionKey = (name: string, version: string): string => `${name}:${version}`;
/** Key of a row of `lambda.aliases`. */
export const aliasKey = (name: string, alias: string): string => `${name}:${alias}`;

/** Whether a qualifier names a published version. Aliases cannot be all digits, so this settles which of the two it is. */
export const isVersionNumber = (qualifier: string): boolean => /^[0-9]+$/.test(qualifier);

/** `$LATEST` or a published version of a function. */
export function findVersion(state: State, name: string, version: string): VersionRecord | undefined {
  return state["lambda.versions"].get(versionKey(name, version));
}

/** An alias of a function. */
export function findAlias(state: State, name: string, alias: string): AliasRecord | undefined {
  return state["lambda.aliases"].get(aliasKey(name, alias));
}

/** What a qualifier stands for: a version, and the alias that led to it. No qualifier means `$LATEST`. */
export function resolveQualifier(
  state: State,
  name: string,
  qualifier: string | null,
): { version: VersionRecord; alias: AliasRecord | null } | undefined {
  if (qualifier === null || qualifier === LATEST || isVersionNumber(qualifier)) {
    const version = findVersion(state, name, qualifier ?? LATEST);
    return version && { version, alias: null };
  }
  const alias = findAlias(state, name, qualifier);
  const version = alias && findVersion(state, name, alias.functionVersion);
  return alias && version && { version, alias };
}

/** All versions of a function: `$LATEST`, then 1, 2, … */
export function versionsOf(state: State, name: string): VersionRecord[] {
  const versions: VersionRecord[] = [];
  const latest = findVersion(state, name, LATEST);
  if (latest) versions.push(latest);
  const last = state["lambda.version-counters"].get(name)?.last ?? 0;
  for (let number = 1; number <= last; number++) {
    const version = findVersion(state, name, String(number));
    if (version) versions.push(version);
  }
  return versions;
}

/** All aliases of a function, by name. */
export function aliasesOf(state: State, name: string): AliasRecord[] {
  const aliases: AliasRecord[] = [];
  for (const alias of state["lambda.aliases"].values()) if (alias.functionName === name) aliases.push(alias);
  return aliases.toSorted((left, right) => compareNames(left.name, right.name));
}

/** Whether an alias sends traffic to a version, as its main or its additional one. */
export function aliasUses(alias: AliasRecord, version: string): boolean {
  return alias.functionVersion === version || Object.hasOwn(alias.additionalVersionWeights ?? {}, version);
}

/** What an invocation at `now` runs: while an update is in progress, still the code and configuration before it. */
export function runnableAt(version: VersionRecord, now: number): Runnable {
  return version.previous !== null && version.updatedAt !== null && now < version.updatedAt ? version.previous : version;
}
