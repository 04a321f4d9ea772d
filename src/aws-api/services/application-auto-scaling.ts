import { awsJson1_1 } from "../protocols/aws-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./application-auto-scaling-schemas.generated.ts";

/** Application Auto Scaling. */
export const applicationAutoScalingService: ServiceDefinition = {
  protocol: awsJson1_1,
  schemas,
  targetPrefix: "AnyScaleFrontendService",
  validationError: "ValidationException",
};
