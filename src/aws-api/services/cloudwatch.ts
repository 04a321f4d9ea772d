import { awsJson1_0 } from "../protocols/aws-json.ts";
import { awsQuery } from "../protocols/query.ts";
import { rpcV2Cbor } from "../protocols/rpc-v2-cbor.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import facts from "../validation/cloudwatch-facts.json" with { type: "json" };
import { schemas } from "./cloudwatch-schemas.generated.ts";

/** CloudWatch metrics and alarms. */
export const cloudwatchService: ServiceDefinition = {
  protocol: awsJson1_0,
  alsoSpeaks: [rpcV2Cbor, awsQuery],
  schemas,
  version: "2010-08-01",
  xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
  facts,
  targetPrefix: "GraniteServiceVersion20100801",
  queryCompatible: true,
  validationError: "ValidationException",
};
