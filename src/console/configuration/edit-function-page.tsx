import { useState } from "react";
import type { GetFunctionCommandOutput } from "@aws-sdk/client-lambda";
import { useFunction } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { Page, type Help } from "../shared/page.tsx";
import { functionRoute, href, type EditForm } from "../shared/routes.ts";
import { EnvironmentForm } from "./environment-form.tsx";
import { GeneralForm } from "./general-form.tsx";
import { RuntimeForm } from "./runtime-form.tsx";
import { TagsForm } from "./tags-form.tsx";

/** The forms of this feature; the others bring pages of their own. */
export type ConfigurationForm = Extract<EditForm, "general" | "envVars" | "tags" | "runtime">;

const FORMS: Record<ConfigurationForm, { readonly title: string; readonly help: Help }> = {
  general: {
    title: "Edit basic settings",
    help: {
      title: "Basic settings",
      body: (
        <>
          <p>Memory is also what AWS measures CPU by: more memory, more CPU, and a higher price a millisecond. The timeout ends an invocation that takes too long, whatever it is doing.</p>
          <p>The timeout holds here as it does at AWS. Memory is kept, shown and reported, but the speed is your computer's, whatever the figure.</p>
        </>
      ),
    },
  },
  envVars: {
    title: "Edit environment variables",
    help: {
      title: "Environment variables",
      body: (
        <>
          <p>Pairs of text that the code reads when it runs, so that one code can act differently in dev and prod. All pairs together take 4 KB at most, measured as JSON.</p>
          <p>A change replaces the whole set on <code>$LATEST</code>, and later calls run in new execution environments. Published versions keep what they were published with.</p>
        </>
      ),
    },
  },
  tags: {
    title: "Manage tags",
    help: {
      title: "Tags",
      body: <p>Labels for finding functions and splitting their costs. They belong to the function as a whole, not to a version, and the code does not see them.</p>,
    },
  },
  runtime: {
    title: "Edit runtime settings",
    help: {
      title: "Runtime settings",
      body: (
        <>
          <p>The handler names what Lambda calls: the file without its ending, a dot, and the function in it. <code>lambda_function.lambda_handler</code> is <code>lambda_handler</code> in <code>lambda_function.py</code>.</p>
          <p>Changing either does not touch the code: if the two no longer fit, the next invocation says so.</p>
        </>
      ),
    },
  },
};

/** A page with one edit form of `$LATEST`'s configuration. */
export function EditFunctionPage({ name, form }: { name: string; form: ConfigurationForm }) {
  const answer = useFunction(name);
  // What the form starts from. Later answers do not overwrite what is being typed; a clash is told on saving.
  const [start, setStart] = useState<GetFunctionCommandOutput>();
  if (!start && answer.data) setStart(answer.data);
  const { title, help } = FORMS[form];
  return (
    <Page
      title={`${title} | ${name}`}
      contentType="form"
      breadcrumbs={[
        { text: name, href: href(functionRoute(name)) },
        { text: title, href: href({ page: "edit-function", name, form }) },
      ]}
      help={help}
    >
      {start ? (
        <Form name={name} form={form} title={title} func={start} />
      ) : answer.isError ? (
        <ApiErrorAlert header={`The configuration of ${name} could not be loaded`} error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <Loading what={`the configuration of ${name}`} />
      )}
    </Page>
  );
}

function Form({ name, form, title, func }: { name: string; form: ConfigurationForm; title: string; func: GetFunctionCommandOutput }) {
  const configuration = func.Configuration ?? {};
  switch (form) {
    case "general":
      return <GeneralForm name={name} title={title} configuration={configuration} />;
    case "envVars":
      return <EnvironmentForm name={name} title={title} configuration={configuration} />;
    case "runtime":
      return <RuntimeForm name={name} title={title} configuration={configuration} />;
    case "tags":
      return <TagsForm name={name} title={title} arn={configuration.FunctionArn ?? ""} tags={func.Tags ?? {}} />;
  }
}
