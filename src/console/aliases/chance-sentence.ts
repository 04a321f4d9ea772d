import { percent, versionWords, type VersionShare } from "../shared/alias-split.ts";
import { binomialBand } from "./exact-binomial.ts";

/** What chance alone does at `n` invocations, in one sentence: so that an uneven split is not taken for a fault. */
export function chanceSentence(split: readonly VersionShare[], n: number): string {
  const followed = split.at(-1);
  if (!followed || followed.share === 0 || followed.share === 1) {
    return "Nothing is left to chance: one version gets every invocation.";
  }
  const { low, high } = binomialBand(n, followed.share);
  const invocations = n === 1 ? "1 invocation" : `${n.toLocaleString("en")} invocations`;
  const range = low === high ? `exactly ${low}` : `between ${low.toLocaleString("en")} and ${high.toLocaleString("en")}`;
  return `Of ${invocations} at ${percent(followed.share)}, chance alone gives ${versionWords(followed.version)} ${range}, 19 times out of 20.`;
}
