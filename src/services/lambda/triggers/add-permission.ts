import type { AddPermissionRequest, AddPermissionResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { conflict, functionNotFound, stalePrecondition } from "../errors.ts";
import { policyRevision, policyTarget, statementOf } from "./resource-policy.ts";

/** AddPermission: one more statement in the resource-based policy of a function, version or alias. */
export const addPermission: Operation<AddPermissionRequest, AddPermissionResponse> = (state, input, context) => {
  const target = policyTarget(input, context, "AddPermission");
  if (isAwsError(target)) return target;
  const { name, qualifier, key, arn } = target;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name));
  const revision = policyRevision(state, target, context);
  if (isAwsError(revision)) return revision;
  if (input.RevisionId !== undefined && input.RevisionId !== revision.revisionId) return stalePrecondition;
  const old = state["lambda.policies"].get(key);
  const statement = statementOf(input, arn);
  if (isAwsError(statement)) return statement;
  if (old?.statements.some(({ Sid }) => Sid === statement.Sid)) {
    return conflict(`The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`);
  }
  return {
    output: { Statement: JSON.stringify(statement) },
    changes: [
      { table: "lambda.policies", key, value: { functionName: name, qualifier, statements: [...(old?.statements ?? []), statement] } },
      revision.renewed(),
    ],
  };
};
