import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTopicArn, useTopics } from "../aws/topic-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { navigate } from "../shared/navigation.ts";
import { Page } from "../shared/page.tsx";
import { href } from "../shared/routes.ts";
import { DeleteTopics } from "./delete-topics.tsx";
import { PublishMessage } from "./publish-message.tsx";
import { Senders } from "./senders-table.tsx";
import { Subscriptions } from "./subscriptions.tsx";
import { topicHelp } from "./topic-help.tsx";
import { TopicOverview } from "./topic-overview.tsx";

/** A topic: who is subscribed, who sends to it, and a message to publish by hand. */
export function TopicPage({ name }: { name: string }) {
  const topicArn = useTopicArn();
  const topics = useTopics();
  const [deleting, setDeleting] = useState(false);
  const arn = topicArn(name);
  const frame = { title: `${name} | Topics`, breadcrumbs: [{ text: "Topics", href: href({ page: "topics" }) }, { text: name, href: href({ page: "topics", name }) }], help: topicHelp };
  if (topics.isPending) return <Page {...frame}><Loading what={`topic ${name}`} /></Page>;
  if (topics.isLoadingError) return <Page {...frame}><ApiErrorAlert header={`The topic ${name} could not be loaded`} error={topics.error} onRetry={() => void topics.refetch()} /></Page>;
  return (
    <Page {...frame}>
      {/* While it is being deleted here, the page stays until the list takes its place. */}
      {topics.data.includes(arn) || deleting ? (
        <SpaceBetween size="l">
          {topics.isRefetchError && <ApiErrorAlert header="The list of topics could not be read again" error={topics.error} onRetry={() => void topics.refetch()} />}
          <Header variant="h1" actions={<Button onClick={() => setDeleting(true)}>Delete topic</Button>}>{name}</Header>
          <TopicOverview name={name} arn={arn} />
          <Subscriptions topic={name} arn={arn} />
          <PublishMessage topic={name} arn={arn} />
          <Senders topic={name} arn={arn} />
        </SpaceBetween>
      ) : (
        <Alert type="error" header={`There is no topic ${name}`} action={<Button href={href({ page: "topics" })}>All topics</Button>}>
          It may have been deleted, or belong to another Region.
        </Alert>
      )}
      <DeleteTopics names={[name]} arnOf={topicArn} visible={deleting} onDismiss={() => setDeleting(false)} onDeleted={() => navigate({ page: "topics" })} />
    </Page>
  );
}
