import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import type { ClientConfig } from "../client-config.ts";

/** Service Quotas. */
export const quotasClient = (config: ClientConfig): ServiceQuotasClient => new ServiceQuotasClient(config);
