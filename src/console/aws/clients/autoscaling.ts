import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import type { ClientConfig } from "../client-config.ts";

/** Application Auto Scaling. */
export const autoScalingClient = (config: ClientConfig): ApplicationAutoScalingClient => new ApplicationAutoScalingClient(config);
