import { PublishCommand, type PublishCommandInput } from "@aws-sdk/client-sns";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { useAwsMutation } from "../aws/operations.ts";
import { useSubscriptions } from "../aws/topic-queries.ts";
import { ApiErrorText } from "../shared/api-error.tsx";
import { flash } from "../shared/flash.tsx";
import { AttributeRows } from "./attribute-rows.tsx";
import { attributesAreGood, attributesOf, bodyProblem, subjectProblem, type AttributeRow } from "./message.ts";

/** Publishes one message by hand: the way to try who hears of it. */
export function PublishMessage({ topic, arn }: { topic: string; arn: string }) {
  const subscriptions = useSubscriptions();
  const [subject, setSubject] = useState("");
  const [body, setBody] = useState("");
  const [attributes, setAttributes] = useState<readonly AttributeRow[]>([]);
  const [insist, setInsist] = useState(false);
  const publish = useAwsMutation("sns", (client, input: PublishCommandInput) => client.send(new PublishCommand(input)));
  const subscribers = subscriptions.data?.filter(({ TopicArn }) => TopicArn === arn).length;
  const good = bodyProblem(body) === undefined && subjectProblem(subject) === undefined && attributesAreGood(attributes);
  const submit = () => {
    if (!good) return setInsist(true);
    publish.mutate({ TopicArn: arn, Message: body, ...(subject === "" ? {} : { Subject: subject }), ...(attributes.length === 0 ? {} : { MessageAttributes: attributesOf(attributes) }) }, {
      onSuccess: ({ MessageId }) => {
        setInsist(false);
        setBody("");
        if (subscribers === 0) flash.warning(`Published the message ${MessageId} to ${topic}. Nobody is subscribed, so nobody got it.`);
        else flash.success(`Published the message ${MessageId} to ${topic}${subscribers === undefined ? "" : `: ${subscribers === 1 ? "1 subscription gets" : `${subscribers} subscriptions get`} it`}.`);
      },
    });
  };
  return (
    <ExpandableSection variant="container" headerText="Publish a message">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SpaceBetween size="m">
          <FormField label={<>Subject <i>- optional</i></>} constraintText="At most 100 characters." errorText={subjectProblem(subject)}>
            <Input value={subject} onChange={({ detail }) => setSubject(detail.value)} />
          </FormField>
          <FormField label="Message body" constraintText="1 character to 256 KB." errorText={insist || body !== "" ? bodyProblem(body) : undefined}>
            <Textarea rows={4} value={body} onChange={({ detail }) => setBody(detail.value)} spellcheck={false} />
          </FormField>
          <AttributeRows rows={attributes} insist={insist} onChange={setAttributes} />
          {subscribers === 0 && <Alert type="warning">Nobody is subscribed to {topic}: what is published is gone.</Alert>}
          {publish.error && <Alert type="error"><ApiErrorText error={publish.error} /></Alert>}
          <Button loading={publish.isPending}>Publish message</Button>
        </SpaceBetween>
      </form>
    </ExpandableSection>
  );
}
