import type { AliasConfiguration } from "@aws-sdk/client-lambda";

/** The share of an alias's invocations that one version receives, 0 to 1. */
export interface VersionShare {
  readonly version: string;
  readonly share: number;
}

/**
 * How an alias divides its invocations: its main version first, then the additional one, if it has weights.
 * The main version gets what the additional one leaves.
 */
export function splitOf(alias: Pick<AliasConfiguration, "FunctionVersion" | "RoutingConfig">): readonly VersionShare[] {
  const main = alias.FunctionVersion ?? "";
  const [additional] = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
  if (!additional) return [{ version: main, share: 1 }];
  const [version, weight] = additional;
  return [
    { version: main, share: 1 - weight },
    { version, share: weight },
  ];
}

/** `0.125` → `12.5%`; at most `digits` decimals, no trailing zeros. */
export function percent(share: number, digits = 2): string {
  return `${Number((share * 100).toFixed(digits))}%`;
}

/** Pages and texts say `$LATEST` or `version 3`. */
export function versionWords(version: string): string {
  return version === "$LATEST" ? version : `version ${version}`;
}

/** `Version 1 receives 50%, version 2 receives 50%.` */
export function splitSentence(split: readonly VersionShare[]): string {
  const sentence = split.map(({ version, share }) => `${versionWords(version)} receives ${split.length === 1 ? "every invocation" : percent(share)}`).join(", ");
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
