import { GetFunctionConfigurationCommand, type FunctionConfiguration, type LambdaClient } from "@aws-sdk/client-lambda";

/** How often a function that is being created or updated is asked for its state, in ms. */
const ASK_EVERY_MS = 100;

/**
 * Waits until the last change of `$LATEST` (or of the qualified version) is applied. Until then invocations run the code
 * and configuration of before, and updates are refused. Resolves with the configuration, whose LastUpdateStatus may be Failed.
 */
export async function settle(client: LambdaClient, name: string, qualifier?: string, abortSignal?: AbortSignal): Promise<FunctionConfiguration> {
  for (;;) {
    const configuration = await client.send(new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier: qualifier }), abortSignal ? { abortSignal } : {});
    if (configuration.State !== "Pending" && configuration.LastUpdateStatus !== "InProgress") return configuration;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    abortSignal?.throwIfAborted();
  }
}
