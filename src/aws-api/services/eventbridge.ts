import { awsJson1_1 } from "../protocols/aws-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./eventbridge-schemas.generated.ts";

/** EventBridge. */
export const eventbridgeService: ServiceDefinition = {
  protocol: awsJson1_1,
  schemas,
  targetPrefix: "AWSEvents",
  validationError: "ValidationException",
};
