import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Settings } from "#services/settings.ts";
import { useCloud } from "../aws/cloud-context.tsx";
import { ApiErrorAlert, ApiErrorText, type ErrorLike } from "../shared/api-error.tsx";
import { flash } from "../shared/flash.tsx";
import { useLeaveGuard } from "../shared/leave-guard.tsx";
import { Loading } from "../shared/loading.tsx";
import { fieldProblem, fieldTexts, fieldValue, SETTING_FIELDS } from "./setting-fields.ts";
import { changeSettings, readSettings, SETTINGS_KEY } from "./simulator-api.ts";

/** The simulator's own dials: loaded, changed and kept together. */
export function SimulatorSettings() {
  const { cloud } = useCloud();
  const queries = useQueryClient();
  const answer = useQuery({ queryKey: SETTINGS_KEY, queryFn: () => readSettings(cloud), staleTime: 0 });
  // About as tall as the form, so that nothing below it jumps.
  if (answer.isPending) return <div style={{ minBlockSize: 650 }}><Loading what="the simulator's settings" /></div>;
  if (answer.isError) return <ApiErrorAlert header="The simulator's settings could not be loaded" error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <SettingsForm
      // What was saved is where the form starts again; the account's concurrency has a form of its own.
      key={JSON.stringify({ ...answer.data, accountConcurrency: undefined })}
      settings={answer.data}
      save={async (change) => {
        queries.setQueryData(SETTINGS_KEY, await changeSettings(cloud, change));
        flash.success("Successfully updated the settings of the simulator.");
      }}
    />
  );
}

function SettingsForm({ settings, save }: { settings: Settings; save: (change: Partial<Settings>) => Promise<void> }) {
  const start = fieldTexts(settings);
  const [texts, setTexts] = useState(start);
  const [network, setNetwork] = useState(settings.handlerNetwork);
  const [state, setState] = useState<{ readonly saving: boolean; readonly error?: ErrorLike }>({ saving: false });
  const changed = SETTING_FIELDS.filter(({ id }) => texts[id] !== start[id]);
  const valid = SETTING_FIELDS.every((field) => fieldProblem(field, texts[field.id]) === undefined);
  const dirty = changed.length > 0 || network !== settings.handlerNetwork;
  const guard = useLeaveGuard(dirty);

  const submit = async () => {
    setState({ saving: true });
    const change: Partial<Settings> = Object.fromEntries(changed.map((field) => [field.id, fieldValue(field, texts[field.id])]));
    try {
      await save({ ...change, ...(network === settings.handlerNetwork ? {} : { handlerNetwork: network }) });
      setState({ saving: false });
    } catch (error) {
      setState({ saving: false, error: error as Error });
    }
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (valid && dirty && !state.saving) void submit();
      }}
    >
      <Container
        header={<Header variant="h2" description="Dials that AWS does not have, for all Regions of the account in this browser.">Simulator</Header>}
        footer={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="primary" disabled={!dirty || !valid} loading={state.saving}>Save settings</Button>
            <Button formAction="none" disabled={!dirty} onClick={() => (setTexts(start), setNetwork(settings.handlerNetwork))}>Undo changes</Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {SETTING_FIELDS.map((field) => (
            <FormField key={field.id} label={field.label} description={field.description} errorText={fieldProblem(field, texts[field.id])}>
              <Input type="number" inputMode="numeric" value={texts[field.id]} onChange={({ detail }) => setTexts((old) => ({ ...old, [field.id]: detail.value }))} />
            </FormField>
          ))}
          <Toggle
            checked={network}
            onChange={({ detail }) => setNetwork(detail.checked)}
            description="Lets the code of functions call fetch. Off, no byte leaves the execution environment."
          >
            Network for handlers
          </Toggle>
          {network && (
            <Alert type="warning" header="Code that you run can then send data anywhere">
              Whatever a function reads, its event and its environment variables included, it can send to any server that allows requests from
              web pages. It is still locked out of this page, its storage and other functions. Turn it on only for code that you trust.
            </Alert>
          )}
          {state.error && <Alert type="error"><ApiErrorText error={state.error} /></Alert>}
        </SpaceBetween>
      </Container>
      {guard.dialog}
    </form>
  );
}
