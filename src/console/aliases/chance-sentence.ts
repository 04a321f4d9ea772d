import { percent, versionWords, type VersionShare } from "../shared/alias-split.ts";
import { binomialBand } from "./exact-binomial.ts";

/** Whether the split is drawn at all: not where one version gets everything. */
export function leavesChance(split: readonly VersionShare[]): boolean {
  return split.every(({ share }) => share > 0 && share < 1);
}

/**
 * What chance alone does at `n` invocations, in one sentence: so that an uneven split is not taken for a fault. With
 * `hits`, the invocations that the last version of the split served, it also says whether that many are normal.
 */
export function chanceSentence(split: readonly VersionShare[], n: number, hits?: number): string {
  const followed = split.at(-1);
  if (!followed || !leavesChance(split)) return "Nothing is left to chance: one version gets every invocation.";
  const { low, high } = binomialBand(n, followed.share);
  const invocations = n === 1 ? "1 invocation" : `${n.toLocaleString("en")} invocations`;
  const range = low === high ? `exactly ${low}` : `between ${low.toLocaleString("en")} and ${high.toLocaleString("en")}`;
  const verdict = hits === undefined ? "" : hits < low || hits > high ? `: ${hits.toLocaleString("en")} is more than chance alone easily explains` : `: ${hits.toLocaleString("en")} is normal`;
  return `Of ${invocations} at ${percent(followed.share)}, chance alone gives ${versionWords(followed.version)} ${range}, 19 times out of 20${verdict}.`;
}
