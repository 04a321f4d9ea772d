import type { VersionRecord } from "#services/lambda/records.ts";
import type { State } from "#services/tables.ts";
import type { Change } from "#services/tables.ts";

/** How many versions of all accounts refer to each deployment package; a package that none refers to is forgotten. */
export class CodeReferences {
  readonly #counts = new Map<string, number>();

  has(sha256: string): boolean {
    return (this.#counts.get(sha256) ?? 0) > 0;
  }

  /** Counts what an account refers to when it is loaded. */
  addAll(state: State): void {
    for (const version of state["lambda.versions"].values()) this.#add(packagesOf(version), 1);
  }

  clear(): void {
    this.#counts.clear();
  }

  /** What `changes` do to the counts, as difference by package. `state` is the state before them. */
  difference(state: State, changes: readonly Change[]): Map<string, number> {
    const difference = new Map<string, number>();
    const count = (version: VersionRecord | null | undefined, by: number): void => {
      for (const sha256 of packagesOf(version)) difference.set(sha256, (difference.get(sha256) ?? 0) + by);
    };
    for (const change of changes) {
      if (change.table !== "lambda.versions") continue;
      count(state["lambda.versions"].get(change.key), -1);
      count(change.value, 1);
    }
    return difference;
  }

  /** The packages that nothing will refer to after a difference. */
  orphans(difference: ReadonlyMap<string, number>): string[] {
    return [...difference].filter(([sha256, by]) => this.has(sha256) && (this.#counts.get(sha256) ?? 0) + by <= 0).map(([sha256]) => sha256);
  }

  apply(difference: ReadonlyMap<string, number>): void {
    for (const [sha256, by] of difference) this.#add([sha256], by);
  }

  #add(packages: readonly string[], by: number): void {
    for (const sha256 of packages) {
      const count = (this.#counts.get(sha256) ?? 0) + by;
      if (count > 0) this.#counts.set(sha256, count);
      else this.#counts.delete(sha256);
    }
  }
}

// The package before an update counts too: invocations run it until the update has been applied.
function packagesOf(version: VersionRecord | null | undefined): string[] {
  if (!version) return [];
  return version.previous ? [version.codeSha256, version.previous.codeSha256] : [version.codeSha256];
}
