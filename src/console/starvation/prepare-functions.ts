import { CreateFunctionCommand, type LambdaClient, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import type { Caller } from "#simulation/starvation-callers.ts";
import { ACCOUNT_ID } from "../aws/cloud-context.tsx";
import { executionRoleArn } from "../shared/execution-role.ts";

/** A handler that takes as long as the scene models it; made to be edited. */
function sourceOf({ durationMs }: Caller): string {
  return `// Make it quicker or slower, deploy, and watch the scene: its requests last as long as this really takes.
export const handler = async (event) => {
  await new Promise((resolve) => setTimeout(resolve, ${durationMs}));
  return { statusCode: 200, body: JSON.stringify('done') };
};
`;
}

/** Creates the functions of the scene; one that is there already is taken as it is. Resolves when all can be invoked. */
export async function prepareFunctions(lambda: LambdaClient, callers: readonly Caller[]): Promise<void> {
  await Promise.all(
    callers.map(async (caller) => {
      const { functionName: FunctionName } = caller;
      const ZipFile = zipSync({ "index.mjs": strToU8(sourceOf(caller)) }, { mtime: new Date(1980, 0, 1) });
      try {
        await lambda.send(
          new CreateFunctionCommand({ FunctionName, Runtime: "nodejs24.x", Handler: "index.handler", Timeout: 10, Role: executionRoleArn(ACCOUNT_ID, FunctionName, Math.random), Code: { ZipFile } }),
        );
      } catch (error) {
        if ((error as Error).name !== "ResourceConflictException") throw error;
      }
      await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { FunctionName });
    }),
  );
}
