import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { ApiErrorAlert, type ErrorLike } from "../shared/api-error.tsx";
import { prettyJson } from "../shared/testing/pretty-json.ts";
import { bodyText, statusWords } from "./answer-text.ts";
import { meaningOf } from "./meaning.ts";
import type { HttpReply } from "./send-request.ts";
import "./http-client.css";

interface AnswerPanelProps {
  readonly host: string;
  /** Of the last request; undefined before the first one. */
  readonly reply: HttpReply | undefined;
  readonly sending: boolean;
  readonly error: ErrorLike | null;
  readonly onRetry: () => void;
}

/** What came back, and what it means. */
export function AnswerPanel({ host, reply, sending, error, onRetry }: AnswerPanelProps) {
  if (error) return <ApiErrorAlert header="The request could not be sent" error={error} onRetry={onRetry} />;
  return (
    <Container header={<Header variant="h2">Answer</Header>}>
      <div aria-live="polite">
        {sending ? (
          <Box><Spinner /> Waiting for the answer. A first invocation starts an execution environment.</Box>
        ) : reply ? (
          <Reply host={host} reply={reply} />
        ) : (
          <Box color="text-body-secondary">Nothing was sent yet. Choose Send: the function is invoked as by any other client.</Box>
        )}
      </div>
    </Container>
  );
}

function Reply({ host, reply }: { host: string; reply: HttpReply }) {
  const text = bodyText(reply.body);
  const meaning = meaningOf(host, reply.status, reply.headers, text ?? "");
  const headers = Object.entries(reply.headers).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Status", value: <StatusIndicator type={reply.status < 400 ? "success" : "error"}>{`${reply.status} ${statusWords(reply.status)}`.trim()}</StatusIndicator> },
          { label: "Duration", value: `${Math.round(reply.durationMs).toLocaleString("en")} ms` },
          { label: "Size", value: `${reply.body.length.toLocaleString("en")} bytes` },
        ]}
      />
      {meaning.tone === "ok" ? <Box>{meaning.text}</Box> : <Alert type="warning" statusIconAriaLabel="Warning" header="What it means">{meaning.text}</Alert>}
      <ExpandableSection defaultExpanded={headers.length <= 8} headerText={`Headers (${headers.length})`}>
        <KeyValuePairs columns={2} items={headers.map(([label, value]) => ({ label, value: <span className="http-client-value">{value}</span> }))} />
      </ExpandableSection>
      <div>
        <Box variant="awsui-key-label">Body</Box>
        {reply.body.length === 0 ? (
          <Box color="text-body-secondary">Empty</Box>
        ) : text === undefined ? (
          <Box>Not text: {reply.body.length.toLocaleString("en")} bytes.</Box>
        ) : (
          <pre className="http-client-body" tabIndex={0} role="region" aria-label="Body of the answer">{prettyJson(text)}</pre>
        )}
      </div>
    </SpaceBetween>
  );
}
