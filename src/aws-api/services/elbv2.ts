import { awsQuery } from "../protocols/query.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./elbv2-schemas.generated.ts";

/** Elastic Load Balancing (v2), the operations that are built. */
export const elbv2Service: ServiceDefinition = {
  protocol: awsQuery,
  schemas,
  version: "2015-12-01",
  xmlNamespace: "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
  validationError: "ValidationError",
};
