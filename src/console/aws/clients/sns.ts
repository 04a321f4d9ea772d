import { SNSClient } from "@aws-sdk/client-sns";
import type { ClientConfig } from "../client-config.ts";

/** Amazon SNS. */
export const snsClient = (config: ClientConfig): SNSClient => new SNSClient(config);
