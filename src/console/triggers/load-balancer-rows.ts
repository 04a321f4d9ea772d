import type { Listener, LoadBalancer, Rule, RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";

/** Requests that a load balancer forwards to this function, by a rule or by the default of a listener. */
export interface LoadBalancerTrigger {
  readonly kind: "alb";
  /** ARN of the rule; a listener's default is one, too. */
  readonly id: string;
  /** ARN of the load balancer. */
  readonly sourceArn: string;
  readonly targetGroupArn: string;
  readonly listenerArn: string;
  readonly dnsName: string;
  readonly port: number;
  /** What happens to requests that no rule of the listener wants. */
  readonly isDefault: boolean;
  /** Of its path condition; none: every path. */
  readonly paths: readonly string[];
  /** Its other conditions, in words. */
  readonly conditions: readonly string[];
}

/** A load balancer with all that is configured in it. */
export interface DescribedLoadBalancer {
  readonly loadBalancer: LoadBalancer;
  readonly listeners: readonly { readonly listener: Listener; readonly rules: readonly Rule[] }[];
}

/** The rules and defaults that forward to one of the target groups of a function. */
export function loadBalancerTriggers(described: readonly DescribedLoadBalancer[], targetGroupArns: ReadonlySet<string>): LoadBalancerTrigger[] {
  return described.flatMap(({ loadBalancer: { LoadBalancerArn = "", DNSName = "" }, listeners }) =>
    listeners.flatMap(({ listener: { ListenerArn = "", Port = 80 }, rules }) =>
      rules.flatMap(({ RuleArn = "", IsDefault = false, Conditions = [], Actions = [] }) => {
        const forwarded = Actions.flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []).map(({ TargetGroupArn = "" }) => TargetGroupArn);
        return forwarded
          .filter((arn) => targetGroupArns.has(arn))
          .map((targetGroupArn, index): LoadBalancerTrigger => ({
            kind: "alb",
            id: index === 0 ? RuleArn : `${RuleArn}#${index}`,
            sourceArn: LoadBalancerArn,
            targetGroupArn,
            listenerArn: ListenerArn,
            dnsName: DNSName,
            port: Port,
            isDefault: IsDefault,
            paths: Conditions.find(({ Field }) => Field === "path-pattern")?.Values ?? [],
            conditions: Conditions.filter(({ Field }) => Field !== "path-pattern").map(inWords),
          }));
      }),
    ),
  );
}

function inWords({ Field, Values, HttpRequestMethodConfig, QueryStringConfig }: RuleCondition): string {
  switch (Field) {
    case "http-request-method":
      return `method ${(HttpRequestMethodConfig?.Values ?? []).join(" or ")}`;
    case "query-string":
      return `query ${(QueryStringConfig?.Values ?? []).map(({ Key, Value }) => (Key === undefined ? Value : `${Key}=${Value}`)).join(" or ")}`;
    default:
      return `host ${(Values ?? []).join(" or ")}`;
  }
}

/** Host and port as an address has them; 80 goes without saying. */
export function hostOf({ dnsName, port }: Pick<LoadBalancerTrigger, "dnsName" | "port">): string {
  return port === 80 ? dnsName : `${dnsName}:${port}`;
}

/** A path that the trigger is for: the first pattern up to its first wildcard. */
export function examplePath({ paths }: Pick<LoadBalancerTrigger, "paths">): string {
  const path = (paths[0] ?? "/").replace(/[*?].*$/, "");
  return path.startsWith("/") ? path : "/";
}

/** Which requests it is for, in a line. */
export function loadBalancerDetails(trigger: LoadBalancerTrigger): string {
  const conditions = [...(trigger.paths.length === 0 ? [] : [`path ${trigger.paths.join(" or ")}`]), ...trigger.conditions].join(", ");
  return `Port ${trigger.port}; ${conditions !== "" ? conditions : trigger.isDefault ? "requests that no rule is for" : "every request"}`;
}

export const LOAD_BALANCER_REMOVAL =
  "The load balancer no longer forwards to this function: the rule is deleted, with its target group and the permission of the function's policy where nothing else needs them. A listener that nothing is left of is deleted too, and so is the load balancer when it was its last one.";
