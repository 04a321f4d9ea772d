import { GetAccountSettingsCommand, GetFunctionRecursionConfigCommand } from "@aws-sdk/client-lambda";
import type { EnvironmentsView } from "#services/lambda/environments/environment-views.ts";
import { useAwsQuery, type ApiFailure } from "../aws/operations.ts";
import { provisionedConfigsOf } from "../aws/provisioned-queries.ts";
import { functionNames, reservedOf } from "../aws/reservation-queries.ts";
import { useSimulatorQuery } from "../aws/simulator.ts";
import { poolOf, type Pool } from "./pool.ts";
import { totalClaimed } from "./provisioned-rules.ts";

/** What the account has divided: its limit, and each function's reservation and provisioned concurrency. */
export interface Account {
  readonly limit: number;
  readonly reserved: ReadonlyMap<string, number>;
  readonly provisioned: ReadonlyMap<string, number>;
}

/** GetAccountSettings, and of every function GetFunctionConcurrency and ListProvisionedConcurrencyConfigs. */
function useAccount() {
  return useAwsQuery("lambda", ["Account", "concurrency"], async (client, abortSignal): Promise<Account> => {
    const names = await functionNames(client);
    const [settings, each] = await Promise.all([
      client.send(new GetAccountSettingsCommand({}), { abortSignal }),
      Promise.all(names.map(async (name) => ({ name, reserved: await reservedOf(client, name), provisioned: totalClaimed(await provisionedConfigsOf(client, name)) }))),
    ]);
    return {
      limit: settings.AccountLimit?.ConcurrentExecutions ?? 0,
      reserved: new Map(each.flatMap(({ name, reserved }) => (reserved === undefined ? [] : [[name, reserved] as const]))),
      provisioned: new Map(each.flatMap(({ name, provisioned }) => (provisioned === 0 ? [] : [[name, provisioned] as const]))),
    };
  }, { tables: ["lambda.concurrency", "lambda.provisioned", "quotas.applied"] });
}

type PoolAnswer =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly error: ApiFailure; readonly retry: () => void }
  | { readonly status: "known"; readonly account: Account; readonly pool: Pool };

/** The account's pool, with what runs in it now. */
export function usePool(): PoolAnswer {
  const account = useAccount();
  const running = useSimulatorQuery<EnvironmentsView>("environments");
  if (account.isPending) return { status: "loading" };
  if (account.isError) return { status: "failed", error: account.error, retry: () => void account.refetch() };
  return { status: "known", account: account.data, pool: poolOf({ ...account.data, environments: running.data?.environments ?? [] }) };
}

/** GetFunctionConcurrency: the reservation; null without one. */
export function useReserved(name: string) {
  return useAwsQuery("lambda", ["GetFunctionConcurrency", name], async (client) => (await reservedOf(client, name)) ?? null);
}

/** GetFunctionRecursionConfig: `Terminate` or `Allow`. */
export function useRecursiveLoop(name: string) {
  return useAwsQuery("lambda", ["GetFunctionRecursionConfig", name], async (client, abortSignal) =>
    (await client.send(new GetFunctionRecursionConfigCommand({ FunctionName: name }), { abortSignal })).RecursiveLoop ?? "Terminate",
  );
}
