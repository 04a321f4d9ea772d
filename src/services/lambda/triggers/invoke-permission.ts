import { isAwsError } from "../../aws-error.ts";
import type { State } from "../../tables.ts";
import { matchesWildcards } from "../../wildcards.ts";
import type { Place } from "../arn.ts";
import { parseFunctionReference } from "../function-reference.ts";
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
