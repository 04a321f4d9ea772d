import { CreateAliasCommand, UpdateAliasCommand, type AliasConfiguration, type FunctionConfiguration } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRef, useState, type FormEvent } from "react";
import { ACCOUNT_ID, useCloud } from "../aws/cloud-context.tsx";
import { useAliases } from "../aws/lambda-queries.ts";
import { useAwsMutation } from "../aws/operations.ts";
import { percent, splitOf, splitSentence } from "../shared/alias-split.ts";
import { ApiErrorText } from "../shared/api-error.tsx";
import { flash } from "../shared/flash.tsx";
import { useLeaveGuard } from "../shared/leave-guard.tsx";
import { navigate } from "../shared/navigation.ts";
import { functionRoute, href } from "../shared/routes.ts";
import { aliasInput, problemsOf, type AliasFields, type Problems } from "./alias-rules.ts";
import { ProblemText } from "./problem-text.tsx";
import { publishedOptions, versionOptions } from "./version-options.ts";
import { WeightedAliasFields } from "./weighted-alias-fields.tsx";

interface AliasFormProps {
  readonly name: string;
  readonly versions: readonly FunctionConfiguration[];
  readonly startVersion?: string;
  /** Edit: the alias as it was when the form was opened. Its revision guards the save. */
  readonly opened?: AliasConfiguration;
  /** Edit: somebody saved the alias since. */
  readonly changedElsewhere?: boolean;
  readonly onReload?: () => void;
}

/** The form of an alias. Rules show while typing, with AWS's own text; what AWS would refuse may still be sent to see it refuse. */
export function AliasForm({ name, versions, startVersion = "", opened, changedElsewhere = false, onReload }: AliasFormProps) {
  const { region } = useCloud();
  const others = useAliases(name).data ?? [];
  const [start] = useState(() => fieldsOf(opened, startVersion));
  const [fields, setFields] = useState(start);
  const [checked, setChecked] = useState(false);
  const nameInput = useRef<InputProps.Ref>(null);
  const change = (part: Partial<AliasFields>) => setFields((before) => ({ ...before, ...part }));

  const save = useAwsMutation("lambda", (client, input: AliasFields) =>
    opened
      ? client.send(new UpdateAliasCommand({ FunctionName: name, Name: input.name, RevisionId: opened.RevisionId, ...aliasInput(input) }))
      : client.send(new CreateAliasCommand({ FunctionName: name, Name: input.name, ...aliasInput(input) })),
  );
  const guard = useLeaveGuard(!save.isSuccess && JSON.stringify(fields) !== JSON.stringify(start));
  const problems = problemsOf(fields, name, versions, { accountId: ACCOUNT_ID, region });
  const shown = checked ? problems : onlyTyped(problems, fields);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (problems.name && !problems.name.aws) return nameInput.current?.focus();
    // What AWS has an answer for is sent: the API has the last word. What cannot even be sent stays here.
    if (Object.values(problems).some((problem) => problem.aws === undefined) || save.isPending) return;
    save.mutate(fields, {
      onSuccess: (alias) => {
        flash.success(`Successfully ${opened ? "updated" : "created"} the alias ${fields.name} of the function ${name}. ${splitSentence(splitOf(alias))}`);
        guard.release();
        navigate(functionRoute(name, { qualifier: { kind: "alias", value: fields.name }, tab: "aliases" }));
      },
    });
  };
  // One button to reload at a time: beside the refusal, once the API has refused.
  const stale = changedElsewhere && save.isIdle;
  const reload = <Button formAction="none" onClick={() => onReload?.()}>Reload the alias</Button>;
  const back = opened ? functionRoute(name, { qualifier: { kind: "alias", value: fields.name }, tab: "aliases" }) : functionRoute(name, { tab: "aliases" });

  return (
    <form onSubmit={submit} noValidate>
      <Form
        header={<Header variant="h1" description="A name for a version, with an ARN of its own.">{opened ? `Edit alias ${fields.name}` : "Create alias"}</Header>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" href={href(back)} formAction="none">Cancel</Button>
            <Button variant="primary" loading={save.isPending}>Save</Button>
          </SpaceBetween>
        }
        errorText={
          save.error && (
            <SpaceBetween size="xs">
              <ApiErrorText error={save.error} />
              {save.error.name === "PreconditionFailedException" && reload}
            </SpaceBetween>
          )
        }
      >
        <SpaceBetween size="l">
          {stale && (
            <Alert type="warning" header="This alias changed since you opened this page" action={reload}>
              Another tab or a terminal saved it. Your form carries the revision that it was opened with, so AWS refuses to overwrite the newer
              one. Reloading shows the alias as it is now and drops what you typed here.
            </Alert>
          )}
          <Container header={<Header variant="h2">Alias configuration</Header>}>
            <SpaceBetween size="l">
              <FormField
                label="Name"
                description={opened ? "A name stays for the life of the alias. For another name, create another alias." : undefined}
                constraintText="Letters, digits, - and _; at most 128; not digits alone. Upper and lower case differ."
                errorText={shown.name && <ProblemText problem={shown.name} />}
              >
                <Input
                  ref={nameInput}
                  value={fields.name}
                  disabled={opened !== undefined}
                  ariaRequired
                  autoFocus={opened === undefined}
                  spellcheck={false}
                  autoComplete={false}
                  placeholder="prod"
                  onChange={({ detail }) => change({ name: detail.value })}
                />
              </FormField>
              <FormField
                label={<>Description <i>- optional</i></>}
                constraintText={`Up to 256 characters; ${fields.description.length} used.`}
                errorText={shown.description && <ProblemText problem={shown.description} />}
              >
                <Input value={fields.description} onChange={({ detail }) => change({ description: detail.value })} />
              </FormField>
              <FormField
                label="Version"
                description="The version that the alias points at. $LATEST is allowed as long as the alias is not weighted."
                errorText={shown.version && <ProblemText problem={shown.version} />}
              >
                <Select
                  selectedOption={fields.version === "" ? null : { value: fields.version, label: fields.version }}
                  options={versionOptions(versions, others, fields.name)}
                  placeholder="Choose a version"
                  filteringType="auto"
                  ariaRequired
                  onChange={({ detail }) => change({ version: detail.selectedOption.value ?? "" })}
                />
              </FormField>
              <WeightedAliasFields fields={fields} problems={shown} options={publishedOptions(versions)} onChange={change} />
            </SpaceBetween>
          </Container>
        </SpaceBetween>
      </Form>
      {guard.dialog}
    </form>
  );
}

function fieldsOf(alias: AliasConfiguration | undefined, startVersion: string): AliasFields {
  if (!alias) return { name: "", description: "", version: startVersion, additional: "", weight: "" };
  const [main, additional] = splitOf(alias);
  return {
    name: alias.Name ?? "",
    description: alias.Description ?? "",
    version: main?.version ?? "",
    additional: additional?.version ?? "",
    weight: additional ? percent(additional.share, 10).slice(0, -1) : "",
  };
}

/** Before the first save, an empty field is not yet wrong. */
function onlyTyped(problems: Problems, fields: AliasFields): Problems {
  return Object.fromEntries(Object.entries(problems).filter(([field]) => fields[field as keyof AliasFields] !== ""));
}
