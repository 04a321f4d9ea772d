import type { GetPolicyRequest, GetPolicyResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { noPolicy, policyDocument, policyRevision, policyTarget } from "./resource-policy.ts";

/** GetPolicy: the resource-based policy as JSON text. */
export const getPolicy: Operation<GetPolicyRequest, GetPolicyResponse> = (state, input, context) => {
  const target = policyTarget(input, context, "GetPolicy");
  if (isAwsError(target)) return target;
  const record = state["lambda.policies"].get(target.key);
  const revision = policyRevision(state, target, context);
  if (!record || isAwsError(revision)) return noPolicy;
  return { output: { Policy: policyDocument(record), RevisionId: revision.revisionId }, changes: [] };
};
