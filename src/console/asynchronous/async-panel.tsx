import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useFunctionConfiguration } from "../aws/lambda-queries.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { ArnLink } from "../shared/arn-link.tsx";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";
import { Loading } from "../shared/loading.tsx";
import { apiQualifier, functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { ageText } from "./event-age.ts";
import { useAsyncSettings, useResetAsyncSettings } from "./event-invoke-config.ts";
import { MissingAlert } from "./missing-alert.tsx";

/** Configuration > Asynchronous invocation: how long and how often Lambda tries, and where what failed goes. */
export function AsyncPanel({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const settings = useAsyncSettings(name, qualifier);
  const configuration = useFunctionConfiguration(name, apiQualifier(qualifier));
  const reset = useResetAsyncSettings(name, qualifier);
  const [asking, setAsking] = useState(false);
  const failure = settings.error ?? configuration.error;
  if (failure) return <ApiErrorAlert header="The asynchronous settings could not be loaded" error={failure} onRetry={() => void Promise.all([settings.refetch(), configuration.refetch()])} />;
  if (!settings.data || !configuration.data) return <Loading what="asynchronous settings" />;
  const { maximumEventAge, retryAttempts, onSuccess, onFailure, configured } = settings.data;
  const deadLetterQueue = configuration.data.DeadLetterConfig?.TargetArn;
  const edit = href({ page: "edit-function", name, form: "async", qualifier });

  return (
    <SpaceBetween size="l">
      <MissingAlert arns={[deadLetterQueue, onFailure, onSuccess]} />
      <Container
        header={
          <Header
            variant="h2"
            description="For events that nobody waits for: Lambda answers 202, keeps them in a queue of its own, and runs the function from there."
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button disabled={!configured} disabledReason="Nothing is set: AWS's defaults apply." onClick={() => setAsking(true)}>Reset to defaults</Button>
                <Button href={edit} ariaLabel="Edit asynchronous invocation">Edit</Button>
              </SpaceBetween>
            }
          >
            Asynchronous invocation
          </Header>
        }
      >
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Maximum age of event", value: ageText(maximumEventAge) },
            { label: "Retry attempts", value: String(retryAttempts) },
            { label: "Dead-letter queue service", value: deadLetterQueue === undefined ? "None" : <ArnLink arn={deadLetterQueue} /> },
            { label: "Destination on failure", value: onFailure === "" ? "None" : <ArnLink arn={onFailure} /> },
            { label: "Destination on success", value: onSuccess === "" ? "None" : <ArnLink arn={onSuccess} /> },
            { label: "Set for", value: whose(qualifier) },
          ]}
        />
      </Container>
      <Alert type="info" header="What is retried, and for how long">
        <Box variant="p">
          When the function <b>fails</b>, Lambda tries again {retryAttempts === 0 ? "not at all" : retryAttempts === 1 ? "once, after a minute" : "twice: after a minute, then after two more"}.
          When it is <b>throttled</b>, or Lambda itself fails, the event goes back to the queue and is tried after 1 second, 2, 4 … up to every 5 minutes, until it is{" "}
          {ageText(maximumEventAge)} old. Older notes say that throttled events use up the retries: they do not.
        </Box>
        <Box variant="p">
          One exception: with a <b>reserved concurrency of 0</b> nothing is retried. The event goes straight to the dead-letter queue or the destination on failure.
        </Box>
        <Link href={href(functionRoute(name, { qualifier, tab: "monitoring", view: "events" }))}>See each event's attempts and waits</Link>
      </Alert>
      <Confirmation
        visible={asking}
        header="Reset asynchronous settings?"
        confirmLabel="Reset"
        busy={reset.isPending}
        error={reset.error}
        onDismiss={() => setAsking(false)}
        onConfirm={() =>
          reset.mutate(undefined, {
            onSuccess: () => {
              setAsking(false);
              flash.success(`The asynchronous settings of ${name} are AWS's defaults again.`);
            },
          })
        }
      >
        Events are kept for 6 hours and retried twice again{onSuccess || onFailure ? ", and the destinations are taken away" : ""}. The dead-letter queue is part of the function's configuration and stays.
      </Confirmation>
    </SpaceBetween>
  );
}

function whose(qualifier: PageQualifier): string {
  return qualifier.kind === "latest" ? "$LATEST and calls without a qualifier" : `${qualifier.kind === "version" ? "Version" : "Alias"} ${qualifier.value} only`;
}
