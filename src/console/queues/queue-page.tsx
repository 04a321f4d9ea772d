import { DeleteMessageCommand, DeleteQueueCommand, PurgeQueueCommand, type Message } from "@aws-sdk/client-sqs";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useCloud } from "../aws/cloud-context.tsx";
import { useAwsMutation } from "../aws/operations.ts";
import { useQueues } from "../aws/queue-queries.ts";
import { ApiErrorAlert, type ErrorLike } from "../shared/api-error.tsx";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";
import { Loading } from "../shared/loading.tsx";
import { navigate } from "../shared/navigation.ts";
import { Page } from "../shared/page.tsx";
import { href } from "../shared/routes.ts";
import { TypedConfirmation } from "../shared/typed-confirmation.tsx";
import { MessageTable } from "./message-table.tsx";
import { pollMessages } from "./poll.ts";
import { QueueOverview } from "./queue-overview.tsx";
import { queueHelp } from "./queue-help.tsx";
import { SendMessage } from "./send-message.tsx";

type Dialog = "purge" | "delete" | null;

/** A queue: what it holds, its messages to read, send, delete and purge. */
export function QueuePage({ name }: { name: string }) {
  const queues = useQueues();
  const queue = queues.data?.find((candidate) => candidate.name === name);
  const frame = { title: `${name} | Queues`, breadcrumbs: [{ text: "Queues", href: href({ page: "queues" }) }, { text: name, href: href({ page: "queues", name }) }], help: queueHelp };
  if (queues.isPending) return <Page {...frame}><Loading what={`queue ${name}`} /></Page>;
  if (queues.isLoadingError) return <Page {...frame}><ApiErrorAlert header={`The queue ${name} could not be loaded`} error={queues.error} onRetry={() => void queues.refetch()} /></Page>;
  return (
    <Page {...frame}>
      <SpaceBetween size="l">
        {queues.isRefetchError && <ApiErrorAlert header="The list of queues could not be read again" error={queues.error} onRetry={() => void queues.refetch()} />}
        {queue ? <QueueBody name={name} url={queue.url} arn={queue.arn} /> : (
          <Alert type="error" header={`There is no queue ${name}`} action={<Button href={href({ page: "queues" })}>All queues</Button>}>
            It may have been deleted, or belong to another Region.
          </Alert>
        )}
      </SpaceBetween>
    </Page>
  );
}

function QueueBody({ name, url, arn }: { name: string; url: string; arn: string }) {
  const { client } = useCloud();
  const [dialog, setDialog] = useState<Dialog>(null);
  const poll = useMutation<Message[], ErrorLike>({ mutationFn: async () => pollMessages(await client("sqs"), url) });
  const remove = useAwsMutation("sqs", (sqs, receiptHandle: string) => sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receiptHandle })));
  const purge = useAwsMutation("sqs", (sqs, _input: void) => sqs.send(new PurgeQueueCommand({ QueueUrl: url })));
  const removeQueue = useAwsMutation("sqs", (sqs, _input: void) => sqs.send(new DeleteQueueCommand({ QueueUrl: url })));
  const close = () => setDialog(null);
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setDialog("purge")}>Purge</Button>
            <Button onClick={() => setDialog("delete")}>Delete queue</Button>
          </SpaceBetween>
        }
      >
        {name}
      </Header>
      <QueueOverview name={name} url={url} arn={arn} />
      <MessageTable
        messages={poll.data}
        polling={poll.isPending}
        error={poll.error}
        onPoll={() => poll.mutate()}
        onDelete={(message) =>
          remove.mutate(message.ReceiptHandle ?? "", {
            onSuccess: () => {
              flash.success(`Deleted the message ${message.MessageId} from ${name}.`);
              poll.mutate();
            },
            onError: (error) => void flash.failure(`Deleting the message ${message.MessageId} failed`, error),
          })
        }
      />
      <SendMessage url={url} name={name} onSent={() => poll.data && poll.mutate()} />
      <Confirmation
        visible={dialog === "purge"}
        header={`Purge ${name}?`}
        confirmLabel="Purge"
        busy={purge.isPending}
        error={purge.error}
        onDismiss={close}
        onConfirm={() =>
          purge.mutate(undefined, {
            onSuccess: () => {
              close();
              flash.success(`Purged the queue ${name}: its messages are gone.`);
              if (poll.data) poll.mutate();
            },
          })
        }
      >
        All messages of the queue are deleted, read or not. They cannot be brought back. A queue can be purged once a minute.
      </Confirmation>
      <TypedConfirmation
        visible={dialog === "delete"}
        header={`Delete queue ${name}`}
        phrase="delete"
        confirmLabel="Delete"
        busy={removeQueue.isPending}
        error={removeQueue.error}
        onDismiss={close}
        onConfirm={() =>
          // The list is read again first, and without its queue this part of the page is gone: a promise outlives it, a callback does not.
          void removeQueue.mutateAsync().then(
            () => {
              flash.success(`Successfully deleted the queue ${name}.`);
              navigate({ page: "queues" });
            },
            // Shown in the dialog.
            () => undefined,
          )
        }
      >
        The queue and its messages are deleted. Functions that use it as dead-letter queue or destination keep its name, and what they send there is lost.
      </TypedConfirmation>
    </SpaceBetween>
  );
}
