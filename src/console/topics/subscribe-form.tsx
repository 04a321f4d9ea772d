import type { Subscription } from "@aws-sdk/client-sns";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useScopeMutation } from "../aws/operations.ts";
import { ApiErrorText } from "../shared/api-error.tsx";
import { arnName } from "../shared/arn-names.ts";
import { flash } from "../shared/flash.tsx";
import { ResourceField } from "../shared/resources/resource-field.tsx";
import { subscribe, type SubscriberKind } from "./subscribe.ts";

const PROTOCOLS = [
  { value: "sqs", label: "Amazon SQS", description: "A queue keeps a copy of each message until somebody reads it" },
  { value: "lambda", label: "AWS Lambda", description: "Each message starts a function, asynchronously" },
] as const;

interface SubscribeFormProps {
  readonly topic: string;
  readonly topicArn: string;
  /** The subscriptions that the topic has. */
  readonly known: readonly Subscription[];
  readonly expanded: boolean;
  readonly onExpand: (expanded: boolean) => void;
}

/** Subscribes a queue or a function of this Region, chosen by name. */
export function SubscribeForm({ topic, topicArn, known, expanded, onExpand }: SubscribeFormProps) {
  const [protocol, setProtocol] = useState<SubscriberKind>("sqs");
  const [endpoint, setEndpoint] = useState("");
  const [raw, setRaw] = useState(false);
  const [insist, setInsist] = useState(false);
  const add = useScopeMutation(subscribe);
  const kind = protocol === "sqs" ? "queue" : "function";
  const problem = endpoint === "" ? `Choose a ${kind}${kind === "queue" ? ", or create one" : ""}.` : known.some(({ Endpoint }) => Endpoint === endpoint) ? `${arnName(endpoint).name} is subscribed already.` : undefined;
  const submit = () => {
    if (problem !== undefined) return setInsist(true);
    add.mutate({ topicArn, protocol, endpoint, raw }, {
      onSuccess: () => {
        flash.success(`Subscribed the ${kind} ${arnName(endpoint).name} to ${topic}.`);
        setEndpoint("");
        setRaw(false);
        setInsist(false);
        onExpand(false);
      },
    });
  };
  return (
    <ExpandableSection variant="container" headerText="Create a subscription" expanded={expanded} onChange={({ detail }) => onExpand(detail.expanded)}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SpaceBetween size="m">
          <FormField label="Protocol">
            <Select
              selectedOption={PROTOCOLS.find(({ value }) => value === protocol) ?? PROTOCOLS[0]}
              options={PROTOCOLS}
              onChange={({ detail }) => {
                setProtocol(detail.selectedOption.value as SubscriberKind);
                setEndpoint("");
                setInsist(false);
                add.reset();
              }}
            />
          </FormField>
          {protocol === "sqs" ? (
            <ResourceField
              kind="queue"
              label="Queue"
              description="At AWS its access policy must let the topic send to it. Queues here have none, and take what comes."
              arn={endpoint}
              errorText={(insist || endpoint !== "") ? problem : undefined}
              onChange={setEndpoint}
            />
          ) : (
            <ResourceField
              kind="function"
              label="Function"
              description="Its resource policy gets the statement that lets SNS invoke it. A version or an alias is subscribed on its own page: Configuration, Triggers."
              arn={endpoint}
              errorText={(insist || endpoint !== "") ? problem : undefined}
              onChange={setEndpoint}
            />
          )}
          {protocol === "sqs" && (
            <Checkbox checked={raw} onChange={({ detail }) => setRaw(detail.checked)} description="The queue gets the message as it was published. Otherwise SNS's JSON stands around it, with subject and time.">
              Raw message delivery
            </Checkbox>
          )}
          {add.error && <Alert type="error"><ApiErrorText error={add.error} /></Alert>}
          <Button loading={add.isPending}>Subscribe</Button>
          <Box color="text-body-secondary" fontSize="body-s">A subscription gets what is published after it was made.</Box>
        </SpaceBetween>
      </form>
    </ExpandableSection>
  );
}
