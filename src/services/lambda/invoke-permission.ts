import { isAwsError } from "../aws-error.ts";
import type { State } from "../tables.ts";
import type { Place } from "./arn.ts";
import { parseFunctionReference } from "./function-reference.ts";
import type { PolicyStatement } from "./trigger-records.ts";

/** An AWS service that wants to invoke a function, and for which resource. */
export interface InvokingService {
  /** For example `s3.amazonaws.com`. */
  readonly service: string;
  readonly sourceArn: string;
  readonly sourceAccount: string;
}

/**
 * Whether the resource-based policy of a function (by name or ARN; of the very version or alias, if one is named) lets
 * a service invoke it. There are only Allow statements; all conditions of one must hold. A condition that is not
 * known here does not hold.
 */
export function isInvokeAllowed(state: State, target: string, by: InvokingService, place: Place): boolean {
  const reference = parseFunctionReference(target, undefined, place, "InvokeFunction");
  if (isAwsError(reference)) return false;
  const { name, qualifier } = reference;
  const statements = state["lambda.policies"].get(qualifier === null ? name : `${name}:${qualifier}`)?.statements ?? [];
  return statements.some((statement) => allows(statement, by));
}

function allows({ Principal, Action, Condition }: PolicyStatement, by: InvokingService): boolean {
  const known = Principal === "*" || ("Service" in Principal && Principal.Service === by.service);
  if (!known || !["lambda:InvokeFunction", "lambda:*", "*"].includes(Action)) return false;
  return Object.entries(Condition ?? {}).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, pattern]) => {
      const given = key.toLowerCase() === "aws:sourcearn" ? by.sourceArn : key.toLowerCase() === "aws:sourceaccount" ? by.sourceAccount : undefined;
      if (given === undefined) return false;
      return /Like$|^Arn/.test(operator) ? matchesWildcards(given, pattern) : operator === "StringEquals" && given === pattern;
    }),
  );
}

/** `*` stands for any text, `?` for one letter. Walks back to the last star only, so that hostile patterns stay quick. */
function matchesWildcards(text: string, pattern: string): boolean {
  let [at, inPattern, starAt, resumeAt] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[inPattern] === "*") {
      starAt = inPattern++;
      resumeAt = at;
    } else if (inPattern < pattern.length && (pattern[inPattern] === "?" || pattern[inPattern] === text[at])) {
      inPattern++;
      at++;
    } else if (starAt >= 0) {
      inPattern = starAt + 1;
      at = ++resumeAt;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}
