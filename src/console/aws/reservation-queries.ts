import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand, paginateListFunctions, type LambdaClient } from "@aws-sdk/client-lambda";
import { useAwsQuery } from "./operations.ts";

/** Reserved concurrency of the account in this Region: function → how much. Those without one are not in it. */
export function useReservations() {
  return useAwsQuery("lambda", ["Account", "reservations"], reservationsOf, { tables: ["lambda.concurrency", "quotas.applied"] });
}

/** Functions whose reservation is read at the same time. */
const AT_ONCE = 50;

/** Reads the functions' reservations until all that the account has given away is found: mostly there is nothing to look for. */
export async function reservationsOf(client: LambdaClient): Promise<ReadonlyMap<string, number>> {
  const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));
  const { ConcurrentExecutions: limit = 0, UnreservedConcurrentExecutions: unreserved = 0 } = AccountLimit ?? {};
  const found = new Map<string, number>();
  if (unreserved === limit) return found;
  const names = await functionNames(client);
  // Where nothing is left unreserved, reservations may go beyond the limit: all are read.
  let left = unreserved === 0 ? Number.POSITIVE_INFINITY : limit - unreserved;
  for (let at = 0; at < names.length && left > 0; at += AT_ONCE) {
    const each = await Promise.all(names.slice(at, at + AT_ONCE).map(async (name) => [name, await reservedOf(client, name)] as const));
    for (const [name, reserved] of each) {
      if (reserved === undefined) continue;
      found.set(name, reserved);
      left -= reserved;
    }
  }
  return found;
}

/** The names of all functions. */
export async function functionNames(client: LambdaClient): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListFunctions({ client }, {})) names.push(...(page.Functions ?? []).map(({ FunctionName = "" }) => FunctionName));
  return names;
}

/** GetFunctionConcurrency: the reservation; undefined without one. */
export async function reservedOf(client: LambdaClient, name: string): Promise<number | undefined> {
  return (await client.send(new GetFunctionConcurrencyCommand({ FunctionName: name }))).ReservedConcurrentExecutions;
}
