import { GetBucketNotificationConfigurationCommand } from "@aws-sdk/client-s3";
import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { useAwsQuery } from "../aws/operations.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { ArnLink } from "../shared/arn-link.tsx";

interface Rule {
  readonly id: string;
  readonly events: readonly string[];
  readonly filter: string;
  readonly target: string;
}

/** Who hears of new and removed objects. */
export function Notifications({ bucket }: { bucket: string }) {
  const rules = useAwsQuery("s3", ["GetBucketNotificationConfiguration", bucket], async (client, abortSignal): Promise<Rule[]> => {
    const { LambdaFunctionConfigurations = [], QueueConfigurations = [], TopicConfigurations = [] } = await client.send(new GetBucketNotificationConfigurationCommand({ Bucket: bucket }), { abortSignal });
    return [
      ...LambdaFunctionConfigurations.map((one) => ({ ...one, target: one.LambdaFunctionArn })),
      ...QueueConfigurations.map((one) => ({ ...one, target: one.QueueArn })),
      ...TopicConfigurations.map((one) => ({ ...one, target: one.TopicArn })),
    ].map(({ Id = "", Events = [], Filter, target = "" }) => ({
      id: Id,
      events: Events,
      filter: (Filter?.Key?.FilterRules ?? []).map(({ Name = "", Value = "" }) => `${Name.toLowerCase()} ${Value}`).join(", "),
      target,
    }));
  });
  if (rules.isError) return <ApiErrorAlert header={`The notifications of ${bucket} could not be loaded`} error={rules.error} onRetry={() => void rules.refetch()} />;
  return (
    <Table
      items={rules.data ?? []}
      trackBy="id"
      wrapLines
      loading={rules.isPending}
      loadingText="Loading notifications"
      ariaLabels={{ tableLabel: "Event notifications" }}
      header={<Header variant="h2" counter={rules.data ? `(${rules.data.length})` : ""} description="A function's S3 trigger is kept here, with the bucket. It is added on the function's page: Configuration, Triggers.">Event notifications</Header>}
      empty={<Box textAlign="center" padding="s">Nobody is told of new files yet. Add this bucket as a trigger of a function.</Box>}
      columnDefinitions={[
        { id: "target", header: "Tells", isRowHeader: true, cell: ({ target }) => <ArnLink arn={target} /> },
        { id: "events", header: "Of", cell: ({ events }) => events.join(", ") },
        { id: "filter", header: "Keys", cell: ({ filter }) => filter || "All" },
      ]}
    />
  );
}
