import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Link from "@cloudscape-design/components/link";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { functionRoute, href } from "../shared/routes.ts";
import { shortcutLabel } from "../shared/shortcuts.ts";
import { UNSAVED_EVENT_NAME, type TestEvents } from "../shared/testing/test-events.ts";
import type { TestRunner } from "../shared/testing/test-runs.ts";
import type { Deploy } from "../shared/working-copy/use-deploy.ts";
import type { WorkingCopy } from "../shared/working-copy/use-working-copy.ts";

interface SidePanelsProps {
  readonly name: string;
  readonly environment: Record<string, string> | undefined;
  readonly copy: WorkingCopy;
  readonly deploy: Deploy;
  readonly runner: TestRunner;
  readonly events: TestEvents;
  readonly onDeploy: () => void;
  readonly onTest: () => void;
  readonly onCompare: () => void;
  readonly onDiscard: () => void;
}

/** The sections below the explorer, as in AWS's editor: DEPLOY, TEST EVENTS, ENVIRONMENT VARIABLES. */
export function SidePanels({ name, environment = {}, copy, deploy, runner, events, onDeploy, onTest, onCompare, onDiscard }: SidePanelsProps) {
  const undeployed = copy.changes.length > 0;
  const variables = Object.keys(environment).toSorted();
  return (
    <>
      <div className="code-side-section">
        <h3>{undeployed ? "DEPLOY [UNDEPLOYED CHANGES]" : "DEPLOY"}</h3>
        <SpaceBetween size="xs">
          {deploy.deploying ? (
            <StatusIndicator type="in-progress">Deploying</StatusIndicator>
          ) : undeployed ? (
            <StatusIndicator type="warning">{copy.changes.length === 1 ? "1 file differs from the deployed code" : `${copy.changes.length} files differ from the deployed code`}</StatusIndicator>
          ) : (
            <StatusIndicator type="success">All changes are deployed</StatusIndicator>
          )}
          <Button fullWidth disabled={!undeployed || copy.stale || deploy.deploying} onClick={onDeploy}>Deploy ({shortcutLabel("deploy")})</Button>
          <Button fullWidth disabled={deploy.deploying || runner.running !== undefined} onClick={onTest}>Test ({shortcutLabel("test")})</Button>
          {undeployed && !events.kept && <StatusIndicator type="warning">This browser keeps nothing: deploy before you close the tab</StatusIndicator>}
          {undeployed && (
            <SpaceBetween direction="horizontal" size="s">
              <Button variant="inline-link" onClick={onCompare}>Compare</Button>
              <Button variant="inline-link" onClick={onDiscard}>Discard changes</Button>
            </SpaceBetween>
          )}
        </SpaceBetween>
      </div>
      <div className="code-side-section">
        <h3>TEST EVENTS</h3>
        <SpaceBetween size="xs">
          {events.saved && events.saved.length > 0 ? (
            <FormField label="Event for Test">
              <Select
                selectedOption={{ value: events.current.name ?? "", label: events.current.name ?? UNSAVED_EVENT_NAME }}
                options={events.saved.map((event) => ({ value: event.name, label: event.name }))}
                onChange={({ detail }) => {
                  const chosen = events.saved?.find((event) => event.name === detail.selectedOption.value);
                  if (chosen) events.choose({ name: chosen.name, body: chosen.body });
                }}
                expandToViewport
              />
            </FormField>
          ) : (
            <Box fontSize="body-s" color="text-body-secondary">None saved: Test sends hello-world.</Box>
          )}
          <Link href={href(functionRoute(name, { tab: "testing" }))} fontSize="body-s">{events.saved && events.saved.length > 0 ? "Edit test events" : "Create new test event"}</Link>
        </SpaceBetween>
      </div>
      <div className="code-side-section">
        <h3>ENVIRONMENT VARIABLES</h3>
        {variables.length > 0 ? (
          <ul className="code-list">
            {variables.map((key) => <li key={key} title={key}>{key}</li>)}
          </ul>
        ) : (
          <Box fontSize="body-s" color="text-body-secondary">None of its own.</Box>
        )}
        <Link href={href({ page: "edit-function", name, form: "envVars" })} fontSize="body-s" ariaLabel="Edit environment variables">Edit</Link>
      </div>
    </>
  );
}
