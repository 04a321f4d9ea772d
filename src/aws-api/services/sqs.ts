import { awsJson1_0 } from "../protocols/aws-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./sqs-schemas.generated.ts";

/** SQS. Its clients refuse answers whose MD5s are wrong; the rules make them. */
export const sqsService: ServiceDefinition = {
  protocol: awsJson1_0,
  schemas,
  targetPrefix: "AmazonSQS",
  queryCompatible: true,
  validationError: "InvalidParameterValueException",
};
