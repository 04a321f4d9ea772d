import { awsJson1_1 } from "../protocols/aws-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import facts from "../validation/eventbridge-facts.json" with { type: "json" };
import { schemas } from "./eventbridge-schemas.generated.ts";

/** EventBridge. */
export const eventbridgeService: ServiceDefinition = {
  protocol: awsJson1_1,
  schemas,
  facts,
  targetPrefix: "AWSEvents",
  validationError: "ValidationException",
};
