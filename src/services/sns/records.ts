/** A standard topic. Table `sns.topics`; key: its name. */
export interface TopicRecord {
  readonly name: string;
  /** DisplayName, Policy … as the API has them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** Who gets what is published. Table `sns.subscriptions`; key: its ARN. */
export interface SubscriptionRecord {
  readonly arn: string;
  readonly topicName: string;
  readonly protocol: "sqs" | "lambda";
  /** ARN of the queue or the function. */
  readonly endpoint: string;
  readonly rawMessageDelivery: boolean;
  readonly createdAt: number;
}
