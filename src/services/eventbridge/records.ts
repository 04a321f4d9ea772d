import type { Target } from "@aws-sdk/client-eventbridge";

/** An event bus beside the default one, which is always there and has no row. Table `events.buses`; key: its name. */
export interface BusRecord {
  readonly name: string;
  readonly description: string;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** A rule with its targets. Table `events.rules`; key: `bus|name`. Times in epoch ms. */
export interface RuleRecord {
  readonly bus: string;
  readonly name: string;
  readonly description: string;
  /** JSON text; absent: it fires by its schedule only. */
  readonly eventPattern?: string;
  /** rate or cron, in UTC. */
  readonly schedule?: string;
  readonly state: "ENABLED" | "DISABLED";
  readonly roleArn?: string;
  /** At most five, by their ids. */
  readonly targets: readonly RuleTarget[];
  /** What a rate counts from: when the rule was put, or enabled. */
  readonly scheduledFrom: number;
  /** When its schedule fires next; null: it has none, or is disabled. */
  readonly nextAt: number | null;
}

/** Who gets the events of a rule, in the API's own members: a function, a queue or a topic. */
export type RuleTarget = Readonly<Pick<Target, "Id" | "Arn" | "RoleArn" | "Input" | "InputPath" | "RetryPolicy" | "DeadLetterConfig">> & { readonly Id: string; readonly Arn: string };
