import Alert from "@cloudscape-design/components/alert";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { ResourceField } from "../shared/resources/resource-field.tsx";
import { FilterField } from "./filter-field.tsx";
import { S3_EVENTS, type TriggerFields } from "./trigger-fields.ts";

export interface SourceFieldsProps {
  readonly fields: TriggerFields;
  readonly problems: Partial<Record<keyof TriggerFields, string>>;
  readonly set: (change: Partial<TriggerFields>) => void;
}

/** Bucket, event type, prefix and suffix. */
export function BucketFields({ fields, problems, set }: SourceFieldsProps) {
  return (
    <SpaceBetween size="l">
      <ResourceField kind="bucket" label="Bucket" arn={fields.bucketArn} errorText={problems.bucketArn} onChange={(bucketArn) => set({ bucketArn })} />
      <FormField label="Event types">
        <Select
          selectedOption={S3_EVENTS.find(({ value }) => value === fields.event) ?? S3_EVENTS[0]}
          options={S3_EVENTS}
          onChange={({ detail }) => detail.selectedOption.value !== undefined && set({ event: detail.selectedOption.value })}
        />
      </FormField>
      <FormField label={<>Prefix <i>- optional</i></>} description="Only keys that begin with it.">
        <Input value={fields.prefix} placeholder="uploads/" spellcheck={false} onChange={({ detail }) => set({ prefix: detail.value })} />
      </FormField>
      <FormField label={<>Suffix <i>- optional</i></>} description="Only keys that end with it.">
        <Input value={fields.suffix} placeholder=".jpg" spellcheck={false} onChange={({ detail }) => set({ suffix: detail.value })} />
      </FormField>
      <Alert type="warning" header="Recursive invocation">
        If the function writes into the same bucket, each file it writes starts it again. Lambda stops such a chain after about 16 invocations; better read from one bucket and write to another, or to another prefix.
      </Alert>
    </SpaceBetween>
  );
}

/** Queue and batches. */
export function QueueFields({ fields, problems, set }: SourceFieldsProps) {
  return (
    <SpaceBetween size="l">
      <ResourceField
        kind="queue"
        label="Queue"
        description="Its visibility timeout must not be shorter than the function's timeout; AWS recommends six times as long."
        arn={fields.queueArn}
        errorText={problems.queueArn}
        onChange={(queueArn) => set({ queueArn })}
      />
      <FormField label="Batch size" description="Messages that one invocation gets at most." constraintText="1 to 10,000." errorText={problems.batchSize}>
        <Input type="number" inputMode="numeric" value={fields.batchSize} onChange={({ detail }) => set({ batchSize: detail.value })} />
      </FormField>
      <FormField label="Batch window" description="Seconds to wait for a full batch." constraintText="0 to 300." errorText={problems.windowSeconds}>
        <Input type="number" inputMode="numeric" value={fields.windowSeconds} onChange={({ detail }) => set({ windowSeconds: detail.value })} />
      </FormField>
      <Checkbox checked={fields.reportItems} onChange={({ detail }) => set({ reportItems: detail.checked })} description="The function may return batchItemFailures, and only those messages come back to the queue.">
        Report batch item failures
      </Checkbox>
      <FilterField value={fields.filter} onChange={(filter) => set({ filter })} />
      <Alert type="info">A failed batch comes back when its visibility timeout is over. The function's own dead-letter queue takes none of it: that is the work of the queue's redrive policy.</Alert>
    </SpaceBetween>
  );
}

/** Topic. */
export function TopicFields({ fields, problems, set }: SourceFieldsProps) {
  return <ResourceField kind="topic" label="SNS topic" arn={fields.topicArn} errorText={problems.topicArn} onChange={(topicArn) => set({ topicArn })} />;
}

/** Name and expression. */
export function ScheduleFields({ fields, problems, set }: SourceFieldsProps) {
  return (
    <SpaceBetween size="l">
      <FormField label="Schedule name" errorText={problems.scheduleName}>
        <Input value={fields.scheduleName} spellcheck={false} onChange={({ detail }) => set({ scheduleName: detail.value })} />
      </FormField>
      <FormField
        label="Schedule expression"
        description="rate(5 minutes), cron(0 12 * * ? *) or at(2026-12-24T18:00:00). Times are UTC, on the simulator's clock: fast-forward reaches them sooner."
        errorText={problems.expression}
      >
        <Input value={fields.expression} spellcheck={false} onChange={({ detail }) => set({ expression: detail.value })} />
      </FormField>
      <Alert type="info">AWS's console offers an EventBridge rule at this place; new schedules are made with EventBridge Scheduler today, and so they are here.</Alert>
    </SpaceBetween>
  );
}
