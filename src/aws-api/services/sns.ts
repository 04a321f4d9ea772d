import { awsQuery } from "../protocols/query.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./sns-schemas.generated.ts";

/** SNS, which speaks the query protocol. */
export const snsService: ServiceDefinition = {
  protocol: awsQuery,
  schemas,
  version: "2010-03-31",
  xmlNamespace: "http://sns.amazonaws.com/doc/2010-03-31/",
  validationError: "InvalidParameterException",
};
