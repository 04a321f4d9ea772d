import type { RemovePermissionRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { notFound, stalePrecondition } from "../errors.ts";
import { policyRevision, policyTarget } from "./resource-policy.ts";

/** RemovePermission: takes a statement away; the policy goes with its last one. */
export const removePermission: Operation<RemovePermissionRequest, Record<string, never>> = (state, input, context) => {
  const target = policyTarget(input, context, "RemovePermission");
  if (isAwsError(target)) return target;
  if (!state["lambda.functions"].has(target.name)) return notFound(`No policy found for: ${functionArn(context, target.name)}`);
  const revision = policyRevision(state, target, context);
  if (isAwsError(revision)) return revision;
  const old = state["lambda.policies"].get(target.key);
  if (!old) return notFound("No policy is associated with the given resource.");
  if (input.RevisionId !== undefined && input.RevisionId !== revision.revisionId) return stalePrecondition;
  const statements = old.statements.filter(({ Sid }) => Sid !== input.StatementId);
  if (statements.length === old.statements.length) return notFound(`Statement ${input.StatementId ?? ""} is not found in resource policy.`);
  return {
    output: {},
    changes: [
      { table: "lambda.policies", key: target.key, value: statements.length === 0 ? null : { ...old, statements } },
      revision.renewed(),
    ],
  };
};
