import { restJson1 } from "../protocols/rest-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./apigatewayv2-schemas.generated.ts";

/** The HTTP APIs of API Gateway, the operations that are built. */
export const apigatewayv2Service: ServiceDefinition = {
  protocol: restJson1,
  schemas,
  validationError: "BadRequestException",
};
