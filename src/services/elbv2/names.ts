import type { AwsError } from "../aws-error.ts";
import { validationError } from "./errors.ts";

/** What is wrong with the name of a load balancer or target group, in ELB's words. `what`: `Target group`. */
export function nameProblem(what: string, name: string): AwsError | undefined {
  if (name.length > 32) return validationError(`${what} name '${name}' cannot be longer than '32' characters`);
  if (!/^[A-Za-z0-9-]+$/.test(name)) return validationError(`${what} name '${name}' can only contain characters that are alphanumeric characters or hyphens(-)`);
  if (/^-|-$/.test(name)) return validationError(`${what} name '${name}' cannot begin or end with '-'`);
  return undefined;
}
