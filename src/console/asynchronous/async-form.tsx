import { UpdateFunctionConfigurationCommand, type FunctionConfiguration } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRef, useState } from "react";
import { useAwsMutation } from "../aws/operations.ts";
import { ArnLink } from "../shared/arn-link.tsx";
import { EditForm } from "../shared/edit-form.tsx";
import { ResourceField } from "../shared/resources/resource-field.tsx";
import type { PageQualifier } from "../shared/routes.ts";
import { ageFields, ageProblem, ageSeconds, RETRY_ATTEMPTS } from "./event-age.ts";
import { usePutAsyncSettings, type AsyncSettings } from "./event-invoke-config.ts";

const SERVICES = [
  { value: "none", label: "None" },
  { value: "queue", label: "Amazon SQS" },
  { value: "topic", label: "Amazon SNS" },
] as const;
/** Room for the digits of an hour, so that the three stand on one line. */
const NUMBER = { inlineSize: 96 };
type DeadLetterService = (typeof SERVICES)[number]["value"];

interface AsyncFormProps {
  readonly name: string;
  readonly qualifier: PageQualifier;
  readonly title: string;
  readonly settings: AsyncSettings;
  readonly configuration: FunctionConfiguration;
}

/** Maximum age, retry attempts, dead-letter queue. The last is the function's own and frozen in published versions. */
export function AsyncForm({ name, qualifier, title, settings, configuration }: AsyncFormProps) {
  const startArn = configuration.DeadLetterConfig?.TargetArn ?? "";
  const start = { ...ageFields(settings.maximumEventAge), retries: String(settings.retryAttempts), service: serviceOf(startArn), arn: startArn };
  const [fields, setFields] = useState(start);
  const [insist, setInsist] = useState(false);
  const set = (change: Partial<typeof fields>) => setFields((old) => ({ ...old, ...change }));
  const put = usePutAsyncSettings(name, qualifier);
  const update = useAwsMutation("lambda", (client, TargetArn: string) => client.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, DeadLetterConfig: { TargetArn } })));
  const hoursInput = useRef<InputProps.Ref>(null);

  const ownDlq = qualifier.kind === "latest";
  const arn = fields.service === "none" ? "" : fields.arn;
  const problems = {
    age: ageProblem(fields),
    target: fields.service !== "none" && arn === "" ? `Choose a ${fields.service}, or create one.` : undefined,
  };
  const policyChanged = (["hours", "minutes", "seconds", "retries"] as const).some((field) => fields[field] !== start[field]);
  const dlqChanged = ownDlq && arn !== startArn;

  return (
    <EditForm
      name={name}
      title={title}
      subtab="async"
      qualifier={qualifier}
      dirty={policyChanged || dlqChanged || fields.service !== start.service}
      valid={problems.age === undefined && problems.target === undefined}
      onInvalid={() => {
        setInsist(true);
        if (problems.age) hoursInput.current?.focus();
      }}
      save={async () => {
        if (dlqChanged) await update.mutateAsync(arn);
        if (policyChanged) await put.save({ ...settings, maximumEventAge: ageSeconds(fields) ?? settings.maximumEventAge, retryAttempts: Number(fields.retries) });
      }}
    >
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">Retry behaviour</Header>}>
          <SpaceBetween size="l">
            <FormField label="Maximum age of event" description="How long Lambda keeps an event in its queue." constraintText="1 minute to 6 hours in all. Minutes and seconds may go beyond 59: 0 h 90 min are 1 h 30 min." errorText={problems.age}>
              <SpaceBetween direction="horizontal" size="xs" alignItems="center">
                <div style={NUMBER}><Input ref={hoursInput} ariaLabel="Maximum age, hours" type="number" inputMode="numeric" value={fields.hours} onChange={({ detail }) => set({ hours: detail.value })} /></div>
                <Box>h</Box>
                <div style={NUMBER}><Input ariaLabel="Maximum age, minutes" type="number" inputMode="numeric" value={fields.minutes} onChange={({ detail }) => set({ minutes: detail.value })} /></div>
                <Box>min</Box>
                <div style={NUMBER}><Input ariaLabel="Maximum age, seconds" type="number" inputMode="numeric" value={fields.seconds} onChange={({ detail }) => set({ seconds: detail.value })} /></div>
                <Box>sec</Box>
              </SpaceBetween>
            </FormField>
            <FormField label="Retry attempts" description="How often an event is tried again after the function failed. Throttled attempts do not count.">
              <Select
                selectedOption={{ value: fields.retries, label: fields.retries }}
                options={Array.from({ length: RETRY_ATTEMPTS.max + 1 }, (_, count) => ({ value: String(count), label: String(count) }))}
                onChange={({ detail }) => detail.selectedOption.value !== undefined && set({ retries: detail.selectedOption.value })}
              />
            </FormField>
          </SpaceBetween>
        </Container>
        <Container header={<Header variant="h2" description="Gets the event, as it came, when all attempts failed or the event grew too old. AWS recommends a destination on failure today: its record also says why.">Dead-letter queue</Header>}>
          {ownDlq ? (
            <SpaceBetween size="l">
              <FormField label="Dead-letter queue service">
                <Select
                  selectedOption={SERVICES.find(({ value }) => value === fields.service) ?? SERVICES[0]}
                  options={SERVICES}
                  onChange={({ detail }) => set({ service: detail.selectedOption.value as DeadLetterService, arn: detail.selectedOption.value === start.service ? startArn : "" })}
                />
              </FormField>
              {fields.service !== "none" && (
                <ResourceField
                  kind={fields.service}
                  label={fields.service === "queue" ? "Queue" : "Topic"}
                  description={fields.service === "queue" ? "A standard queue: FIFO queues are refused." : "A standard topic. Subscribe a queue to it on the topic's page, or what it gets is gone."}
                  arn={arn}
                  errorText={insist ? problems.target : undefined}
                  onChange={(chosen) => set({ arn: chosen })}
                />
              )}
              <Box color="text-body-secondary">At AWS the execution role also needs <code>sqs:SendMessage</code> or <code>sns:Publish</code>. There is no IAM here, so nothing is refused for want of it.</Box>
            </SpaceBetween>
          ) : (
            <Alert type="info">
              The dead-letter queue belongs to the function's configuration. {startArn === "" ? "This one has none" : <>This one has <ArnLink arn={startArn} /></>}; it is changed on <code>$LATEST</code> and frozen in each version that is published.
            </Alert>
          )}
        </Container>
      </SpaceBetween>
    </EditForm>
  );
}

function serviceOf(arn: string): DeadLetterService {
  if (arn === "") return "none";
  return arn.split(":")[2] === "sns" ? "topic" : "queue";
}
