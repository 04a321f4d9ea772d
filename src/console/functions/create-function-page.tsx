import { CreateFunctionCommand, type CreateFunctionCommandInput } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRef, useState, type FormEvent } from "react";
import { familyOf } from "#services/lambda/configuration/runtimes.ts";
import { ACCOUNT_ID } from "../aws/cloud-context.tsx";
import { useFunctions } from "../aws/lambda-queries.ts";
import { useAwsMutation } from "../aws/operations.ts";
import { ApiErrorText } from "../shared/api-error.tsx";
import { flash } from "../shared/flash.tsx";
import { useLeaveGuard } from "../shared/leave-guard.tsx";
import { navigate } from "../shared/navigation.ts";
import { Page } from "../shared/page.tsx";
import { DEFAULT_RUNTIME, RuntimeSelect } from "../shared/runtime-select.tsx";
import { functionRoute, href } from "../shared/routes.ts";
import { executionRoleArn } from "../shared/execution-role.ts";
import { functionNameProblem } from "./function-name-rule.ts";
import { starterCode, starterZip } from "./starter-code.ts";

type Architecture = "x86_64" | "arm64";

/** Create function > Author from scratch. */
export function CreateFunctionPage() {
  const [name, setName] = useState("");
  const [runtime, setRuntime] = useState(DEFAULT_RUNTIME);
  const [architecture, setArchitecture] = useState<Architecture>("x86_64");
  const [checked, setChecked] = useState(false);
  const taken = new Set(useFunctions().data?.map(({ FunctionName = "" }) => FunctionName));
  const create = useAwsMutation("lambda", (client, input: CreateFunctionCommandInput) => client.send(new CreateFunctionCommand(input)));
  const nameInput = useRef<InputProps.Ref>(null);
  const guard = useLeaveGuard(name !== "" && !create.isSuccess);
  const problem = create.isPending || create.isSuccess ? undefined : functionNameProblem(name, taken);
  const nameError = checked || name !== "" ? problem : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (problem !== undefined) return nameInput.current?.focus();
    const family = familyOf(runtime);
    if (family === null || create.isPending) return;
    const starter = starterCode(family);
    create.mutate(
      {
        FunctionName: name,
        Runtime: runtime as NonNullable<CreateFunctionCommandInput["Runtime"]>,
        Handler: starter.handler,
        Role: executionRoleArn(ACCOUNT_ID, name, Math.random),
        Architectures: [architecture],
        Code: { ZipFile: starterZip(starter) },
      },
      {
        onSuccess: () => {
          flash.success(
            `Successfully created the function ${name}. You can now change its code and configuration. To invoke your function with a test event, choose "Test".`,
          );
          guard.release();
          navigate(functionRoute(name));
        },
      },
    );
  };

  return (
    <Page
      title="Create function"
      contentType="form"
      breadcrumbs={[{ text: "Create function", href: href({ page: "create-function" }) }]}
      help={{
        title: "Author from scratch",
        body: (
          <>
            <p>A new function gets a name, a runtime and a few lines of starter code; everything but the name can be changed later.</p>
            <p>At AWS this page also makes an IAM role that the code acts under. There is no IAM in this simulator: the role is a name of the right form, and grants nothing.</p>
            <p>AWS's page also offers blueprints and container images, and asks whether it shall be an Event function or a Web function. Here it is always an Event function from scratch.</p>
          </>
        ),
      }}
    >
      <form onSubmit={submit} noValidate>
        <Form
          header={<Header variant="h1" description="Author from scratch: start with a simple Hello World example.">Create function</Header>}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" href={href({ page: "functions" })} formAction="none">Cancel</Button>
              <Button variant="primary" loading={create.isPending}>Create function</Button>
            </SpaceBetween>
          }
          errorText={create.error && <ApiErrorText error={create.error} />}
        >
          <SpaceBetween size="l">
            <Container header={<Header variant="h2">Basic information</Header>}>
              <SpaceBetween size="l">
                <FormField
                  label="Function name"
                  description="Enter a name that describes the purpose of your function."
                  constraintText={`Letters, digits, hyphens and underscores; at most 64 characters (${name.length}/64).`}
                  errorText={nameError}
                >
                  <Input ref={nameInput} value={name} ariaRequired autoFocus spellcheck={false} autoComplete={false} placeholder="myFunctionName" onChange={({ detail }) => setName(detail.value)} />
                </FormField>
                <RuntimeSelect value={runtime} onChange={setRuntime} />
                <FormField label="Architecture" description="The instruction set that AWS would run the code on. It is kept and shown; in a browser both run alike.">
                  <RadioGroup
                    value={architecture}
                    onChange={({ detail }) => setArchitecture(detail.value as Architecture)}
                    items={[{ value: "x86_64", label: "x86_64" }, { value: "arm64", label: "arm64" }]}
                  />
                </FormField>
              </SpaceBetween>
            </Container>
            <Container header={<Header variant="h2">Permissions</Header>}>
              <SpaceBetween size="s">
                <Box>
                  Execution role: <Box variant="code">{`arn:aws:iam::${ACCOUNT_ID}:role/service-role/${name || "<function>"}-role-…`}</Box>
                </Box>
                <Alert type="info">
                  AWS creates a role with permission to write logs. The simulator only names one, in AWS's pattern and with eight random
                  characters at its end; no permission is checked, and logs are always written.
                </Alert>
              </SpaceBetween>
            </Container>
          </SpaceBetween>
        </Form>
      </form>
      {guard.dialog}
    </Page>
  );
}
