import { AddPermissionCommand, type AddPermissionCommandInput } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useAwsMutation } from "../aws/operations.ts";
import { EditForm } from "../shared/edit-form.tsx";
import { Page } from "../shared/page.tsx";
import { apiQualifier, functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { SERVICES, sidProblem, sourceArnProblem } from "./policy.ts";
import { useStatements } from "./policy-query.ts";

const TITLE = "Add permissions";
const START = { to: "service", service: SERVICES[0].value as string, principal: "", sid: "", sourceArn: "" };

/** The page *Add permissions*: one statement that lets a service or an account invoke the function. */
export function PermissionPage({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const at = apiQualifier(qualifier);
  const taken = (useStatements(name, qualifier).data ?? []).map(({ sid }) => sid);
  const add = useAwsMutation("lambda", (client, input: AddPermissionCommandInput) => client.send(new AddPermissionCommand(input)));
  const [fields, setFields] = useState(START);
  const [insist, setInsist] = useState(false);
  const set = (change: Partial<typeof fields>) => setFields((old) => ({ ...old, ...change }));
  const toService = fields.to === "service";
  const service = SERVICES.find(({ value }) => value === fields.service) ?? SERVICES[0];
  const problems = {
    principal: toService || fields.principal.trim() !== "" ? undefined : "Write an account's 12 digits, the ARN of a user or role, or *.",
    sid: sidProblem(fields.sid, taken),
    sourceArn: toService ? sourceArnProblem(fields.sourceArn) : undefined,
  };
  return (
    <Page
      title={`${TITLE} | ${name}`}
      contentType="form"
      breadcrumbs={[
        { text: name, href: href(functionRoute(name, { qualifier, tab: "configure", subtab: "permissions" })) },
        { text: TITLE, href: href({ page: "edit-function", name, form: "permission", qualifier }) },
      ]}
      help={{
        title: "Resource-based policy",
        body: (
          <>
            <p>Services such as S3 and SNS invoke a function in their own name. The function's policy says which of them may, best limited to one source: else any bucket of anybody could.</p>
            <p>A version and an alias have policies of their own. A caller that uses an alias needs the permission on the alias.</p>
          </>
        ),
      }}
    >
      <EditForm
        name={name}
        title={TITLE}
        subtab="permissions"
        qualifier={qualifier}
        success={`Added the statement ${fields.sid} to the policy of ${name}.`}
        dirty={JSON.stringify(fields) !== JSON.stringify(START)}
        valid={Object.values(problems).every((problem) => problem === undefined)}
        onInvalid={() => setInsist(true)}
        save={() =>
          add.mutateAsync({
            FunctionName: name,
            Qualifier: at,
            StatementId: fields.sid,
            Action: "lambda:InvokeFunction",
            Principal: toService ? fields.service : fields.principal.trim(),
            ...(toService && fields.sourceArn !== "" ? { SourceArn: fields.sourceArn } : {}),
          })
        }
      >
        <Container header={<Header variant="h2">Policy statement</Header>}>
          <SpaceBetween size="l">
            <FormField label="Who may invoke">
              <RadioGroup
                ariaLabel="Who may invoke"
                value={fields.to}
                onChange={({ detail }) => set({ to: detail.value })}
                items={[
                  { value: "service", label: "AWS service" },
                  { value: "account", label: "AWS account, user or role" },
                ]}
              />
            </FormField>
            {toService ? (
              <>
                <FormField label="Service" description={service.simulated ? undefined : "This service is not simulated: the statement is kept and shown, and nothing comes of it."}>
                  <Select selectedOption={{ value: service.value, label: service.label }} options={SERVICES.map(({ value, label }) => ({ value, label, description: value }))} onChange={({ detail }) => detail.selectedOption.value !== undefined && set({ service: detail.selectedOption.value })} />
                </FormField>
                <FormField label={<>Source ARN <i>- optional</i></>} description="The one bucket, topic or rule that may." errorText={problems.sourceArn}>
                  <Input value={fields.sourceArn} placeholder="arn:aws:s3:::my-bucket" spellcheck={false} onChange={({ detail }) => set({ sourceArn: detail.value })} />
                </FormField>
                {fields.sourceArn === "" && <Alert type="warning">Without a source ARN every source of this service may invoke the function.</Alert>}
              </>
            ) : (
              <FormField label="Principal" description="There is no IAM here: callers of the API are not checked against it." errorText={insist ? problems.principal : undefined}>
                <Input value={fields.principal} placeholder="123456789012" spellcheck={false} onChange={({ detail }) => set({ principal: detail.value })} />
              </FormField>
            )}
            <FormField label="Statement ID" description="A name for this statement." errorText={insist || fields.sid !== "" ? problems.sid : undefined}>
              <Input value={fields.sid} spellcheck={false} onChange={({ detail }) => set({ sid: detail.value })} />
            </FormField>
            <FormField label="Action"><Input value="lambda:InvokeFunction" readOnly /></FormField>
          </SpaceBetween>
        </Container>
      </EditForm>
    </Page>
  );
}
