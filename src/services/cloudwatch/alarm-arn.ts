import type { OperationContext } from "../operation.ts";

/** `arn:aws:cloudwatch:<region>:<account>:alarm:<name>`. */
export function alarmArn(place: Pick<OperationContext, "accountId" | "region">, name: string): string {
  return `arn:aws:cloudwatch:${place.region}:${place.accountId}:alarm:${name}`;
}
