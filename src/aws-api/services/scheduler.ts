import { restJson1 } from "../protocols/rest-json.ts";
import type { ServiceDefinition } from "../service-definition.ts";
import { schemas } from "./scheduler-schemas.generated.ts";

/** EventBridge Scheduler. */
export const schedulerService: ServiceDefinition = {
  protocol: restJson1,
  schemas,
  validationError: "ValidationException",
};
