import { PutFunctionRecursionConfigCommand, type RecursiveLoop } from "@aws-sdk/client-lambda";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useState } from "react";
import { useAwsMutation } from "../aws/operations.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";
import { Loading } from "../shared/loading.tsx";
import { useRecursiveLoop } from "./queries.ts";

/** Whether a chain of calls that comes back to the function again and again is stopped. */
export function RecursionPanel({ name }: { name: string }) {
  const answer = useRecursiveLoop(name);
  const [asking, setAsking] = useState(false);
  const put = useAwsMutation("lambda", (client, loop: RecursiveLoop) => client.send(new PutFunctionRecursionConfigCommand({ FunctionName: name, RecursiveLoop: loop })));
  const change = (loop: RecursiveLoop) =>
    put.mutate(loop, {
      onSuccess: () => (flash.success(`Successfully updated the function ${name}.`), setAsking(false)),
      onError: (error) => loop === "Terminate" && void flash.failure(`Recursive loop detection of ${name} could not be changed`, error),
    });
  const stops = answer.data === "Terminate";
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Lambda counts how often an event has come back through SQS, SNS, S3 or Lambda itself, and stops it at about 16 rounds."
          actions={answer.data && <Button loading={put.isPending && !asking} onClick={() => (stops ? setAsking(true) : change("Terminate"))}>{stops ? "Allow recursive loops" : "Use default (recommended)"}</Button>}
        >
          Recursive loop detection
        </Header>
      }
    >
      <div>
        {answer.isPending ? (
          <Loading what="recursive loop detection" />
        ) : answer.isError ? (
          <ApiErrorAlert header="Recursive loop detection could not be read" error={answer.error} onRetry={() => void answer.refetch()} />
        ) : stops ? (
          "Terminate recursive loops (default): the next round is not run, and its event goes to the dead-letter queue or on-failure destination."
        ) : (
          <Alert type="warning">Recursive loops are allowed: nothing stops an event that comes back again and again.</Alert>
        )}
      </div>
      <Confirmation visible={asking} header="Allow recursive loops?" confirmLabel="Allow recursive loops" busy={put.isPending} error={put.error} onConfirm={() => change("Allow")} onDismiss={() => (put.reset(), setAsking(false))}>
        An event that your code sends back to itself is then run without end. At AWS that can cost a great deal before somebody sees it.
      </Confirmation>
    </Container>
  );
}
