import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { ClientConfig } from "../client-config.ts";

/** CloudWatch metrics and alarms. */
export const cloudWatchClient = (config: ClientConfig): CloudWatchClient => new CloudWatchClient(config);
