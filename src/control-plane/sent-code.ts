import { type AwsError, isAwsError } from "#services/aws-error.ts";
import { type CodeSource, sentCode } from "#services/lambda/configuration/code-source.ts";
import type { CodePackage } from "#services/operation.ts";
import type { Account, Accounts } from "./account.ts";
import type { UploadedCode } from "./commits.ts";
import type { CodePackages } from "./ports.ts";

/** A command's deployment package as the rules see it, and its bytes for the store. */
export interface InspectedCode {
  readonly code: CodePackage | AwsError;
  readonly uploaded?: UploadedCode;
}

/** The deployment package of a command that brings one or points to one; undefined for any other command. */
export async function inspectCode(operation: string, input: object, account: Account, accounts: Accounts, packages: CodePackages): Promise<InspectedCode | undefined> {
  const source = sourceIn(operation, input);
  const regionOf = (bucket: string): string | undefined =>
    accounts.all().find(({ accountId, region, state }) => accountId === account.accountId && region !== account.region && state["s3.buckets"].has(bucket))?.region;
  const sent = source && sentCode(account.state, source, regionOf);
  if (!sent) return undefined;
  if (isAwsError(sent)) return { code: sent };
  const code = await packages.inspect(sent.zip, sent.from);
  return isAwsError(code) ? { code } : { code, uploaded: { sha256: code.sha256, zip: sent.zip } };
}

/** `Code` of CreateFunction; UpdateFunctionCode says the same in members of its own. The wire has checked their types. */
function sourceIn(operation: string, input: object): CodeSource | undefined {
  if (operation === "UpdateFunctionCode") return input;
  if (operation !== "CreateFunction" || !("Code" in input)) return undefined;
  return typeof input.Code === "object" && input.Code !== null ? input.Code : undefined;
}
