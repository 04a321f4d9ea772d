import type { FunctionConfiguration, Runtime } from "@aws-sdk/client-lambda";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRef, useState } from "react";
import { familyOf } from "#services/lambda/configuration/runtimes.ts";
import { DEFAULT_RUNTIME, RuntimeSelect } from "../shared/runtime-select.tsx";
import { EditForm } from "../shared/edit-form.tsx";
import { useUpdateConfiguration } from "./update-configuration.ts";

const MAX_HANDLER = 128;

interface RuntimeFormProps {
  readonly name: string;
  readonly title: string;
  readonly configuration: FunctionConfiguration;
}

/** Runtime and handler. */
export function RuntimeForm({ name, title, configuration }: RuntimeFormProps) {
  const start = { runtime: configuration.Runtime ?? DEFAULT_RUNTIME, handler: configuration.Handler ?? "" };
  const [runtime, setRuntime] = useState<string>(start.runtime);
  const [handler, setHandler] = useState(start.handler);
  const update = useUpdateConfiguration(name, configuration);
  const input = useRef<InputProps.Ref>(null);
  const problem = handlerProblem(handler);
  const changedFamily = familyOf(runtime) !== familyOf(start.runtime);
  return (
    <EditForm
      name={name}
      title={title}
      subtab="general"
      dirty={runtime !== start.runtime || handler !== start.handler}
      valid={problem === undefined}
      onInvalid={() => input.current?.focus()}
      save={() => update({ Runtime: runtime as Runtime, Handler: handler })}
    >
      <Container header={<Header variant="h2">Runtime settings</Header>}>
        <SpaceBetween size="l">
          <RuntimeSelect value={runtime} onChange={setRuntime} />
          <FormField
            label="Handler"
            description="File without its ending, a dot, and the function in it: lambda_function.lambda_handler, index.handler."
            constraintText={`No spaces; at most ${MAX_HANDLER} characters (${handler.length}/${MAX_HANDLER}).`}
            errorText={problem}
            warningText={changedFamily && problem === undefined ? "The code stays as it is. Another language needs other code: deploy it as well, or the next invocation fails." : undefined}
          >
            <Input ref={input} value={handler} spellcheck={false} autoComplete={false} ariaRequired onChange={({ detail }) => setHandler(detail.value)} />
          </FormField>
        </SpaceBetween>
      </Container>
    </EditForm>
  );
}

function handlerProblem(handler: string): string | undefined {
  if (handler === "") return "A function needs a handler.";
  if (/\s/.test(handler)) return "A handler takes no spaces. Remove them.";
  if (handler.length > MAX_HANDLER) return `A handler takes ${MAX_HANDLER} characters at most; this one has ${handler.length}.`;
  return undefined;
}
