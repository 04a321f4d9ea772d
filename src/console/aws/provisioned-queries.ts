import { paginateListProvisionedConcurrencyConfigs, type LambdaClient, type ProvisionedConcurrencyConfigListItem } from "@aws-sdk/client-lambda";
import { useAwsQuery } from "./operations.ts";

/** Every page of ListProvisionedConcurrencyConfigs. While one is IN_PROGRESS it is read again each second. */
export function useProvisionedConfigs(name: string) {
  return useAwsQuery("lambda", ["ListProvisionedConcurrencyConfigs", name], (client) => provisionedConfigsOf(client, name), {
    refetchInterval: (query) => (query.state.data?.some(({ Status }) => Status === "IN_PROGRESS") ? 1000 : false),
  });
}

/** The provisioned concurrency configurations of a function. */
export async function provisionedConfigsOf(client: LambdaClient, name: string): Promise<ProvisionedConcurrencyConfigListItem[]> {
  const configs: ProvisionedConcurrencyConfigListItem[] = [];
  for await (const page of paginateListProvisionedConcurrencyConfigs({ client }, { FunctionName: name })) configs.push(...(page.ProvisionedConcurrencyConfigs ?? []));
  return configs;
}

/** The last part of a qualified ARN: `arn:…:function:orders:prod` → `prod`. */
export function qualifierOfArn(arn: string | undefined): string {
  return arn?.split(":")[7] ?? "";
}
