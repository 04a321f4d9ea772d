/** Deployments that an API keeps here beside those which its stages serve; each holds all of its routes. */
const KEPT_DEPLOYMENTS = 50;

/** Deployments with a new one at the end; the oldest ones that no stage serves go when there are too many. */
export function withDeployment<Deployment>(deployments: readonly Deployment[], added: Deployment, isServed: (deployment: Deployment) => boolean): Deployment[] {
  let spare = deployments.filter((one) => !isServed(one)).length - KEPT_DEPLOYMENTS;
  return [...deployments.filter((one) => isServed(one) || spare-- <= 0), added];
}
