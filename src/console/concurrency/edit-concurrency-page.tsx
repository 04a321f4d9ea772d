import { DeleteFunctionConcurrencyCommand, PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import LiveRegion from "@cloudscape-design/components/live-region";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRef, useState } from "react";
import { useAwsMutation } from "../aws/operations.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { EditForm } from "../shared/edit-form.tsx";
import { Loading } from "../shared/loading.tsx";
import { Page } from "../shared/page.tsx";
import { functionRoute, href } from "../shared/routes.ts";
import { PoolBar } from "./pool-bar.tsx";
import { poolOf } from "./pool.ts";
import { usePool, useReserved, type Account } from "./queries.ts";
import { reservationOf } from "./reserve-rules.ts";

/** Edit concurrency: unreserved, or a reservation of so many. */
export function EditConcurrencyPage({ name }: { name: string }) {
  const title = "Edit concurrency";
  const reserved = useReserved(name);
  const answer = usePool();
  // What the form starts from. Later answers do not overwrite what is being typed.
  const [start, setStart] = useState<number | null>();
  if (start === undefined && reserved.data !== undefined && !reserved.isFetching) setStart(reserved.data);
  return (
    <Page
      title={`${title} | ${name}`}
      contentType="form"
      breadcrumbs={[
        { text: name, href: href(functionRoute(name)) },
        { text: title, href: href({ page: "edit-function", name, form: "concurrency" }) },
      ]}
      help={{
        title: "Reserved concurrency",
        body: (
          <>
            <p>A reservation is a guarantee and a limit at once: nobody else can use those executions, and the function never runs more than them at a time. It costs nothing, but takes its number out of the account's pool even while the function sleeps.</p>
            <p>Of an account of 1,000 at least 100 stay for functions without a reservation. A reservation of 0 blocks the function. All its versions and aliases count together.</p>
          </>
        ),
      }}
    >
      {reserved.isError ? (
        <ApiErrorAlert header={`The concurrency of ${name} could not be loaded`} error={reserved.error} onRetry={() => void reserved.refetch()} />
      ) : answer.status === "failed" ? (
        <ApiErrorAlert header="The account's concurrency could not be loaded" error={answer.error} onRetry={answer.retry} />
      ) : start === undefined || answer.status === "loading" ? (
        <Loading what={`the concurrency of ${name}`} />
      ) : (
        <ConcurrencyForm name={name} title={title} start={start} account={answer.account} />
      )}
    </Page>
  );
}

function ConcurrencyForm({ name, title, start, account }: { name: string; title: string; start: number | null; account: Account }) {
  const [kind, setKind] = useState<"unreserved" | "reserve">(start === null ? "unreserved" : "reserve");
  const [text, setText] = useState(String(start ?? ""));
  // An empty field is no mistake until it is left or saved.
  const [asked, setAsked] = useState(false);
  const input = useRef<InputProps.Ref>(null);
  const put = useAwsMutation("lambda", (client, reserve: number | null) =>
    reserve === null
      ? client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: name }))
      : client.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: reserve })),
  );

  const now = poolOf({ ...account, environments: [] });
  const provisioned = account.provisioned.get(name) ?? 0;
  const reservation = reservationOf(text, { limit: account.limit, unreserved: now.unreserved, own: account.reserved.get(name), provisioned });
  const reserving = kind === "reserve";
  const problem = reserving && (asked || text !== "") ? reservation.problem : undefined;
  // A bar of what would be: only of a number that could be.
  const wanted = reserving ? (reservation.problem === undefined ? reservation.amount : account.reserved.get(name)) : undefined;
  const others = [...account.reserved].filter(([other]) => other !== name);
  const planned = poolOf({ ...account, reserved: new Map(wanted === undefined ? others : [...others, [name, wanted]]), environments: [] });

  return (
    <EditForm
      name={name}
      title={title}
      subtab="concurrency"
      dirty={kind !== (start === null ? "unreserved" : "reserve") || (reserving && text !== String(start ?? ""))}
      // Too high a number is sent all the same: the API's own refusal is worth seeing.
      valid={!reserving || reservation.amount !== undefined}
      onInvalid={() => (setAsked(true), input.current?.focus())}
      save={() => put.mutateAsync(reserving ? reservation.amount! : null)}
    >
      <Container header={<Header variant="h2">Concurrency</Header>}>
        <SpaceBetween size="l">
          <RadioGroup
            ariaLabel="Concurrency"
            value={kind}
            onChange={({ detail }) => setKind(detail.value as typeof kind)}
            items={[
              { value: "unreserved", label: "Use unreserved account concurrency", description: "The function shares what no other has reserved, up to all of it." },
              { value: "reserve", label: "Reserve concurrency", description: "So many executions are kept for it, and it gets no more than them. 0 blocks it." },
            ]}
          />
          {reserving && (
            <FormField label="Reserved concurrency" constraintText={`A whole number from ${provisioned} to ${reservation.most.toLocaleString("en")}.`} errorText={problem}>
              <Input ref={input} type="number" inputMode="numeric" value={text} onBlur={() => setAsked(true)} onChange={({ detail }) => setText(detail.value)} />
            </FormField>
          )}
          <div>
            <Box variant="awsui-key-label">Unreserved account concurrency</Box>
            <LiveRegion tagName="div">{leftWords(now.unreserved, reserving ? reservation.left : planned.unreserved)}</LiveRegion>
          </div>
          <PoolBar pool={planned} highlighted={name} />
        </SpaceBetween>
      </Container>
    </EditForm>
  );
}

/** `1,000 now, 980 left after this change`; `980` where nothing changes. */
function leftWords(now: number, left: number | undefined): string {
  const count = now.toLocaleString("en");
  if (left === undefined || left === now) return count;
  return left < 0 ? `${count} now; there are not enough for this` : `${count} now, ${left.toLocaleString("en")} left after this change`;
}
