import { AddPermissionCommand, RemovePermissionCommand } from "@aws-sdk/client-lambda";
import type { ClientOf } from "../aws/lazy-clients.ts";

/** A function, or one version or alias of it, that a service may invoke. */
export interface InvokedFunction {
  readonly name: string;
  /** The API's; undefined on `$LATEST`. */
  readonly qualifier: string | undefined;
  readonly accountId: string;
}

/** The Sid of the permission that a source brings: one a source, so that adding it twice is seen. */
export function permissionSid(sourceArn: string): string {
  return `lambdarium-${sourceArn.split(":").slice(2).join("-")}`.replaceAll(/[^A-Za-z0-9_-]/g, "-").slice(0, 100);
}

/** What a statement of a function's policy says: under which Sid, who may invoke it, and for which source. */
export interface InvokePermission {
  readonly sid: string;
  readonly principal: string;
  readonly sourceArn: string;
}

/** The permission that a source brings, under its own Sid. */
export function permissionOf(principal: string, sourceArn: string): InvokePermission {
  return { sid: permissionSid(sourceArn), principal, sourceArn };
}

/** The function of a subscription's or a rule's ARN: `arn:aws:lambda:<region>:<account>:function:<name>[:<qualifier>]`. */
export function invokedFunction(arn: string): InvokedFunction {
  const [, , , , accountId = "", , name = "", qualifier] = arn.split(":");
  return { name, qualifier, accountId };
}

/**
 * Lets a service invoke the function on behalf of one source, then does what needs it: AWS's order. What failed half-way
 * is undone, unless the permission was there before.
 */
export async function withPermission(client: ClientOf, target: InvokedFunction, { sid, principal, sourceArn }: InvokePermission, add: () => Promise<void>): Promise<void> {
  let added = true;
  try {
    const input = { FunctionName: target.name, Qualifier: target.qualifier, StatementId: sid, Action: "lambda:InvokeFunction", Principal: principal, SourceArn: sourceArn };
    await (await client("lambda")).send(new AddPermissionCommand(principal === "s3.amazonaws.com" ? { ...input, SourceAccount: target.accountId } : input));
  } catch (error) {
    if ((error as Error).name !== "ResourceConflictException") throw error;
    // Something of the same source brought it.
    added = false;
  }
  try {
    await add();
  } catch (error) {
    if (added) await removePermission(client, target, sid);
    throw error;
  }
}

/** Takes the permission of that Sid back; none there is no failure. */
export async function removePermission(client: ClientOf, target: InvokedFunction, sid: string): Promise<void> {
  try {
    await (await client("lambda")).send(new RemovePermissionCommand({ FunctionName: target.name, Qualifier: target.qualifier, StatementId: sid }));
  } catch (error) {
    // It was made by hand under another name, or is gone already.
    if ((error as Error).name !== "ResourceNotFoundException") throw error;
  }
}
