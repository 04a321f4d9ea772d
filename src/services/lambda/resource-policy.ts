import type { AddPermissionRequest } from "@aws-sdk/client-lambda";
import { type AwsError, isAwsError } from "../aws-error.ts";
import type { State } from "../tables.ts";
import { functionArn, type Place } from "./arn.ts";
import { functionNotFound, invalidParameter, notFound } from "./errors.ts";
import { parseFunctionReference } from "./function-reference.ts";
import { LATEST, resolveQualifier } from "./lookup.ts";
import type { PolicyRecord, PolicyStatement } from "./trigger-records.ts";

/** Key of a row of `lambda.policies`: a qualifier has a policy of its own. */
export const policyKey = (name: string, qualifier: string | null): string => (qualifier === null ? name : `${name}:${qualifier}`);

/** Which policy is meant, and the ARN that its statements are about. */
export function policyTarget(
  state: State,
  input: { readonly FunctionName: string | undefined; readonly Qualifier?: string | undefined },
  place: Place,
  operation: string,
): { readonly name: string; readonly qualifier: string | null; readonly key: string; readonly arn: string } | AwsError {
  const reference = parseFunctionReference(input.FunctionName, input.Qualifier, place, operation);
  if (isAwsError(reference)) return reference;
  const { name, qualifier } = reference;
  if (qualifier === LATEST) return invalidParameter("We currently do not support adding policies for $LATEST.");
  const arn = functionArn(place, name, qualifier);
  if (!resolveQualifier(state, name, qualifier)) return functionNotFound(arn);
  return { name, qualifier, key: policyKey(name, qualifier), arn };
}

export const noPolicy: AwsError = notFound("The resource you requested does not exist.");

/** The statement that AddPermission makes of its input. */
export function statementOf(input: AddPermissionRequest, arn: string): PolicyStatement | AwsError {
  const principal = principalOf(input.Principal ?? "");
  if (principal === null) return invalidParameter("The provided principal was invalid. Please check the principal and try again.");
  const equals: Record<string, string> = {
    ...(input.SourceAccount !== undefined && { "AWS:SourceAccount": input.SourceAccount }),
    ...(input.PrincipalOrgID !== undefined && { "aws:PrincipalOrgID": input.PrincipalOrgID }),
    ...(input.EventSourceToken !== undefined && { "lambda:EventSourceToken": input.EventSourceToken }),
    ...(input.FunctionUrlAuthType !== undefined && { "lambda:FunctionUrlAuthType": input.FunctionUrlAuthType }),
  };
  const condition = {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(input.SourceArn !== undefined && { ArnLike: { "AWS:SourceArn": input.SourceArn } }),
  };
  return {
    Sid: input.StatementId ?? "",
    Effect: "Allow",
    Principal: principal,
    Action: input.Action ?? "",
    Resource: arn,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

/** A service's name, an account, an ARN of IAM, or everybody. */
function principalOf(principal: string): PolicyStatement["Principal"] | null {
  if (principal === "*") return "*";
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal };
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  return /^arn:aws[a-z-]*:(iam|sts)::\d{12}:.+$/.test(principal) ? { AWS: principal } : null;
}

/** A policy as GetPolicy answers it: a document as JSON text. */
export function policyDocument(record: PolicyRecord): string {
  return JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: record.statements });
}
