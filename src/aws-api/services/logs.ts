import { awsJson1_1 } from "../protocols/aws-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import facts from "../validation/logs-facts.json" with { type: "json" };
import { schemas } from "./logs-schemas.generated.ts";

/** CloudWatch Logs. */
export const logsService: ServiceDefinition = {
  protocol: awsJson1_1,
  schemas,
  facts,
  targetPrefix: "Logs_20140328",
  validationError: "InvalidParameterException",
};
