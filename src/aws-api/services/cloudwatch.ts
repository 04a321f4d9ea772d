import { awsJson1_0 } from "../protocols/aws-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./cloudwatch-schemas.generated.ts";

/** CloudWatch metrics and alarms. */
export const cloudwatchService: ServiceDefinition = {
  protocol: awsJson1_0,
  schemas,
  targetPrefix: "GraniteServiceVersion20100801",
  queryCompatible: true,
  validationError: "ValidationException",
};
