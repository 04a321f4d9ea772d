import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flash } from "../shared/flash.tsx";
import type { PageQualifier } from "../shared/routes.ts";
import { eventNameProblem, MAX_TEST_EVENTS } from "../shared/testing/test-events.ts";
import { DeleteEventDialog } from "./delete-event-dialog.tsx";
import { JsonField } from "./json-field.tsx";
import { findJsonProblem } from "./json-problem.ts";
import { TEMPLATES } from "./templates.ts";
import type { EventEditor } from "./use-event-editor.ts";

interface EventFormProps {
  readonly name: string;
  readonly qualifier: PageQualifier;
  readonly editor: EventEditor;
  readonly busy: boolean;
  /** Whether the event is sent without waiting for its end. */
  readonly asynchronous: boolean;
  readonly onAsynchronous: (asynchronous: boolean) => void;
  readonly testKey: string;
  readonly onTest: () => void;
}

/** The panel *Test event*: choose or write an event, keep it under a name, test with it. */
export function EventForm({ name, qualifier, editor, busy, asynchronous, onAsynchronous, testKey, onTest }: EventFormProps) {
  const { events, mode, savedName } = editor;
  const saved = events.saved ?? [];
  const [template, setTemplate] = useState<string>();
  const [deleting, setDeleting] = useState(false);
  const [saving, setSaving] = useState(false);

  const save = async () => {
    const target = mode === "edit" ? savedName : editor.newName;
    if (target === undefined || findJsonProblem(editor.body) || (mode === "create" && eventNameProblem(target, saved.map((event) => event.name)))) return editor.showProblem();
    setSaving(true);
    try {
      await events.save(target, editor.body);
      flash.success(`The test event ${target} was successfully saved.`);
      editor.setNewName("");
      editor.setMode("edit");
      events.choose({ name: target, body: editor.body });
    } catch (error) {
      flash.failure(`Saving the test event ${target} failed`, error as Error);
    } finally {
      setSaving(false);
    }
  };
  const fillIn = async (id: string) => {
    setTemplate(id);
    const text = await TEMPLATES.find((candidate) => candidate.id === id)?.read();
    if (text !== undefined) editor.setBody(text.trimEnd());
  };

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={asynchronous ? `Hands the event to Lambda's queue for ${target(name, qualifier)}; it runs from there, and again if it fails.` : `Runs ${target(name, qualifier)} once, synchronously, and shows what it answers.`}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {mode === "edit" && <Button disabled={savedName === undefined} onClick={() => setDeleting(true)}>Delete</Button>}
              <Button loading={saving} disabled={mode === "edit" && !editor.unsaved} onClick={() => void save()}>Save</Button>
              <Button variant="primary" disabled={busy} onClick={onTest} ariaLabel={`Test (${testKey})`}>Test</Button>
            </SpaceBetween>
          }
        >
          Test event
        </Header>
      }
      footer={
        <Box color="text-body-secondary" fontSize="body-s">
          Older instructions say <i>Create</i> for the button that is <b>Save</b> today. {events.kept ? "Events are kept in this browser" : "This browser keeps nothing, so events end with this tab"}; at most {MAX_TEST_EVENTS} a function. Test key: {testKey}.
        </Box>
      }
    >
      <SpaceBetween size="m">
        <FormField label="Invocation type">
          <RadioGroup
            ariaLabel="Invocation type"
            value={asynchronous ? "Event" : "RequestResponse"}
            onChange={({ detail }) => onAsynchronous(detail.value === "Event")}
            items={[
              { value: "RequestResponse", label: "Synchronous", description: "Waits for the answer, as the SDK, API Gateway and load balancers do." },
              { value: "Event", label: "Asynchronous", description: "Lambda answers 202 at once, as to S3, SNS and EventBridge. Retries, dead-letter queue and destinations apply." },
            ]}
          />
        </FormField>
        <FormField label="Test event action">
          <RadioGroup
            ariaLabel="Test event action"
            value={mode}
            onChange={({ detail }) => editor.setMode(detail.value as "create" | "edit")}
            items={[
              { value: "create", label: "Create new event" },
              { value: "edit", label: "Edit saved event", disabled: saved.length === 0, description: saved.length === 0 ? "No event is saved yet." : undefined },
            ]}
          />
        </FormField>
        {mode === "create" ? (
          <FormField label="Event name" constraintText="At most 25 characters: letters, digits, dots, hyphens and underscores. Needed to save, not to test." errorText={editor.nameProblem}>
            <Input value={editor.newName} onChange={({ detail }) => editor.setNewName(detail.value)} placeholder="MyEventName" disableBrowserAutocorrect spellcheck={false} />
          </FormField>
        ) : (
          <FormField label="Event name" description={editor.unsaved ? "Changed since it was saved." : undefined}>
            <Select
              selectedOption={savedName === undefined ? null : { value: savedName, label: savedName }}
              options={saved.map((event) => ({ value: event.name, label: event.name }))}
              onChange={({ detail }) => detail.selectedOption.value !== undefined && editor.open(detail.selectedOption.value)}
              placeholder="Choose a saved event"
            />
          </FormField>
        )}
        <FormField label="Event sharing settings">
          <RadioGroup
            ariaLabel="Event sharing settings"
            value="private"
            items={[
              { value: "private", label: "Private", description: "Seen by you alone: it is kept in this browser." },
              { value: "shareable", label: "Shareable", disabled: true, description: "AWS keeps shareable events in an EventBridge schema registry, which this simulator does not have." },
            ]}
          />
        </FormField>
        <FormField label={<>Template <i>- optional</i></>} description="Puts a sample in place of the event below.">
          <Select
            selectedOption={template === undefined ? null : { value: template, label: template }}
            options={TEMPLATES.map(({ id, description }) => ({ value: id, label: id, description }))}
            onChange={({ detail }) => detail.selectedOption.value !== undefined && void fillIn(detail.selectedOption.value)}
            placeholder="Choose a template"
          />
        </FormField>
        <JsonField body={editor.body} onChange={editor.setBody} insist={editor.problemsShown} />
      </SpaceBetween>
      {savedName !== undefined && (
        <DeleteEventDialog
          visible={deleting}
          eventName={savedName}
          onDismiss={() => setDeleting(false)}
          onDelete={() => {
            setDeleting(false);
            void events.remove(savedName).then(
              () => flash.success(`The test event ${savedName} was deleted.`),
              (error: Error) => flash.failure(`Deleting the test event ${savedName} failed`, error),
            );
          }}
        />
      )}
    </Container>
  );
}

function target(name: string, qualifier: PageQualifier): string {
  if (qualifier.kind === "latest") return `$LATEST of ${name}`;
  return qualifier.kind === "version" ? `version ${qualifier.value} of ${name}` : `${name} through its alias ${qualifier.value}`;
}
