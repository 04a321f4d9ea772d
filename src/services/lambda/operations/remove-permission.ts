import type { RemovePermissionRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { notFound, stalePrecondition } from "../errors.ts";
import { noPolicy, policyTarget } from "../resource-policy.ts";

/** RemovePermission: takes a statement away; the policy goes with its last one. */
export const removePermission: Operation<RemovePermissionRequest, Record<string, never>> = (state, input, context) => {
  const target = policyTarget(state, input, context, "RemovePermission");
  if (isAwsError(target)) return target;
  const old = state["lambda.policies"].get(target.key);
  if (!old) return noPolicy;
  if (input.RevisionId !== undefined && input.RevisionId !== old.revisionId) return stalePrecondition;
  const statements = old.statements.filter(({ Sid }) => Sid !== input.StatementId);
  if (statements.length === old.statements.length) return notFound(`Statement ${input.StatementId ?? ""} is not found in resource policy.`);
  return {
    output: {},
    changes: [
      { table: "lambda.policies", key: target.key, value: statements.length === 0 ? null : { ...old, statements, revisionId: context.newId() } },
    ],
  };
};
