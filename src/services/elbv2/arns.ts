import type { OperationContext } from "../operation.ts";

type Place = Pick<OperationContext, "accountId" | "region">;

/** So many hexadecimal digits out of a new id. */
export function hexId(newId: () => string, digits: number): string {
  return newId().toLowerCase().replaceAll(/[^0-9a-f]/g, "").padStart(digits, "0").slice(-digits);
}

/** `arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/app/<name>/<id>`. */
export function loadBalancerArn({ accountId, region }: Place, name: string, id: string): string {
  return `arn:aws:elasticloadbalancing:${region}:${accountId}:loadbalancer/app/${name}/${id}`;
}

/** `arn:aws:elasticloadbalancing:<region>:<account>:targetgroup/<name>/<id>`. */
export function targetGroupArn({ accountId, region }: Place, name: string, id: string): string {
  return `arn:aws:elasticloadbalancing:${region}:${accountId}:targetgroup/${name}/${id}`;
}

/** `…:listener/app/<load balancer>/<its id>/<id>`. */
export function listenerArn(ofLoadBalancer: string, id: string): string {
  return `${ofLoadBalancer.replace(":loadbalancer/", ":listener/")}/${id}`;
}

/** `…:listener-rule/app/<load balancer>/<its id>/<listener's id>/<id>`. */
export function ruleArn(ofListener: string, id: string): string {
  return `${ofListener.replace(":listener/", ":listener-rule/")}/${id}`;
}

/** `<name>-<number>.<region>.elb.amazonaws.com`; an internal one's begins with `internal-`. */
export function dnsName(name: string, internal: boolean, region: string, hex: string): string {
  return `${internal ? "internal-" : ""}${name}-${Number.parseInt(hex, 16)}.${region}.elb.amazonaws.com`;
}
