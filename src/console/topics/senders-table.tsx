import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { ArnLink } from "../shared/arn-link.tsx";
import { useSenders } from "./senders.ts";

/** The functions whose failed events or records go to the topic. Those that it starts are among its subscriptions. */
export function Senders({ topic, arn }: { topic: string; arn: string }) {
  const senders = useSenders(arn);
  if (senders.isError) return <ApiErrorAlert header={`Who sends to ${topic} could not be loaded`} error={senders.error} onRetry={() => void senders.refetch()} />;
  return (
    <Table
      items={senders.data ?? []}
      trackBy={({ functionArn, as }) => `${functionArn} ${as}`}
      wrapLines
      loading={senders.isPending}
      loadingText="Loading functions"
      ariaLabels={{ tableLabel: `Functions that send to ${topic}` }}
      header={<Header variant="h2" counter={senders.data ? `(${senders.data.length})` : ""} description="By their dead-letter queue or a destination: after asynchronous invocations only.">Functions that send here</Header>}
      empty={<Box textAlign="center" padding="s">No function has this topic as its dead-letter queue or destination.</Box>}
      columnDefinitions={[
        { id: "function", header: "Function", isRowHeader: true, cell: ({ functionArn }) => <ArnLink arn={functionArn} /> },
        { id: "as", header: "Uses the topic as", cell: ({ as }) => as },
      ]}
    />
  );
}
