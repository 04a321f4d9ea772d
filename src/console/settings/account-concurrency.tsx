import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useCloud } from "../aws/cloud-context.tsx";
import { useConcurrencyQuota } from "../aws/quota-queries.ts";
import { useReservations } from "../aws/reservation-queries.ts";
import { ApiErrorAlert, ApiErrorText, type ErrorLike } from "../shared/api-error.tsx";
import { Confirmation } from "../shared/confirmation.tsx";
import { flash } from "../shared/flash.tsx";
import { Loading } from "../shared/loading.tsx";
import { concurrencyProblem, isPreset, PRESETS, reservationsBeyond } from "./account-presets.ts";
import { changeSettings, readSettings, SETTINGS_KEY } from "./simulator-api.ts";

/** How many executions the account has at once: what AWS gives an old account, a newer one, a new one, or any number. */
export function AccountConcurrency() {
  const { cloud } = useCloud();
  const answer = useQuery({ queryKey: SETTINGS_KEY, queryFn: () => readSettings(cloud), staleTime: 0 });
  return (
    <Container header={<Header variant="h2" description="The quota “Concurrent executions” of every account in every Region. All functions share it.">Concurrency of the account</Header>}>
      {answer.isPending ? (
        <Loading what="the account's concurrency" />
      ) : answer.isError ? (
        <ApiErrorAlert header="The account's concurrency could not be loaded" error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <Choice now={answer.data.accountConcurrency} />
      )}
    </Container>
  );
}

const OTHER = "other";

/** What follows from reservations that leave nothing. */
const AFTERWARDS =
  "Functions without a reservation are throttled (ConcurrentInvocationLimitExceeded); those that have one run, together up to the account's number. To free some, edit a function's reserved concurrency.";

function asksFor(amount: number, reserved: ReadonlyMap<string, number>): string {
  const beyond = reservationsBeyond(amount, reserved);
  return beyond ? `${beyond.total.toLocaleString("en")} are reserved, and the account would have ${amount.toLocaleString("en")}: ${beyond.functions.join(", ")}.` : "";
}

const choiceOf = (amount: number): string => (isPreset(amount) ? String(amount) : OTHER);

function Choice({ now }: { now: number }) {
  const { cloud } = useCloud();
  const queries = useQueryClient();
  const [choice, setChoice] = useState(choiceOf(now));
  const [text, setText] = useState(String(now));
  const [seen, setSeen] = useState(now);
  if (seen !== now) {
    // What was saved, here or elsewhere, is where the form starts again; the focus stays where it is.
    setSeen(now);
    setChoice(choiceOf(now));
    setText(String(now));
  }
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: ErrorLike }>({ busy: false });
  const problem = concurrencyProblem(text);
  // What Service Quotas approved holds for one account in one Region, in place of the number set here.
  const here = useConcurrencyQuota().data ?? now;

  const reserved = useReservations().data ?? new Map<string, number>();
  /** A number that was chosen, and of which the reservations would leave nothing. */
  const [asked, setAsked] = useState<number | null>(null);
  const beyond = reservationsBeyond(here, reserved);

  const choose = (amount: number) => {
    if (reservationsBeyond(amount, reserved) === null) void apply(amount);
    else setAsked(amount);
  };
  const apply = async (accountConcurrency: number) => {
    setState({ busy: true });
    try {
      queries.setQueryData(SETTINGS_KEY, await changeSettings(cloud, { accountConcurrency }));
      // What GetAccountSettings said is out of date, in every Region.
      await queries.invalidateQueries();
      setState({ busy: false });
      setAsked(null);
      flash.success(`Successfully set the account's concurrency to ${accountConcurrency.toLocaleString("en")} in every Region.`);
    } catch (error) {
      setState({ busy: false, error: error as Error });
      setChoice(choiceOf(now));
    }
  };

  return (
    <SpaceBetween size="m">
      <RadioGroup
        ariaLabel="Concurrency of the account"
        value={choice}
        onChange={({ detail }) => {
          setChoice(detail.value);
          if (detail.value !== OTHER) choose(Number(detail.value));
        }}
        items={[
          ...PRESETS.map(({ amount, label, description }) => ({ value: String(amount), label, description })),
          { value: OTHER, label: "Another number", description: "For example after a request for a higher quota." },
        ]}
      />
      {choice === OTHER && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (problem === undefined && !state.busy) choose(Number(text));
          }}
        >
          <FormField label="Concurrent executions of the account" errorText={problem} secondaryControl={<Button loading={state.busy} disabled={problem !== undefined || Number(text) === now}>Set</Button>}>
            <Input type="number" inputMode="numeric" value={text} onChange={({ detail }) => setText(detail.value)} />
          </FormField>
        </form>
      )}
      {here !== now && (
        <Alert
          type="info"
          header={`In this account and Region ${here.toLocaleString("en")} were approved`}
          action={<Button loading={state.busy} onClick={() => void apply(now)}>{`Take it back: ${now.toLocaleString("en")} everywhere`}</Button>}
        >
          A request in Service Quotas raised the quota here, and here alone. A number chosen on this page holds in every Region and takes back what was
          approved anywhere.
        </Alert>
      )}
      {beyond && (
        <Alert type="warning" header="The reservations leave nothing of this account">
          In this Region {beyond.total.toLocaleString("en")} of {here.toLocaleString("en")} are reserved: {beyond.functions.join(", ")}. {AFTERWARDS}
        </Alert>
      )}
      {here <= 100 && (
        <Alert type="info" header="In such an account some steps of lessons fail, and rightly so">
          AWS keeps 100 executions of an account unreserved, or all of them where there are fewer. So with {here} nothing can be reserved and nothing
          provisioned: “Reserve concurrency: 20” is refused with <i>The unreserved account concurrency can't go below {here}.</i> At AWS the quota rises
          with use, or on request in Service Quotas.
        </Alert>
      )}
      <Confirmation
        visible={asked !== null}
        header="Make the account smaller than its reservations?"
        confirmLabel={`Set to ${(asked ?? 0).toLocaleString("en")}`}
        busy={state.busy}
        {...(state.error && { error: state.error })}
        onDismiss={() => {
          setAsked(null);
          setChoice(choiceOf(now));
        }}
        onConfirm={() => asked !== null && void apply(asked)}
      >
        {asked !== null && `In this Region ${asksFor(asked, reserved)} The reservations stay. ${AFTERWARDS}`}
      </Confirmation>
      {state.error && asked === null && <Alert type="error"><ApiErrorText error={state.error} /></Alert>}
    </SpaceBetween>
  );
}
