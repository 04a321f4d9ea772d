import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { ClientConfig } from "../client-config.ts";

/** Elastic Load Balancing. */
export const elbv2Client = (config: ClientConfig): ElasticLoadBalancingV2Client => new ElasticLoadBalancingV2Client(config);
