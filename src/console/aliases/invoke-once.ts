import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { Outcome } from "./invocation-series.ts";

/** Invokes an alias once, synchronously, and says how it ended. Never rejects. */
export async function invokeOnce(client: LambdaClient, input: { name: string; alias: string; payload: Uint8Array }): Promise<Outcome> {
  try {
    const answer = await client.send(new InvokeCommand({ FunctionName: input.name, Qualifier: input.alias, Payload: input.payload }));
    const served = { kind: "served", version: answer.ExecutedVersion ?? "unknown" } as const;
    return answer.FunctionError === undefined ? served : { ...served, functionError: errorTypeOf(answer.Payload) };
  } catch (error) {
    const { name, message, Reason, retryAfterSeconds } = error as Error & { Reason?: string; retryAfterSeconds?: string };
    if (name === "TooManyRequestsException") {
      return { kind: "throttled", reason: Reason ?? message, retryAfterMs: (Number(retryAfterSeconds) || 0) * 1000 };
    }
    return { kind: "refused", code: name, message };
  }
}

/** The `errorType` of an error payload; the payload is the learner's to shape, so nothing is taken for granted. */
function errorTypeOf(payload: { transformToString(): string } | undefined): string {
  try {
    const error: unknown = JSON.parse(payload?.transformToString() ?? "");
    const type = (error as { errorType?: unknown } | null)?.errorType;
    return typeof type === "string" ? type.slice(0, 100) : "unknown";
  } catch {
    return "unknown";
  }
}
