import { GetFunctionConcurrencyCommand, paginateListFunctions, type LambdaClient } from "@aws-sdk/client-lambda";
import { useAwsQuery } from "./operations.ts";

/** Reserved concurrency of the account in this Region: function → how much. Those without one are not in it. */
export function useReservations() {
  return useAwsQuery("lambda", ["Account", "reservations"], async (client): Promise<ReadonlyMap<string, number>> => {
    const each = await Promise.all((await functionNames(client)).map(async (name) => [name, await reservedOf(client, name)] as const));
    return new Map(each.flatMap(([name, reserved]) => (reserved === undefined ? [] : [[name, reserved] as const])));
  });
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
