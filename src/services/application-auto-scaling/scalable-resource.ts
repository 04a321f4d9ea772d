import { type AwsError, awsError } from "../aws-error.ts";
import type { State } from "../tables.ts";
import type { ScalableTargetRecord } from "./records.ts";

export const NAMESPACE = "lambda";
export const DIMENSION = "lambda:function:ProvisionedConcurrency";

/** The parameters by which every operation names what it is about. */
export interface NamedResource {
  readonly ServiceNamespace?: string | undefined;
  readonly ResourceId?: string | undefined;
  readonly ScalableDimension?: string | undefined;
}

/** `function:<name>:<alias or version>`, taken apart; null where it is something else. */
export function functionOf(resourceId: string): { readonly name: string; readonly qualifier: string } | null {
  const match = /^function:([A-Za-z0-9_-]+):([A-Za-z0-9_-]+)$/.exec(resourceId);
  return match && { name: match[1]!, qualifier: match[2]! };
}

/** The resource id, if the parameters name the provisioned concurrency of a Lambda alias or version. */
export function resourceIdOf(given: NamedResource): string | AwsError {
  if (given.ServiceNamespace !== NAMESPACE) return awsError("ValidationException", `The service namespace ${given.ServiceNamespace} is not simulated; lambda is.`);
  if (given.ScalableDimension !== DIMENSION) return awsError("ValidationException", `Unsupported service namespace, resource type or scalable dimension`);
  const id = given.ResourceId ?? "";
  return functionOf(id) ? id : awsError("ValidationException", "Unsupported service namespace, resource type or scalable dimension");
}

/** A registered target. */
export function findTarget(state: State, resourceId: string): ScalableTargetRecord | undefined {
  return state["autoscaling.targets"].get(resourceId);
}

/** Key of a row of `autoscaling.policies` and of `autoscaling.scheduled-actions`. */
export const ownedKey = (resourceId: string, name: string): string => `${resourceId}|${name}`;
