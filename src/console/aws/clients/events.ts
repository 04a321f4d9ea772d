import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { ClientConfig } from "../client-config.ts";

/** Amazon EventBridge. */
export const eventsClient = (config: ClientConfig): EventBridgeClient => new EventBridgeClient(config);
