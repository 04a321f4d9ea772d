import type { Message } from "@aws-sdk/client-sqs";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { ApiErrorText, type ErrorLike } from "../shared/api-error.tsx";
import { absoluteTime } from "../shared/times.ts";
import { MAX_MESSAGES, messageKind, readableBody } from "./poll.ts";
import "./queues.css";

interface MessageTableProps {
  /** Undefined: nobody looked yet. */
  readonly messages: readonly Message[] | undefined;
  readonly polling: boolean;
  readonly error: ErrorLike | null;
  readonly onPoll: () => void;
  readonly onDelete: (message: Message) => void;
}

/** The messages of a queue, once they were asked for. */
export function MessageTable({ messages, polling, error, onPoll, onDelete }: MessageTableProps) {
  return (
    <Container
      header={
        <Header
          variant="h2"
          {...(messages ? { counter: `(${messages.length}${messages.length >= MAX_MESSAGES ? "+" : ""})` } : {})}
          description="Looking counts as a receive: each message's receive count rises, and a queue with a dead-letter queue of its own may move it there."
          actions={<Button variant="primary" loading={polling} onClick={onPoll}>Poll for messages</Button>}
        >
          Messages
        </Header>
      }
    >
      <SpaceBetween size="m">
        {error && <Alert type="error"><ApiErrorText error={error} /></Alert>}
        {!messages && <Box textAlign="center" color="text-body-secondary" padding="s">Poll to see what is in the queue.</Box>}
        {messages?.length === 0 && <WhyEmpty />}
        {messages?.map((message) => <MessageView key={message.MessageId} message={message} onDelete={() => onDelete(message)} />)}
      </SpaceBetween>
    </Container>
  );
}

function MessageView({ message, onDelete }: { message: Message; onDelete: () => void }) {
  const { MessageId = "", Body = "", Attributes = {}, MessageAttributes = {} } = message;
  const attributes = Object.entries(MessageAttributes);
  return (
    <ExpandableSection
      variant="container"
      defaultExpanded
      headerText={messageKind(message)}
      headerDescription={`${MessageId}, sent ${sentAt(Attributes.SentTimestamp)}, received ${times(Attributes.ApproximateReceiveCount)}`}
      headerActions={<Button iconName="remove" ariaLabel={`Delete message ${MessageId}`} onClick={onDelete}>Delete</Button>}
    >
      <SpaceBetween size="s">
        {attributes.length > 0 && (
          <KeyValuePairs columns={3} items={attributes.map(([key, { StringValue, DataType }]) => ({ label: `${key} (${DataType ?? "String"})`, value: StringValue ?? "(binary)" }))} />
        )}
        <pre className="queue-message" tabIndex={0} role="region" aria-label={`Body of message ${MessageId}`}>{readableBody(Body)}</pre>
      </SpaceBetween>
    </ExpandableSection>
  );
}

function WhyEmpty() {
  return (
    <Alert type="info" header="No message is available. Why is it empty?">
      <ul>
        <li>A function's dead-letter queue and destinations serve asynchronous invocations only. A failed <b>synchronous</b> test returns its error to whoever waits, and sends nothing.</li>
        <li>A failed event arrives after its last attempt: with two retries, three minutes later; a throttled one after up to six hours.</li>
        <li>A message that was received a moment ago is in flight, and hidden until its visibility timeout is over.</li>
        <li>If the queue is a trigger, its function takes and deletes the messages.</li>
      </ul>
    </Alert>
  );
}

function times(count: string | undefined): string {
  return count === "1" ? "once" : `${count ?? "?"} times`;
}

function sentAt(timestamp: string | undefined): string {
  return timestamp === undefined ? "-" : absoluteTime(new Date(Number(timestamp)));
}
