import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { ALIAS_NAME_PATTERN, checkTarget } from "#services/lambda/aliases/alias-routing.ts";
import type { Place } from "#services/lambda/arn.ts";
import { constraint } from "#services/lambda/errors.ts";
import { versionKey } from "#services/lambda/lookup.ts";
import type { VersionRecord } from "#services/lambda/records.ts";
import { TABLE_NAMES, type State } from "#services/tables.ts";

/** The form of an alias, as typed. */
export interface AliasFields {
  readonly name: string;
  readonly description: string;
  /** `$LATEST`, a number, or (to be refused) the name of an alias; empty where nothing is chosen. */
  readonly version: string;
  /** The additional version; empty where the alias is not weighted. */
  readonly additional: string;
  /** Percent as typed: `12.5`. */
  readonly weight: string;
}

/** What is wrong with a field: our rule and way out, and what AWS answers when it is sent all the same. */
export interface Problem {
  readonly rule: string;
  readonly aws?: string;
}

export type Problems = { readonly [Field in keyof AliasFields]?: Problem };

const MAX_NAME = 128;
const MAX_DESCRIPTION = 256;

/**
 * The rules of an alias, checked while typing. The ones about versions and weights are the API's own functions, run on
 * the versions that the API listed; so the texts are the same. The API has the last word.
 */
export function problemsOf(fields: AliasFields, functionName: string, versions: readonly FunctionConfiguration[], place: Place): Problems {
  const name = nameProblem(fields.name);
  const description =
    fields.description.length > MAX_DESCRIPTION
      ? { rule: `The description has ${fields.description.length} characters. Shorten it to ${MAX_DESCRIPTION}.` }
      : undefined;
  const version = versionProblem(fields.version, functionName, versions, place);
  const { additional, weight } = version ? {} : weightProblems(fields, functionName, versions, place);
  return {
    ...(name && { name }),
    ...(description && { description }),
    ...(version && { version }),
    ...(additional && { additional }),
    ...(weight && { weight }),
  };
}

function nameProblem(name: string): Problem | undefined {
  if (name === "") return { rule: "Enter a name." };
  if (ALIAS_NAME_PATTERN.test(name)) return undefined;
  if (name.length > MAX_NAME) {
    return {
      rule: `The name has ${name.length} characters. Shorten it to ${MAX_NAME}.`,
      aws: constraint(name, "name", `Member must have length less than or equal to ${MAX_NAME}`).message,
    };
  }
  return {
    rule: /^[0-9]+$/.test(name)
      ? "Digits alone would be a version number. Add a letter, - or _."
      : "Use only letters, digits, - and _.",
    aws: constraint(name, "name", "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)").message,
  };
}

function versionProblem(version: string, functionName: string, versions: readonly FunctionConfiguration[], place: Place): Problem | undefined {
  if (version === "") return { rule: "Choose the version that the alias points at." };
  const error = checkTarget(stateOf(functionName, versions), functionName, version, undefined, place);
  if (!error) return undefined;
  const rule = error.name === "ResourceNotFoundException" ? `There is no version ${version}. Choose another one.` : "An alias points at a version, never at another alias. Choose a version.";
  return { rule, aws: error.message };
}

function weightProblems(
  fields: AliasFields,
  functionName: string,
  versions: readonly FunctionConfiguration[],
  place: Place,
): { additional?: Problem; weight?: Problem } {
  if (fields.additional === "") return {};
  const share = shareOf(fields.weight);
  if (share === undefined) return { weight: { rule: "Enter a number from 0 to 100." } };
  const weights = { [fields.additional]: share };
  const error = checkTarget(stateOf(functionName, versions), functionName, fields.version, weights, place);
  if (!error) return {};
  if (share < 0 || share > 1) return { weight: { rule: "A weight is a number from 0 to 100.", aws: error.message } };
  return { additional: { rule: additionalRule(fields, error.name), aws: error.message } };
}

function additionalRule({ version, additional }: AliasFields, code: string): string {
  if (version === "$LATEST") return "$LATEST can change, so it cannot share traffic. Choose a published version above, or no additional version here.";
  if (version === additional) return "This is the version that the alias points at already. Choose another one.";
  if (code === "ResourceNotFoundException") return `There is no version ${additional}. Choose another one.`;
  if (!/^[0-9]+$/.test(additional)) return "Choose a published version: $LATEST can change, so it cannot share traffic.";
  return "Both versions need the same execution role and the same dead-letter queue, or none. Choose another version.";
}

/** Percent as typed to a share of 1; undefined for what is no number. */
export function shareOf(weight: string): number | undefined {
  const text = weight.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return undefined;
  // By way of a decimal string: 7 / 100 is 0.07, and 28.999999999999996 would not be 29.
  return Number((Number(text) / 100).toPrecision(15));
}

/** The members of CreateAlias and UpdateAlias for a form. An empty map takes the weights away. */
export function aliasInput(fields: AliasFields) {
  const share = fields.additional === "" ? undefined : shareOf(fields.weight);
  return {
    FunctionVersion: fields.version,
    Description: fields.description,
    RoutingConfig: { AdditionalVersionWeights: share === undefined ? {} : { [fields.additional]: share } },
  };
}

/** What the rules need of an account: the versions of one function, with role and dead-letter queue. */
function stateOf(functionName: string, versions: readonly FunctionConfiguration[]): State {
  const records = versions.map(({ Version = "$LATEST", Role, DeadLetterConfig }): [string, VersionRecord] => [
    versionKey(functionName, Version),
    {
      functionName,
      version: Version,
      codeSha256: "",
      codeSize: 0,
      configuration: { Role, ...(DeadLetterConfig && { DeadLetterConfig }) },
      lastModified: 0,
      revisionIdDuring: "",
      revisionId: "",
      activeAt: 0,
      updatedAt: null,
      previous: null,
    },
  ]);
  const empty = Object.fromEntries(TABLE_NAMES.map((table) => [table, new Map()])) as unknown as State;
  return { ...empty, "lambda.versions": new Map(records) };
}
