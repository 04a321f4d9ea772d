import { SQSClient } from "@aws-sdk/client-sqs";
import type { ClientConfig } from "../client-config.ts";

/** Amazon SQS. */
export const sqsClient = (config: ClientConfig): SQSClient => new SQSClient(config);
