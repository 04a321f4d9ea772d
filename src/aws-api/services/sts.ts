import { awsQuery } from "../protocols/query.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./sts-schemas.generated.ts";

/** STS, which speaks the query protocol. */
export const stsService: ServiceDefinition = {
  protocol: awsQuery,
  schemas,
  version: "2011-06-15",
  xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
  validationError: "ValidationError",
};
