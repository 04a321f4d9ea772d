import { restJson1 } from "../protocols/rest-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./api-gateway-schemas.generated.ts";

/** The REST APIs of API Gateway, the operations that are built. */
export const apiGatewayService: ServiceDefinition = {
  protocol: restJson1,
  schemas,
  validationError: "BadRequestException",
};
