import { isAwsError } from "../aws-error.ts";
import { LAMBDA_OPERATIONS } from "../lambda/operations.ts";
import { provisionedKey } from "../lambda/provisioned/provisioned-config.ts";
import type { OperationContext } from "../operation.ts";
import type { Change, State } from "../tables.ts";
import { functionOf } from "./scalable-resource.ts";

/** Scaling activities that are kept. */
const MAX_ACTIVITIES = 100;

/** The provisioned concurrency that was asked for, and since when it is ready; null while it is being prepared or failed. */
export function capacityOf(state: State, resourceId: string): { readonly requested: number; readonly readyAt: number | null } | undefined {
  const target = functionOf(resourceId);
  const record = target === null ? undefined : state["lambda.provisioned"].get(provisionedKey(target.name, target.qualifier));
  return record && { requested: record.requested, readyAt: record.status === "READY" ? (record.readyAt ?? record.lastModified) : null };
}

/** Asks Lambda for another provisioned concurrency, as its API does, and notes the activity; a refusal is noted too. */
export function setCapacity(state: State, resourceId: string, desired: number, cause: string, context: OperationContext): Change[] {
  const target = functionOf(resourceId);
  if (!target) return [];
  const outcome = LAMBDA_OPERATIONS.PutProvisionedConcurrencyConfig(
    state, { FunctionName: target.name, Qualifier: target.qualifier, ProvisionedConcurrentExecutions: desired }, context,
  );
  const failed = isAwsError(outcome);
  const id = context.newId();
  const forgotten = [...state["autoscaling.activities"].values()].toSorted((left, right) => right.startedAt - left.startedAt).slice(MAX_ACTIVITIES - 1);
  return [
    ...(failed ? [] : outcome.changes),
    {
      table: "autoscaling.activities",
      key: id,
      value: {
        id,
        resourceId,
        description: `Setting desired concurrency to ${desired}.`,
        cause,
        startedAt: context.now,
        endedAt: context.now,
        status: failed ? "Failed" : "Successful",
        message: failed ? `Failed to set desired concurrency to ${desired}. Reason: ${outcome.message}` : `Successfully set desired concurrency to ${desired}. Change successfully fulfilled by lambda.`,
      },
    },
    ...forgotten.map(({ id: key }) => ({ table: "autoscaling.activities" as const, key, value: null })),
  ];
}
