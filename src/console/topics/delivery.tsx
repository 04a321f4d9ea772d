import { GetSubscriptionAttributesCommand, type Subscription } from "@aws-sdk/client-sns";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useFunctions } from "../aws/lambda-queries.ts";
import { useAwsQuery } from "../aws/operations.ts";
import { useQueues } from "../aws/queue-queries.ts";
import { invokedFunction } from "../shared/invoke-permission.ts";

/** What a subscriber gets of a message, or that it is not there (any more) to get it. */
export function Delivery({ subscription }: { subscription: Subscription }) {
  const { Protocol, Endpoint = "" } = subscription;
  const isQueue = Protocol === "sqs";
  const queues = useQueues(isQueue);
  const functions = useFunctions(!isQueue);
  const missing = isQueue ? queues.data?.every(({ arn }) => arn !== Endpoint) : functions.data?.every(({ FunctionName }) => FunctionName !== invokedFunction(Endpoint).name);
  if (missing) return <StatusIndicator type="warning">Nothing: the {isQueue ? "queue" : "function"} does not exist (any more)</StatusIndicator>;
  return isQueue ? <QueueDelivery subscription={subscription} /> : "An asynchronous invocation";
}

function QueueDelivery({ subscription: { SubscriptionArn = "" } }: { subscription: Subscription }) {
  const attributes = useAwsQuery("sns", ["GetSubscriptionAttributes", SubscriptionArn], async (client, abortSignal) =>
    (await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }), { abortSignal })).Attributes ?? {},
  );
  if (!attributes.data) return "-";
  return attributes.data["RawMessageDelivery"] === "true" ? "The bare message" : "The message in SNS's JSON";
}
