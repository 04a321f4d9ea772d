import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { useAwsQuery } from "../aws/operations.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { ArnLink } from "../shared/arn-link.tsx";
import { Copyable } from "../shared/copy.tsx";
import { Loading } from "../shared/loading.tsx";

/** A queue's attributes; the numbers of messages follow every change. */
export function useQueueAttributes(url: string) {
  return useAwsQuery(
    "sqs",
    ["GetQueueAttributes", url],
    async (client, abortSignal) => (await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }), { abortSignal })).Attributes ?? {},
    // A message becomes visible again by time alone: nothing announces it.
    { refetchInterval: 5000 },
  );
}

/** What a queue is and how much it holds. */
export function QueueOverview({ name, url, arn }: { name: string; url: string; arn: string }) {
  const attributes = useQueueAttributes(url);
  if (attributes.isPending) return <Loading what={`queue ${name}`} />;
  if (attributes.isError) return <ApiErrorAlert header={`The attributes of ${name} could not be loaded`} error={attributes.error} onRetry={() => void attributes.refetch()} />;
  const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible, VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy } = attributes.data;
  const redrive = redriveOf(RedrivePolicy);
  return (
    <Container header={<Header variant="h2" actions={<Button iconName="refresh" ariaLabel="Refresh the queue" onClick={() => void attributes.refetch()} />}>Queue</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Messages available", value: ApproximateNumberOfMessages ?? "-" },
          { label: "Messages in flight", value: ApproximateNumberOfMessagesNotVisible ?? "-" },
          { label: "Visibility timeout", value: `${VisibilityTimeout ?? "30"} seconds` },
          { label: "Message retention", value: `${Number(MessageRetentionPeriod ?? 345_600) / 86_400} days` },
          { label: "The queue's own dead-letter queue", value: redrive === undefined ? "None" : <><ArnLink arn={redrive.arn} /> after {redrive.count} receives</> },
          { label: "ARN", value: <Copyable text={arn} what="ARN of the queue" /> },
        ]}
      />
    </Container>
  );
}

function redriveOf(policy: string | undefined): { readonly arn: string; readonly count: number } | undefined {
  try {
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(policy ?? "null") as { deadLetterTargetArn: string; maxReceiveCount: number | string };
    return { arn: deadLetterTargetArn, count: Number(maxReceiveCount) };
  } catch {
    return undefined;
  }
}
