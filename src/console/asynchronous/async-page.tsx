import { useState } from "react";
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { useFunctionConfiguration } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { Page } from "../shared/page.tsx";
import { apiQualifier, functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { AsyncForm } from "./async-form.tsx";
import { useAsyncSettings, type AsyncSettings } from "./event-invoke-config.ts";

const TITLE = "Edit asynchronous invocation";

/** The page with the form of *Asynchronous invocation*. */
export function AsyncPage({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const settings = useAsyncSettings(name, qualifier);
  const configuration = useFunctionConfiguration(name, apiQualifier(qualifier));
  // What the form starts from. Later answers do not overwrite what is being typed.
  const [start, setStart] = useState<{ settings: AsyncSettings; configuration: FunctionConfiguration }>();
  if (!start && settings.data && configuration.data) setStart({ settings: settings.data, configuration: configuration.data });
  const failure = settings.error ?? configuration.error;
  return (
    <Page
      title={`${TITLE} | ${name}`}
      contentType="form"
      breadcrumbs={[
        { text: name, href: href(functionRoute(name, { qualifier, tab: "configure", subtab: "async" })) },
        { text: TITLE, href: href({ page: "edit-function", name, form: "async", qualifier }) },
      ]}
      help={{
        title: "Asynchronous invocation",
        body: (
          <>
            <p>An event that nobody waits for can be tried again later. The retry attempts count after errors of the function; the maximum age also ends the waiting of throttled events.</p>
            <p>What still failed is lost, unless a dead-letter queue or a destination on failure takes it. A dead-letter queue gets the event as it came; a destination gets a record that also says what happened.</p>
          </>
        ),
      }}
    >
      {start ? (
        <AsyncForm name={name} qualifier={qualifier} title={TITLE} settings={start.settings} configuration={start.configuration} />
      ) : failure ? (
        <ApiErrorAlert header={`The asynchronous settings of ${name} could not be loaded`} error={failure} onRetry={() => void Promise.all([settings.refetch(), configuration.refetch()])} />
      ) : (
        <Loading what={`the asynchronous settings of ${name}`} />
      )}
    </Page>
  );
}
