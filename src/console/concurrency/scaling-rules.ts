import { wholeNumber } from "../shared/whole-number.ts";

/** Service namespace and dimension of provisioned concurrency in Application Auto Scaling. */
export const SCALABLE = { ServiceNamespace: "lambda", ScalableDimension: "lambda:function:ProvisionedConcurrency" } as const;

/** `function:orders:prod`: what Application Auto Scaling calls a version's or an alias's provisioned concurrency. */
export function resourceIdOf(name: string, qualifier: string): string {
  return `function:${name}:${qualifier}`;
}

/** The alias or version of a resource of this function; undefined of another function's. */
export function qualifierOfResource(resourceId: string | undefined, name: string): string | undefined {
  const [kind, owner, qualifier] = (resourceId ?? "").split(":");
  return kind === "function" && owner === name ? qualifier : undefined;
}

/** Why a text is no number of environments; undefined where it is one. */
export function capacityProblem(text: string): string | undefined {
  return wholeNumber(text) === undefined ? "A whole number from 0." : undefined;
}

/** Why two capacities do not go together; undefined where they do. Both are texts of whole numbers. */
export function rangeProblem(min: string, max: string): string | undefined {
  return Number(min) > Number(max) ? `The minimum of ${min} is above the maximum of ${max}.` : undefined;
}

/** Why a text is no target utilisation; undefined where it is one. AWS takes 0.1 to 0.9 of LambdaProvisionedConcurrencyUtilization. */
export function targetProblem(text: string): string | undefined {
  const value = Number(text);
  return text.trim() !== "" && value >= 0.1 && value <= 0.9 ? undefined : "A number from 0.1 to 0.9, for example 0.7: the share of the environments that should be busy.";
}
