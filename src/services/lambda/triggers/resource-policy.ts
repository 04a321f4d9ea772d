import type { AddPermissionRequest } from "@aws-sdk/client-lambda";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { OperationContext } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { functionArn, type Place } from "../arn.ts";
import { aliasNotFound, functionNotFound, invalidParameter, notFound } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { aliasKey, isVersionNumber, LATEST, resolveQualifier } from "../lookup.ts";
import { putVersion } from "../versions/publishing.ts";
import type { PolicyRecord, PolicyStatement } from "./trigger-records.ts";
import { revisionIdAt, withNewRevision } from "../versions/version-state.ts";

/** Key of a row of `lambda.policies`: a qualifier has a policy of its own. */
export const policyKey = (name: string, qualifier: string | null): string => (qualifier === null ? name : `${name}:${qualifier}`);

/** A policy that is asked for, whether it is there or not. */
export interface PolicyTarget {
  readonly name: string;
  readonly qualifier: string | null;
  /** In `lambda.policies`. */
  readonly key: string;
  /** What its statements are about. */
  readonly arn: string;
}

/** Which policy is meant. */
export function policyTarget(
  input: { readonly FunctionName: string | undefined; readonly Qualifier?: string | undefined },
  place: Place,
  operation: string,
): PolicyTarget | AwsError {
  const reference = parseFunctionReference(input.FunctionName, input.Qualifier, place, operation);
  if (isAwsError(reference)) return reference;
  const { name, qualifier } = reference;
  if (qualifier === LATEST) return invalidParameter("We currently do not support adding policies for $LATEST.");
  return { name, qualifier, key: policyKey(name, qualifier), arn: functionArn(place, name, qualifier) };
}

/**
 * The revision id that a policy shares with the version or alias that it belongs to, and the change that gives both a
 * new one; AWS's refusal where there is no such version or alias of the function.
 */
export function policyRevision(
  state: State,
  { name, qualifier, arn }: PolicyTarget,
  { now, newId }: Pick<OperationContext, "now" | "newId">,
): { readonly revisionId: string; readonly renewed: () => Change } | AwsError {
  const found = resolveQualifier(state, name, qualifier);
  if (!found) return qualifier === null || isVersionNumber(qualifier) ? functionNotFound(arn) : aliasNotFound(arn);
  const { alias, version } = found;
  return alias
    ? { revisionId: alias.revisionId, renewed: () => ({ table: "lambda.aliases", key: aliasKey(name, alias.name), value: { ...alias, revisionId: newId() } }) }
    : { revisionId: revisionIdAt(version, now), renewed: () => putVersion(withNewRevision(version, newId)) };
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
