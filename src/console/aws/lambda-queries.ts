import {
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  ListFunctionsCommand,
  paginateListAliases,
  paginateListFunctions,
  paginateListVersionsByFunction,
  type AliasConfiguration,
  type FunctionConfiguration,
} from "@aws-sdk/client-lambda";
import { ALL_FUNCTIONS } from "./function-list.ts";
import { useAwsQuery } from "./operations.ts";

/** All functions of the account in this Region (every page of ListFunctions); afterwards, what changes (`FunctionListFollower`). */
export function useFunctions(enabled = true) {
  return useAwsQuery(
    "lambda",
    [ALL_FUNCTIONS],
    async (client, abortSignal) => {
      const functions: FunctionConfiguration[] = [];
      for await (const page of paginateListFunctions({ client }, {}, { abortSignal })) functions.push(...(page.Functions ?? []));
      return functions;
    },
    // Comparing thousands of functions, member by member, takes longer than to show those on screen.
    { enabled, structuralSharing: false },
  );
}

/** The first page of ListFunctions: what a list shows before all of them are there. */
export function useFirstFunctions(enabled: boolean) {
  return useAwsQuery(
    "lambda",
    ["FirstFunctions"],
    async (client, abortSignal) => (await client.send(new ListFunctionsCommand({}), { abortSignal })).Functions ?? [],
    { enabled, tables: ["lambda.functions"] },
  );
}

/** GetFunction: configuration, code location, tags. While its state or last update is unsettled it is read again each half second. */
export function useFunction(name: string, qualifier?: string) {
  return useAwsQuery(
    "lambda",
    ["GetFunction", name, qualifier ?? null],
    (client, abortSignal) => client.send(new GetFunctionCommand({ FunctionName: name, Qualifier: qualifier }), { abortSignal }),
    { refetchInterval: (query) => (isUnsettled(query.state.data?.Configuration) ? 500 : false) },
  );
}

/** GetFunctionConfiguration of `$LATEST`, a version or an alias. */
export function useFunctionConfiguration(name: string, qualifier?: string) {
  return useAwsQuery("lambda", ["GetFunctionConfiguration", name, qualifier ?? null], (client, abortSignal) =>
    client.send(new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier: qualifier }), { abortSignal }),
  );
}

/** `$LATEST` first, then the published versions, oldest first (every page of ListVersionsByFunction). */
export function useVersions(name: string) {
  return useAwsQuery("lambda", ["ListVersionsByFunction", name], async (client) => {
    const versions: FunctionConfiguration[] = [];
    for await (const page of paginateListVersionsByFunction({ client }, { FunctionName: name })) versions.push(...(page.Versions ?? []));
    return versions;
  });
}

/** All aliases of a function (every page of ListAliases). */
export function useAliases(name: string) {
  return useAwsQuery("lambda", ["ListAliases", name], async (client) => {
    const aliases: AliasConfiguration[] = [];
    for await (const page of paginateListAliases({ client }, { FunctionName: name })) aliases.push(...(page.Aliases ?? []));
    return aliases;
  });
}

/** GetAlias. */
export function useAlias(name: string, alias: string) {
  return useAwsQuery("lambda", ["GetAlias", name, alias], (client, abortSignal) =>
    client.send(new GetAliasCommand({ FunctionName: name, Name: alias }), { abortSignal }),
  );
}

function isUnsettled(configuration: FunctionConfiguration | undefined): boolean {
  return configuration?.State === "Pending" || configuration?.LastUpdateStatus === "InProgress";
}
