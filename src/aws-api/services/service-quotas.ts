import { awsJson1_1 } from "../protocols/aws-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./service-quotas-schemas.generated.ts";

/** Service Quotas. */
export const serviceQuotasService: ServiceDefinition = {
  protocol: awsJson1_1,
  schemas,
  targetPrefix: "ServiceQuotasV20190624",
  validationError: "IllegalArgumentException",
};
