import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { LambdaClient } from "@aws-sdk/client-lambda";
import type { AwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";

export interface SdkClients {
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
}

export interface SdkClientOptions {
  /** Default: us-east-1. */
  readonly region?: string;
  /** 12 digits are the account; default: none such, so account 123456789012. */
  readonly accessKeyId?: string;
}

/**
 * Unmodified SDK clients whose calls the API answers in this process. They try once only: a test wants the first
 * answer.
 */
export function sdkClientsFor(api: Pick<AwsApi, "answer">, options: SdkClientOptions = {}): SdkClients {
  const config = {
    ...sdkConfig(options),
    requestHandler: createSdkRequestHandler((request) => api.answer(request)),
  };
  return { lambda: new LambdaClient(config), logs: new CloudWatchLogsClient(config) };
}

/** Region, credentials and retries of a test's client. */
export function sdkConfig({ region = "us-east-1", accessKeyId = "AKIDEXAMPLE" }: SdkClientOptions = {}): {
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  maxAttempts: number;
} {
  return { region, credentials: { accessKeyId, secretAccessKey: "none" }, maxAttempts: 1 };
}
