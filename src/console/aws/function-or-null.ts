import { GetFunctionConfigurationCommand, type FunctionConfiguration, type LambdaClient } from "@aws-sdk/client-lambda";

/** GetFunctionConfiguration of `$LATEST`; null where there is no such function. */
export async function functionOrNull(client: LambdaClient, FunctionName: string): Promise<FunctionConfiguration | null> {
  try {
    return await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  } catch (error) {
    if ((error as Error).name === "ResourceNotFoundException") return null;
    throw error;
  }
}
