import { awsJson1_0 } from "../protocols/aws-json.ts";
import { awsQuery } from "../protocols/query.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./sqs-schemas.generated.ts";

/** SQS. Its clients refuse answers whose MD5s are wrong; the rules make them. */
export const sqsService: ServiceDefinition = {
  protocol: awsJson1_0,
  alsoSpeaks: [awsQuery],
  schemas,
  version: "2012-11-05",
  xmlNamespace: "http://queue.amazonaws.com/doc/2012-11-05/",
  // Forms are often posted to the queue's own address.
  addressMember: "QueueUrl",
  targetPrefix: "AmazonSQS",
  queryCompatible: true,
  validationError: "InvalidParameterValueException",
};
