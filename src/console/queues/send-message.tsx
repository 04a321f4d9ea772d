import { SendMessageCommand } from "@aws-sdk/client-sqs";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { useAwsMutation } from "../aws/operations.ts";
import { ApiErrorText } from "../shared/api-error.tsx";
import { flash } from "../shared/flash.tsx";

/** Sends one message by hand: the way to try a queue that is a trigger. */
export function SendMessage({ url, name, onSent }: { url: string; name: string; onSent: () => void }) {
  const [body, setBody] = useState("");
  const [insist, setInsist] = useState(false);
  const send = useAwsMutation("sqs", (client, text: string) => client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: text })));
  const submit = () => {
    if (body === "") return setInsist(true);
    send.mutate(body, {
      onSuccess: ({ MessageId }) => {
        setInsist(false);
        setBody("");
        flash.success(`Sent the message ${MessageId} to ${name}.`);
        onSent();
      },
    });
  };
  return (
    <ExpandableSection variant="container" headerText="Send a message">
      <SpaceBetween size="m">
        <FormField label="Message body" constraintText="At least one character." errorText={insist && body === "" ? "A message needs a body." : undefined}>
          <Textarea rows={4} value={body} onChange={({ detail }) => setBody(detail.value)} spellcheck={false} />
        </FormField>
        {send.error && <Alert type="error"><ApiErrorText error={send.error} /></Alert>}
        <Button loading={send.isPending} onClick={submit}>Send message</Button>
      </SpaceBetween>
    </ExpandableSection>
  );
}
