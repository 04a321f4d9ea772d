import { AddPermissionCommand, RemovePermissionCommand } from "@aws-sdk/client-lambda";
import type { ClientOf } from "../aws/lazy-clients.ts";

/** What a trigger starts. */
export interface TriggerTarget {
  readonly name: string;
  /** The API's; undefined on `$LATEST`. */
  readonly qualifier: string | undefined;
  /** With the qualifier where there is one. */
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
}

/** The statement of the function's policy that a trigger brings: under which ID, and for which source. */
export interface TriggerPermission {
  readonly sid: string;
  readonly principal: string;
  readonly sourceArn: string;
}

/** Gives a source the permission to invoke, then adds what needs it. Where that fails, the permission is taken back if it came with this. */
export async function withPermission(client: ClientOf, target: TriggerTarget, { sid, principal, sourceArn }: TriggerPermission, add: () => Promise<void>): Promise<void> {
  let added = true;
  try {
    const input = { FunctionName: target.name, Qualifier: target.qualifier, StatementId: sid, Action: "lambda:InvokeFunction", Principal: principal, SourceArn: sourceArn };
    await (await client("lambda")).send(new AddPermissionCommand(principal === "s3.amazonaws.com" ? { ...input, SourceAccount: target.accountId } : input));
  } catch (error) {
    if ((error as Error).name !== "ResourceConflictException") throw error;
    // A trigger of the same source brought it.
    added = false;
  }
  try {
    await add();
  } catch (error) {
    if (added) await removePermission(client, target, sid);
    throw error;
  }
}

export async function removePermission(client: ClientOf, target: TriggerTarget, sid: string): Promise<void> {
  try {
    await (await client("lambda")).send(new RemovePermissionCommand({ FunctionName: target.name, Qualifier: target.qualifier, StatementId: sid }));
  } catch (error) {
    // It was made by hand under another name, or is gone already.
    if ((error as Error).name !== "ResourceNotFoundException") throw error;
  }
}
