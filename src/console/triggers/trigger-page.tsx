import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { ACCOUNT_ID, useCloud } from "../aws/cloud-context.tsx";
import { useFunctionConfiguration } from "../aws/lambda-queries.ts";
import { useScopeMutation } from "../aws/operations.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { EditForm } from "../shared/edit-form.tsx";
import { Loading } from "../shared/loading.tsx";
import { Page } from "../shared/page.tsx";
import { apiQualifier, functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { useCloudNow } from "../aws/cloud-now.ts";
import { addTrigger, type NewTrigger } from "./change-triggers.ts";
import { LoadBalancerForm } from "./load-balancer-form.tsx";
import { EMPTY_FIELDS, newTrigger, triggerProblems, type TriggerFields } from "./trigger-fields.ts";
import { ApiFields } from "./api-fields.tsx";
import { BucketFields, QueueFields, ScheduleFields, TopicFields } from "./source-fields.tsx";

const TITLE = "Add trigger";
const SOURCES = [
  { value: "api", label: "API Gateway", description: "Requests to an HTTP API or a REST API, synchronously: the client waits" },
  { value: "s3", label: "S3", description: "New and removed objects of a bucket, asynchronously" },
  { value: "sqs", label: "SQS", description: "Messages of a queue, in batches: Lambda polls it" },
  { value: "sns", label: "SNS", description: "Messages of a topic, asynchronously" },
  { value: "schedule", label: "EventBridge Scheduler", description: "A rate, a cron expression or one instant, asynchronously" },
  { value: "alb", label: "Application Load Balancer", description: "HTTP requests, synchronously: what the function returns is the answer" },
] as const;

/** The page *Add trigger*. */
export function TriggerPage({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const configuration = useFunctionConfiguration(name, apiQualifier(qualifier));
  return (
    <Page
      title={`${TITLE} | ${name}`}
      contentType="form"
      breadcrumbs={[
        { text: name, href: href(functionRoute(name, { qualifier, tab: "configure", subtab: "triggers" })) },
        { text: TITLE, href: href({ page: "edit-function", name, form: "trigger", qualifier }) },
      ]}
      help={{
        title: "Triggers",
        body: (
          <>
            <p>A trigger starts the function by itself. Buckets, topics and schedules hand their event to Lambda and go on: retries, the dead-letter queue and destinations apply. A queue is polled by Lambda, which waits for the function and deletes the messages only if it succeeded.</p>
            <p>An API and a load balancer invoke the function synchronously, and their clients wait. A function that fails or is throttled gives them an error of the service&apos;s own: a load balancer answers 502 Bad Gateway.</p>
            <p>A bucket, a topic, an API and a load balancer also need the function's permission; adding the trigger gives it.</p>
          </>
        ),
      }}
    >
      {configuration.data ? (
        <TriggerForm name={name} qualifier={qualifier} arn={configuration.data.FunctionArn ?? ""} />
      ) : configuration.isError ? (
        <ApiErrorAlert header={`${name} could not be loaded`} error={configuration.error} onRetry={() => void configuration.refetch()} />
      ) : (
        <Loading what={name} />
      )}
    </Page>
  );
}

function TriggerForm({ name, qualifier, arn }: { name: string; qualifier: PageQualifier; arn: string }) {
  const { region } = useCloud();
  const now = useCloudNow();
  const add = useScopeMutation((client, trigger: NewTrigger) => addTrigger(client, { name, qualifier: apiQualifier(qualifier), arn, accountId: ACCOUNT_ID, region }, trigger));
  const [fields, setFields] = useState<TriggerFields>(EMPTY_FIELDS);
  const [insist, setInsist] = useState(false);
  const problems = triggerProblems(fields, now());
  const shown = insist ? problems : {};
  const set = (change: Partial<TriggerFields>) => setFields((old) => ({ ...old, ...change }));
  const source = SOURCES.find(({ value }) => value === fields.kind) ?? null;
  return (
    <EditForm
      name={name}
      title={TITLE}
      subtab="triggers"
      qualifier={qualifier}
      saveLabel="Add"
      success={`The trigger was successfully added to function ${name}.`}
      // Good fields are an addition even where nothing was typed over a default.
      dirty={Object.keys(problems).length === 0 || JSON.stringify(fields) !== JSON.stringify({ ...EMPTY_FIELDS, kind: fields.kind })}
      valid={Object.keys(problems).length === 0}
      onInvalid={() => setInsist(true)}
      save={() => add.mutateAsync(newTrigger(fields, name))}
    >
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">Trigger configuration</Header>}>
          <SpaceBetween size="l">
            <FormField label="Source">
              <Select
                selectedOption={source}
                options={SOURCES}
                onChange={({ detail }) => {
                  setInsist(false);
                  set({ kind: detail.selectedOption.value as TriggerFields["kind"] });
                }}
              />
            </FormField>
            {fields.kind === "api" && <ApiFields name={name} fields={fields} problems={shown} set={set} />}
            {fields.kind === "s3" && <BucketFields fields={fields} problems={shown} set={set} />}
            {fields.kind === "sqs" && <QueueFields fields={fields} problems={shown} set={set} />}
            {fields.kind === "sns" && <TopicFields fields={fields} problems={shown} set={set} />}
            {fields.kind === "schedule" && <ScheduleFields fields={fields} problems={shown} set={set} />}
            {fields.kind === "alb" && <LoadBalancerForm fields={fields} problems={shown} set={set} />}
          </SpaceBetween>
        </Container>
        <Alert type="info">
          Not in this list: Kinesis, DynamoDB, Kafka and the other sources of AWS, which are not simulated.
        </Alert>
      </SpaceBetween>
    </EditForm>
  );
}
