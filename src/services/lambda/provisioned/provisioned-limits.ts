import type { AwsError } from "../../aws-error.ts";
import type { OperationContext } from "../../operation.ts";
import type { State } from "../../tables.ts";
import { concurrencyShares, provisionedTotal } from "../concurrency/concurrency-arithmetic.ts";
import { invalidParameter } from "../errors.ts";

/** The error that AWS gives for so much provisioned concurrency of a version or alias; null where there is room for it. */
export function refuseUnits(state: State, name: string, qualifier: string, requested: number, context: OperationContext): AwsError | null {
  const others = provisionedTotal(state, name, qualifier);
  const reserved = state["lambda.concurrency"].get(name)?.reserved;
  if (reserved !== undefined) {
    return others + requested > reserved
      ? invalidParameter("Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function")
      : null;
  }
  const shares = concurrencyShares(state, context.settings, name);
  // Provisioned concurrency beside it is unreserved still: it counts against what must be left, not here.
  const unreserved = shares.account - shares.reserved;
  if (requested > unreserved) {
    return invalidParameter(`Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${unreserved}].`);
  }
  return shares.unreserved - others - requested < shares.minimum
    ? invalidParameter(
        `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${shares.minimum}].`,
      )
    : null;
}
