import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryOptions, type UseQueryResult } from "@tanstack/react-query";
import type { Cloud } from "#cloud/connect.ts";
import { ACCOUNT_ID, useCloud } from "./cloud-context.tsx";

/**
 * Calls what the simulator offers beside AWS's API, under `/_lambdarium/`: `simulatorCall(cloud, "PUT", "clock", { mode })`.
 * Resolves with the answer's JSON (undefined where there is none); rejects with an Error of the simulator's own sentence.
 */
export async function simulatorCall(cloud: Cloud, method: "GET" | "PUT" | "POST", path: string, input?: unknown): Promise<unknown> {
  const response = await cloud.send({
    method,
    path: `/_lambdarium/${path}`,
    headers: input === undefined ? {} : { "content-type": "application/json" },
    ...(input === undefined ? {} : { body: new TextEncoder().encode(JSON.stringify(input)) }),
  });
  const text = new TextDecoder().decode(response.body);
  if (response.status >= 300) throw refusal(response.status, text);
  return text === "" ? undefined : JSON.parse(text);
}

/** Whose changes make a view stale. */
const SERVICE = { environments: "simulator", clock: "simulator", "async-events": "lambda", "log-limits": "logs" } as const;

/**
 * Reads one of the simulator's own views of this Region: `useSimulatorQuery<EnvironmentsView>("environments")`. It is read
 * again whenever the cloud says that it changed. `query` are further parameters: `{ function: name }`.
 */
export function useSimulatorQuery<View>(
  view: "environments" | "clock" | "async-events" | "log-limits",
  query: Readonly<Record<string, string>> = {},
  options: Pick<UseQueryOptions<View>, "enabled" | "refetchInterval" | "placeholderData"> = {},
): UseQueryResult<View> {
  const { cloud, region } = useCloud();
  return useQuery<View>({
    queryKey: [`${ACCOUNT_ID}/${region}`, SERVICE[view], view, query],
    queryFn: async () => (await simulatorCall(cloud, "GET", `${view}?${new URLSearchParams({ region, ...query }).toString()}`)) as View,
    ...options,
  });
}

/** Changes something of the simulator's own; what was read of it is read again. */
export function useSimulatorMutation<Input, Output = void>(
  send: (call: (method: "PUT" | "POST", path: string, input?: unknown) => Promise<unknown>, input: Input, region: string) => Promise<Output>,
): UseMutationResult<Output, Error, Input> {
  const { cloud, region } = useCloud();
  const queries = useQueryClient();
  return useMutation<Output, Error, Input>({
    mutationFn: (input) => send((method, path, body) => simulatorCall(cloud, method, path, body), input, region),
    onSuccess: () => queries.invalidateQueries({ queryKey: [`${ACCOUNT_ID}/${region}`, "simulator"] }),
  });
}

function refusal(status: number, text: string): Error {
  let message = text;
  try {
    message = (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    // Not JSON: the text itself is all there is to show.
  }
  const error = new Error(message || `The simulator answered ${status}.`);
  error.name = "SimulatorRefused";
  return error;
}
