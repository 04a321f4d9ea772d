import {
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  PutFunctionEventInvokeConfigCommand,
  type FunctionEventInvokeConfig,
  type PutFunctionEventInvokeConfigCommandInput,
} from "@aws-sdk/client-lambda";
import { useAwsMutation, useAwsQuery } from "../aws/operations.ts";
import { apiQualifier, type PageQualifier } from "../shared/routes.ts";
import { EVENT_AGE_SECONDS, RETRY_ATTEMPTS } from "./event-age.ts";

/** Settings of asynchronous invocation of one qualifier, with AWS's defaults where nothing was set. */
export interface AsyncSettings {
  readonly maximumEventAge: number;
  readonly retryAttempts: number;
  /** ARNs; empty: none. */
  readonly onSuccess: string;
  readonly onFailure: string;
  /** Whether anything was set at all. */
  readonly configured: boolean;
}

/** GetFunctionEventInvokeConfig; that nothing is configured is no failure. */
export function useAsyncSettings(name: string, qualifier: PageQualifier) {
  const at = apiQualifier(qualifier);
  return useAwsQuery("lambda", ["GetFunctionEventInvokeConfig", name, at ?? null], async (client, abortSignal): Promise<AsyncSettings> => {
    try {
      return settingsOf(await client.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: name, Qualifier: at }), { abortSignal }));
    } catch (error) {
      if ((error as Error).name === "ResourceNotFoundException" && /EventInvokeConfig/.test((error as Error).message)) return settingsOf(undefined);
      throw error;
    }
  });
}

/** What an answer says, or its absence. */
export function settingsOf(config: FunctionEventInvokeConfig | undefined): AsyncSettings {
  return {
    maximumEventAge: config?.MaximumEventAgeInSeconds ?? EVENT_AGE_SECONDS.max,
    retryAttempts: config?.MaximumRetryAttempts ?? RETRY_ATTEMPTS.max,
    onSuccess: config?.DestinationConfig?.OnSuccess?.Destination ?? "",
    onFailure: config?.DestinationConfig?.OnFailure?.Destination ?? "",
    configured: config !== undefined,
  };
}

/** Put replaces everything, so all of it is sent. */
export function putInput(name: string, qualifier: PageQualifier, settings: Omit<AsyncSettings, "configured">): PutFunctionEventInvokeConfigCommandInput {
  const { onSuccess, onFailure } = settings;
  return {
    FunctionName: name,
    Qualifier: apiQualifier(qualifier),
    MaximumEventAgeInSeconds: settings.maximumEventAge,
    MaximumRetryAttempts: settings.retryAttempts,
    DestinationConfig: {
      ...(onSuccess === "" ? {} : { OnSuccess: { Destination: onSuccess } }),
      ...(onFailure === "" ? {} : { OnFailure: { Destination: onFailure } }),
    },
  };
}

/** Saves settings: PutFunctionEventInvokeConfig. */
export function usePutAsyncSettings(name: string, qualifier: PageQualifier) {
  const put = useAwsMutation("lambda", (client, input: PutFunctionEventInvokeConfigCommandInput) => client.send(new PutFunctionEventInvokeConfigCommand(input)));
  return { ...put, save: (settings: Omit<AsyncSettings, "configured">) => put.mutateAsync(putInput(name, qualifier, settings)) };
}

/** Back to AWS's defaults, without destinations: DeleteFunctionEventInvokeConfig. */
export function useResetAsyncSettings(name: string, qualifier: PageQualifier) {
  return useAwsMutation("lambda", (client, _input: void) => client.send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName: name, Qualifier: apiQualifier(qualifier) })));
}
