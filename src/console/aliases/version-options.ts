import type { AliasConfiguration, FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { SelectProps } from "@cloudscape-design/components/select";

/** Every published version, newest first. */
export function publishedOptions(versions: readonly FunctionConfiguration[]): SelectProps.Option[] {
  return versions
    .filter(({ Version }) => Version !== "$LATEST")
    .map(({ Version = "", Description }) => ({ value: Version, label: Version, ...(Description ? { description: Description } : {}) }))
    .toSorted((left, right) => Number(right.value) - Number(left.value));
}

/**
 * What may be chosen as an alias's version. The function's other aliases are listed too, apart: choosing one shows the
 * rule that forbids it, and AWS's own text.
 */
export function versionOptions(
  versions: readonly FunctionConfiguration[],
  aliases: readonly AliasConfiguration[],
  own: string,
): (SelectProps.Option | SelectProps.OptionGroup)[] {
  const published = publishedOptions(versions);
  const others = aliases.flatMap(({ Name }) => (Name && Name !== own ? [{ value: Name, label: Name }] : []));
  return [
    { value: "$LATEST", label: "$LATEST", description: "The version you edit: whoever calls the alias gets every deploy at once." },
    ...(published.length > 0 ? [{ label: "Published versions", options: published }] : []),
    ...(others.length > 0 ? [{ label: "Aliases: refused, an alias points at a version only", options: others }] : []),
  ];
}
