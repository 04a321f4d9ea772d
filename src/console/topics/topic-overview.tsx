import { GetTopicAttributesCommand } from "@aws-sdk/client-sns";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { useAwsQuery } from "../aws/operations.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Copyable } from "../shared/copy.tsx";
import { Loading } from "../shared/loading.tsx";

/** What a topic is: its ARN and who hears of its messages. */
export function TopicOverview({ name, arn }: { name: string; arn: string }) {
  const attributes = useAwsQuery("sns", ["GetTopicAttributes", arn], async (client, abortSignal) =>
    (await client.send(new GetTopicAttributesCommand({ TopicArn: arn }), { abortSignal })).Attributes ?? {},
  );
  if (attributes.isPending) return <Loading what={`topic ${name}`} />;
  if (attributes.isError) return <ApiErrorAlert header={`The attributes of ${name} could not be loaded`} error={attributes.error} onRetry={() => void attributes.refetch()} />;
  return (
    <Container header={<Header variant="h2">Topic</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Type", value: "Standard" },
          { label: "Display name", value: attributes.data["DisplayName"] || "-" },
          { label: "ARN", value: <Copyable text={arn} what="ARN of the topic" /> },
        ]}
      />
    </Container>
  );
}
