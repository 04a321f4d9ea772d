import type { EventSourceMappingMetric } from "@aws-sdk/client-lambda";

/** One statement of a resource-based policy, in IAM's own form. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: "*" | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Who may invoke. Table `lambda.policies`; key: `name:qualifier`, or the name alone for the unqualified function. */
export interface PolicyRecord {
  readonly functionName: string;
  readonly qualifier: string | null;
  readonly statements: readonly PolicyStatement[];
}

/** A queue that Lambda polls for a function. Table `lambda.event-source-mappings`; key: its UUID. */
export interface EventSourceMappingRecord {
  readonly uuid: string;
  readonly eventSourceArn: string;
  readonly functionName: string;
  /** Null: unqualified. */
  readonly qualifier: string | null;
  readonly batchSize: number;
  readonly maximumBatchingWindowInSeconds: number;
  readonly reportBatchItemFailures: boolean;
  /** Patterns of event filtering, of which a message must match one; absent: every message is delivered. */
  readonly filters?: readonly string[];
  /** ScalingConfig.MaximumConcurrency, 2..1,000. */
  readonly maximumConcurrency?: number;
  /** Of the key that encrypts the filters; absent: AWS's own key. */
  readonly kmsKeyArn?: string;
  /** Metrics asked for beside those that every mapping has. */
  readonly metrics?: readonly EventSourceMappingMetric[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly enabled: boolean;
  /** Until this instant (epoch ms) the state is Creating, Enabling, Disabling or Updating; then Enabled or Disabled. */
  readonly transition: "Creating" | "Enabling" | "Disabling" | "Updating";
  readonly settledAt: number;
  /** Epoch ms. */
  readonly lastModified: number;
  readonly lastProcessingResult: string;
}
