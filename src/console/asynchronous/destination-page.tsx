import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { arnName } from "../shared/arn-names.ts";
import { EditForm } from "../shared/edit-form.tsx";
import { Loading } from "../shared/loading.tsx";
import { Page } from "../shared/page.tsx";
import { ResourceField, type TargetKind } from "../shared/resources/resource-field.tsx";
import { functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { conditionLabel, type Condition } from "./conditions.ts";
import { useAsyncSettings, usePutAsyncSettings, type AsyncSettings } from "./event-invoke-config.ts";

const TITLE = "Add destination";
const TYPES: readonly { readonly value: TargetKind; readonly label: string; readonly failureOnly?: boolean }[] = [
  { value: "queue", label: "SQS queue" },
  { value: "topic", label: "SNS topic" },
  { value: "function", label: "Lambda function" },
  { value: "bus", label: "EventBridge event bus" },
  { value: "bucket", label: "S3 bucket", failureOnly: true },
];

/** The page *Add destination*. */
export function DestinationPage({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const settings = useAsyncSettings(name, qualifier);
  return (
    <Page
      title={`${TITLE} | ${name}`}
      contentType="form"
      breadcrumbs={[
        { text: name, href: href(functionRoute(name, { qualifier, tab: "configure", subtab: "destinations" })) },
        { text: TITLE, href: href({ page: "edit-function", name, form: "destination", qualifier }) },
      ]}
      help={{
        title: "Destinations",
        body: (
          <>
            <p>When the life of an asynchronous event ends, its destination gets a record in JSON: the event, the function's answer, how often it was tried, and why the trying ended.</p>
            <p>A function, a queue, a topic or an event bus can be a destination; a bucket can be one for failures. What a bus gets goes on to the targets of the rules that match it: rules are made by the API (<code>aws events put-rule</code>).</p>
          </>
        ),
      }}
    >
      {settings.data ? (
        <DestinationForm name={name} qualifier={qualifier} settings={settings.data} />
      ) : settings.isError ? (
        <ApiErrorAlert header={`The destinations of ${name} could not be loaded`} error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <Loading what="destinations" />
      )}
    </Page>
  );
}

function DestinationForm({ name, qualifier, settings }: { name: string; qualifier: PageQualifier; settings: AsyncSettings }) {
  const [condition, setCondition] = useState<Condition>("onFailure");
  const [type, setType] = useState<TargetKind>("queue");
  const [arn, setArn] = useState("");
  const [insist, setInsist] = useState(false);
  const put = usePutAsyncSettings(name, qualifier);
  const replaced = settings[condition];
  const types = TYPES.filter(({ failureOnly }) => condition === "onFailure" || !failureOnly);
  const choose = (next: TargetKind) => {
    setType(next);
    setArn("");
  };
  return (
    <EditForm
      name={name}
      title={TITLE}
      subtab="destinations"
      qualifier={qualifier}
      success={`Records ${conditionLabel(condition).toLowerCase()} of ${name} now go to ${arnName(arn).name}.`}
      dirty={arn !== ""}
      valid={arn !== ""}
      onInvalid={() => setInsist(true)}
      save={() => put.save({ ...settings, [condition]: arn })}
    >
      <Container>
        <SpaceBetween size="l">
          <FormField label="Source">
            <RadioGroup
              ariaLabel="Source"
              value="asynchronous"
              items={[
                { value: "asynchronous", label: "Asynchronous invocation" },
                { value: "stream", label: "Stream invocation", disabled: true, description: "For streams such as Kinesis and DynamoDB, which this simulator does not have." },
              ]}
            />
          </FormField>
          <FormField label="Condition">
            <RadioGroup
              ariaLabel="Condition"
              value={condition}
              onChange={({ detail }) => {
                const next = detail.value as Condition;
                setCondition(next);
                if (next === "onSuccess" && type === "bucket") choose("queue");
              }}
              items={[
                { value: "onFailure", label: "On failure", description: "When all attempts failed, the event grew too old, or reserved concurrency is 0." },
                { value: "onSuccess", label: "On success", description: "When an attempt succeeded." },
              ]}
            />
          </FormField>
          <FormField label="Destination type">
            <Select
              selectedOption={types.find(({ value }) => value === type) ?? null}
              options={types.map(({ value, label }) => ({ value, label }))}
              onChange={({ detail }) => choose(detail.selectedOption.value as TargetKind)}
            />
          </FormField>
          <ResourceField
            key={type}
            kind={type}
            label="Destination"
            arn={arn}
            {...(type === "function" ? { except: name, description: "A function cannot be a destination for itself." } : {})}
            errorText={insist && arn === "" ? "Choose a destination." : undefined}
            onChange={setArn}
          />
          {replaced !== "" && <Alert type="warning">There is one destination a condition: {arnName(replaced).name} will be replaced.</Alert>}
        </SpaceBetween>
      </Container>
    </EditForm>
  );
}
