import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { TableName } from "#services/tables.ts";
import { ACCOUNT_ID, useCloud } from "./cloud-context.tsx";
import { isFunctionList } from "./function-list.ts";
import type { ClientOf, Clients } from "./lazy-clients.ts";

/** An error as the SDK throws it: AWS's code in `name`, its sentence in `message`. */
export type ApiFailure = Error & { readonly $metadata?: { readonly httpStatusCode?: number } };

type AwsQueryOptions<Data> = Pick<UseQueryOptions<Data, ApiFailure>, "enabled" | "refetchInterval" | "placeholderData" | "structuralSharing"> & {
  /** The tables that it shows, where a change of another table of the service must not read it again: of what costs many calls. */
  readonly tables?: readonly TableName[];
};

/**
 * Reads from one service. The key is prefixed by account, Region and service, so that a change anywhere in the account
 * refetches it. `key` names the operation and its input: `["ListAliases", name]`. The client of a service that stands around
 * Lambda is fetched on first use: `useAwsQuery("sqs", ["ListQueues"], (client, abortSignal) => client.send(…, { abortSignal }))`.
 */
export function useAwsQuery<Service extends keyof Clients, Data>(
  service: Service,
  key: readonly unknown[],
  read: (client: Clients[Service], signal: AbortSignal) => Promise<Data>,
  { tables, ...options }: AwsQueryOptions<Data> = {},
): UseQueryResult<Data, ApiFailure> {
  const access = useCloud();
  return useQuery<Data, ApiFailure>({
    queryKey: [`${ACCOUNT_ID}/${access.region}`, service, ...key],
    queryFn: async ({ signal }) => read(await access.client(service), signal),
    ...(tables && { meta: { tables } }),
    ...options,
  });
}

/**
 * Changes something in one service: `useAwsMutation("lambda", (client, input: PublishVersionCommandInput) =>
 * client.send(new PublishVersionCommand(input)))`. On success everything read from that service is fetched again.
 */
export function useAwsMutation<Service extends keyof Clients, Input, Output>(
  service: Service,
  send: (client: Clients[Service], input: Input) => Promise<Output>,
): UseMutationResult<Output, ApiFailure, Input> {
  const access = useCloud();
  const queries = useQueryClient();
  return useMutation<Output, ApiFailure, Input>({
    mutationFn: async (input) => send(await access.client(service), input),
    onSuccess: () => queries.invalidateQueries({ queryKey: [`${ACCOUNT_ID}/${access.region}`, service], predicate: (query) => !isFunctionList(query) }),
  });
}

/**
 * Changes something in several services: `useScopeMutation((client, input: NewSubscription) => subscribe(client, input))`.
 * On success everything of the account in this Region is fetched again.
 */
export function useScopeMutation<Input, Output>(change: (client: ClientOf, input: Input) => Promise<Output>): UseMutationResult<Output, ApiFailure, Input> {
  const { client, region } = useCloud();
  const queries = useQueryClient();
  return useMutation<Output, ApiFailure, Input>({
    mutationFn: (input) => change(client, input),
    onSuccess: () => queries.invalidateQueries({ queryKey: [`${ACCOUNT_ID}/${region}`], predicate: (query) => !isFunctionList(query) }),
  });
}
