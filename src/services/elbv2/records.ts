/** Tags as the service keeps them. */
export type Tags = Readonly<Record<string, string>>;

/** An Application Load Balancer. Table `elbv2.load-balancers`; key: its ARN. */
export interface LoadBalancerRecord {
  readonly arn: string;
  readonly name: string;
  /** The public name, with the letters as AWS writes them; names in DNS know no case. */
  readonly dnsName: string;
  readonly scheme: "internet-facing" | "internal";
  /** Names only: there is no VPC here. */
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly tags: Tags;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** A target group of type lambda. Table `elbv2.target-groups`; key: its ARN. */
export interface TargetGroupRecord {
  readonly arn: string;
  readonly name: string;
  /** The registered function, version or alias; null: none. */
  readonly functionArn: string | null;
  /** The attribute `lambda.multi_value_headers.enabled`. */
  readonly multiValueHeaders: boolean;
  readonly tags: Tags;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** What is done with a request: a function of one of the target groups gets it, chosen by weight; or a text that stands here. */
export type ActionRecord =
  | { readonly kind: "forward"; readonly targetGroups: readonly WeightedTargetGroup[] }
  | { readonly kind: "fixed-response"; readonly statusCode: number; readonly contentType: string; readonly body: string };

export interface WeightedTargetGroup {
  readonly arn: string;
  /** 0..999. */
  readonly weight: number;
}

/** An HTTP listener. Table `elbv2.listeners`; key: its ARN. */
export interface ListenerRecord {
  readonly arn: string;
  readonly loadBalancerArn: string;
  /** 1..65535; no two listeners of a load balancer have the same. */
  readonly port: number;
  /** What happens where no rule matches. */
  readonly defaultAction: ActionRecord;
  /** The default rule is shown among the rules, under an ARN of its own. */
  readonly defaultRuleArn: string;
  readonly tags: Tags;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** One condition of a rule; it holds where any of its values does. */
export type ConditionRecord =
  | { readonly field: "path-pattern" | "host-header" | "http-request-method"; readonly values: readonly string[] }
  | { readonly field: "query-string"; readonly values: readonly { readonly key?: string; readonly value: string }[] };

/** A rule of a listener, besides its default. Table `elbv2.rules`; key: its ARN. */
export interface RuleRecord {
  readonly arn: string;
  readonly listenerArn: string;
  /** 1..50000; the lowest that matches decides. */
  readonly priority: number;
  /** All must hold. */
  readonly conditions: readonly ConditionRecord[];
  readonly action: ActionRecord;
  readonly tags: Tags;
  /** Epoch ms. */
  readonly createdAt: number;
}
