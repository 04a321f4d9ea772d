import { SchedulerClient } from "@aws-sdk/client-scheduler";
import type { ClientConfig } from "../client-config.ts";

/** EventBridge Scheduler. */
export const schedulerClient = (config: ClientConfig): SchedulerClient => new SchedulerClient(config);
