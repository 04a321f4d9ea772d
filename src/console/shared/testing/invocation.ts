import { GetFunctionConfigurationCommand, InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { ErrorLike } from "../api-error.tsx";
import { prettyJson } from "./pretty-json.ts";
import { parseReport, type Report } from "./report-line.ts";

/** The function ran; `functionError` says whether it failed. */
export interface AnsweredInvocation {
  readonly kind: "answered";
  readonly functionError: string | undefined;
  /** The response, pretty JSON where it is JSON. */
  readonly response: string;
  /** The last 4 KB of the log. */
  readonly logTail: string;
  readonly report: Report | undefined;
  readonly requestId: string;
  readonly executedVersion: string;
  readonly codeSha256: string | undefined;
}

export type InvocationOutcome =
  | AnsweredInvocation
  /** Lambda took the event into its queue (202) and runs it later. */
  | { readonly kind: "accepted"; readonly requestId: string; readonly statusCode: number }
  /** Lambda refused the call; the function did not run. */
  | { readonly kind: "refused"; readonly error: ErrorLike }
  /** The learner stopped waiting; the function may go on, as at AWS. */
  | { readonly kind: "cancelled" };

export interface InvocationInput {
  readonly name: string;
  readonly qualifier: string | undefined;
  /** JSON text. */
  readonly body: string;
  readonly asynchronous?: boolean;
}

/** One invocation: synchronous with the log tail, or of type Event. Never rejects. */
export async function invokeForTest(client: LambdaClient, { name, qualifier, body, asynchronous = false }: InvocationInput, abortSignal: AbortSignal): Promise<InvocationOutcome> {
  try {
    if (asynchronous) {
      const { StatusCode = 202, $metadata } = await client.send(
        new InvokeCommand({ FunctionName: name, Qualifier: qualifier, InvocationType: "Event", Payload: new TextEncoder().encode(body) }),
        { abortSignal },
      );
      return { kind: "accepted", statusCode: StatusCode, requestId: $metadata.requestId ?? "" };
    }
    const answer = await client.send(
      new InvokeCommand({ FunctionName: name, Qualifier: qualifier, InvocationType: "RequestResponse", LogType: "Tail", Payload: new TextEncoder().encode(body) }),
      { abortSignal },
    );
    const executedVersion = answer.ExecutedVersion ?? qualifier ?? "$LATEST";
    const logTail = decodeLog(answer.LogResult);
    const report = parseReport(logTail);
    return {
      kind: "answered",
      functionError: answer.FunctionError,
      response: prettyJson(new TextDecoder().decode(answer.Payload)),
      logTail,
      report,
      requestId: report?.requestId ?? answer.$metadata.requestId ?? "",
      executedVersion,
      codeSha256: await codeOf(client, name, executedVersion),
    };
  } catch (error) {
    if (abortSignal.aborted) return { kind: "cancelled" };
    return { kind: "refused", error: error as ErrorLike };
  }
}

/** The CodeSha256 of the version that ran; undefined where it cannot be read (it was deleted meanwhile). */
async function codeOf(client: LambdaClient, name: string, version: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier: version }))).CodeSha256;
  } catch {
    return undefined;
  }
}

function decodeLog(base64: string | undefined): string {
  if (base64 === undefined) return "";
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
}
