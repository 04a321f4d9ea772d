import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { useQueues } from "../aws/queue-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Copyable } from "../shared/copy.tsx";
import { navigate } from "../shared/navigation.ts";
import { Page } from "../shared/page.tsx";
import { CreateResourceDialog } from "../shared/resources/create-resource-dialog.tsx";
import { href } from "../shared/routes.ts";
import { queueHelp } from "./queue-help.tsx";
import { useQueueAttributes } from "./queue-overview.tsx";

/** The queues of the account in this Region. */
export function QueuesPage() {
  const queues = useQueues();
  const [creating, setCreating] = useState(false);
  const create = (variant: "primary" | "normal") => <Button variant={variant} onClick={() => setCreating(true)}>Create queue</Button>;
  return (
    <Page title="Queues" breadcrumbs={[{ text: "Queues", href: href({ page: "queues" }) }]} help={queueHelp} contentType="table">
      {queues.isError ? (
        <ApiErrorAlert header="The queues could not be loaded" error={queues.error} onRetry={() => void queues.refetch()} />
      ) : (
        <Table
          items={queues.data ?? []}
          trackBy="name"
          variant="full-page"
          loading={queues.isPending}
          loadingText="Loading queues"
          ariaLabels={{ tableLabel: "Queues" }}
          columnDefinitions={[
            { id: "name", header: "Name", isRowHeader: true, cell: ({ name }) => <Link href={href({ page: "queues", name })}>{name}</Link> },
            { id: "available", header: "Messages available", cell: ({ url }) => <Count url={url} attribute="ApproximateNumberOfMessages" /> },
            { id: "flight", header: "Messages in flight", cell: ({ url }) => <Count url={url} attribute="ApproximateNumberOfMessagesNotVisible" /> },
            { id: "arn", header: "ARN", cell: ({ arn }) => <Copyable text={arn} what="ARN of the queue" /> },
          ]}
          empty={
            <Box textAlign="center" padding="l">
              <SpaceBetween size="s">
                <b>No queues</b>
                <Box color="text-body-secondary">Make one as a function's dead-letter queue, destination or trigger.</Box>
                {create("normal")}
              </SpaceBetween>
            </Box>
          }
          header={<Header variant="awsui-h1-sticky" counter={queues.data ? `(${queues.data.length})` : ""} description="Amazon SQS, as far as functions need it." actions={create("primary")}>Queues</Header>}
        />
      )}
      <CreateResourceDialog
        kind="queue"
        visible={creating}
        onDismiss={() => setCreating(false)}
        onCreated={(_arn, name) => {
          setCreating(false);
          navigate({ page: "queues", name });
        }}
      />
    </Page>
  );
}

function Count({ url, attribute }: { url: string; attribute: "ApproximateNumberOfMessages" | "ApproximateNumberOfMessagesNotVisible" }) {
  return useQueueAttributes(url).data?.[attribute] ?? "-";
}
