import { awsJson1_1 } from "../protocols/aws-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./logs-schemas.generated.ts";

/** CloudWatch Logs. Only types and required members are checked here; its rules check the rest of what they use. */
export const logsService: ServiceDefinition = {
  key: "logs",
  signingName: "logs",
  protocol: awsJson1_1,
  schemas,
  targetPrefix: "Logs_20140328",
  validationError: "InvalidParameterException",
};
