import type { GetCallerIdentityResponse } from "@aws-sdk/client-sts";
import type { Operation } from "../../operation.ts";

/** GetCallerIdentity: the administrator of the account that the access key belongs to. */
export const getCallerIdentity: Operation<object, Required<GetCallerIdentityResponse>> = (_state, _input, { accountId }) => ({
  output: { UserId: administratorId(accountId), Account: accountId, Arn: `arn:aws:iam::${accountId}:user/administrator` },
  changes: [],
});

/** A user's unique id: AIDA and seventeen letters, the same for an account at all times. */
function administratorId(accountId: string): string {
  return `AIDAADMIN${accountId.replaceAll(/\d/g, (digit) => String.fromCharCode(65 + Number(digit)))}`;
}
