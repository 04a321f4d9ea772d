import type { AddPermissionRequest, AddPermissionResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { conflict, stalePrecondition } from "../errors.ts";
import { policyTarget, statementOf } from "../resource-policy.ts";

/** AddPermission: one more statement in the resource-based policy of a function, version or alias. */
export const addPermission: Operation<AddPermissionRequest, AddPermissionResponse> = (state, input, context) => {
  const target = policyTarget(state, input, context, "AddPermission");
  if (isAwsError(target)) return target;
  const { name, qualifier, key, arn } = target;
  const old = state["lambda.policies"].get(key);
  if (input.RevisionId !== undefined && input.RevisionId !== old?.revisionId) return stalePrecondition;
  const statement = statementOf(input, arn);
  if (isAwsError(statement)) return statement;
  if (old?.statements.some(({ Sid }) => Sid === statement.Sid)) {
    return conflict(`The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`);
  }
  return {
    output: { Statement: JSON.stringify(statement) },
    changes: [
      {
        table: "lambda.policies",
        key,
        value: { functionName: name, qualifier, statements: [...(old?.statements ?? []), statement], revisionId: context.newId() },
      },
    ],
  };
};
