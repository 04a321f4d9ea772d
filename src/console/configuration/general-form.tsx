import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useRef, useState } from "react";
import { EPHEMERAL_STORAGE_MB, MEMORY_MB } from "#services/lambda/configuration/function-settings.ts";
import { EditForm } from "../shared/edit-form.tsx";
import { useUpdateConfiguration } from "./update-configuration.ts";
import { wholeNumber } from "../shared/whole-number.ts";
import { rangeProblem, timeoutProblem, timeoutSeconds } from "./timeout.ts";

const MAX_DESCRIPTION = 256;

interface GeneralFormProps {
  readonly name: string;
  readonly title: string;
  readonly configuration: FunctionConfiguration;
}

/** Description, memory, ephemeral storage, timeout. */
export function GeneralForm({ name, title, configuration }: GeneralFormProps) {
  const startTimeout = configuration.Timeout ?? 3;
  const start = {
    description: configuration.Description ?? "",
    memory: String(configuration.MemorySize ?? 128),
    storage: String(configuration.EphemeralStorage?.Size ?? 512),
    minutes: String(Math.floor(startTimeout / 60)),
    seconds: String(startTimeout % 60),
  };
  const [fields, setFields] = useState(start);
  const set = (change: Partial<typeof fields>) => setFields((old) => ({ ...old, ...change }));
  const update = useUpdateConfiguration(name, configuration);
  const descriptionInput = useRef<HTMLTextAreaElement>(null);
  const memoryInput = useRef<InputProps.Ref>(null);
  const storageInput = useRef<InputProps.Ref>(null);
  const timeoutInput = useRef<InputProps.Ref>(null);

  const problems = {
    description: fields.description.length > MAX_DESCRIPTION ? `A description takes ${MAX_DESCRIPTION} characters at most; this one has ${fields.description.length}.` : undefined,
    memory: rangeProblem(fields.memory, "Memory", MEMORY_MB),
    storage: rangeProblem(fields.storage, "Ephemeral storage", EPHEMERAL_STORAGE_MB),
    timeout: timeoutProblem(fields.minutes, fields.seconds),
  };
  const wrong = (Object.keys(problems) as (keyof typeof problems)[]).filter((field) => problems[field] !== undefined);

  return (
    <EditForm
      name={name}
      title={title}
      subtab="general"
      dirty={(Object.keys(start) as (keyof typeof start)[]).some((field) => fields[field] !== start[field])}
      valid={wrong.length === 0}
      onInvalid={() => ({ description: descriptionInput, memory: memoryInput, storage: storageInput, timeout: timeoutInput })[wrong[0]!].current?.focus()}
      save={() =>
        update({
          Description: fields.description,
          MemorySize: wholeNumber(fields.memory),
          EphemeralStorage: { Size: wholeNumber(fields.storage) },
          Timeout: timeoutSeconds(fields.minutes, fields.seconds),
        })
      }
    >
      <Container header={<Header variant="h2">Basic settings</Header>}>
        <SpaceBetween size="l">
          <FormField label={<>Description <i>- optional</i></>} constraintText={`At most ${MAX_DESCRIPTION} characters (${fields.description.length}/${MAX_DESCRIPTION}).`} errorText={problems.description}>
            <Textarea ref={descriptionInput} rows={2} value={fields.description} onChange={({ detail }) => set({ description: detail.value })} />
          </FormField>
          <FormField
            label="Memory (MB)"
            description="At AWS the function gets CPU in proportion to it. Here it is kept and reported; the speed is your computer's."
            constraintText={`${MEMORY_MB.min} to ${MEMORY_MB.max} MB.`}
            errorText={problems.memory}
          >
            <Input ref={memoryInput} type="number" inputMode="numeric" value={fields.memory} onChange={({ detail }) => set({ memory: detail.value })} />
          </FormField>
          <FormField
            label="Ephemeral storage (MB)"
            description="The room that the code has in /tmp. It lasts as long as its execution environment."
            constraintText={`${EPHEMERAL_STORAGE_MB.min} to ${EPHEMERAL_STORAGE_MB.max} MB.`}
            errorText={problems.storage}
          >
            <Input ref={storageInput} type="number" inputMode="numeric" value={fields.storage} onChange={({ detail }) => set({ storage: detail.value })} />
          </FormField>
          <FormField label="Timeout" description="An invocation that takes longer is ended." constraintText="1 second to 15 minutes in all. Seconds may go beyond 59: 90 sec are 1 min 30 sec." errorText={problems.timeout}>
            <SpaceBetween direction="horizontal" size="xs" alignItems="center">
              <Input ref={timeoutInput} ariaLabel="Timeout, minutes" type="number" inputMode="numeric" value={fields.minutes} onChange={({ detail }) => set({ minutes: detail.value })} />
              <Box>min</Box>
              <Input ariaLabel="Timeout, seconds" type="number" inputMode="numeric" value={fields.seconds} onChange={({ detail }) => set({ seconds: detail.value })} />
              <Box>sec</Box>
            </SpaceBetween>
          </FormField>
        </SpaceBetween>
      </Container>
    </EditForm>
  );
}
