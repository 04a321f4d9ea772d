import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRef, useState } from "react";
import { functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { shortcutLabel, useShortcut } from "../shared/shortcuts.ts";
import { RunningTestPanel } from "../shared/testing/running-test.tsx";
import { useGuardedTest } from "../shared/testing/use-guarded-test.tsx";
import { EventForm } from "./event-form.tsx";
import { ResultPanel } from "./result-panel.tsx";
import { RunHistory } from "./run-history.tsx";
import { findJsonProblem } from "./json-problem.ts";
import { useEventEditor } from "./use-event-editor.ts";
import "./test.css";

/** The Test tab of `$LATEST`, a version or an alias: an event, one invocation, and what came of it. */
export function TestTab({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const frame = useRef<HTMLDivElement>(null);
  const editor = useEventEditor(name);
  const { runner, deploy, copy, test, dialog } = useGuardedTest(name, qualifier, () => frame.current?.querySelector(".test-result")?.scrollIntoView({ block: "nearest" }));
  const undeployed = qualifier.kind === "latest" && (copy?.changes.length ?? 0) > 0;
  const [asynchronous, setAsynchronous] = useState(false);
  const runTest = () => {
    if (findJsonProblem(editor.body)) editor.showProblem();
    else test({ name: editor.unsaved ? undefined : editor.savedName, body: editor.body, asynchronous });
  };
  useShortcut("test", frame, runTest);
  const [latest, ...older] = runner.runs;
  return (
    <div ref={frame}>
      <SpaceBetween size="l">
        {undeployed && (
          <Alert
            type="warning"
            header="Undeployed changes"
            action={
              <SpaceBetween direction="horizontal" size="xs">
                <Button href={href(functionRoute(name, { tab: "code" }))}>Open the editor</Button>
                <Button loading={deploy.deploying} onClick={() => copy && void deploy.deployChanges(copy)}>Deploy</Button>
              </SpaceBetween>
            }
          >
            The editor holds changes that are not deployed. A test runs the deployed code, which is older.
          </Alert>
        )}
        {runner.running && (
          <Container>
            <RunningTestPanel running={runner.running} onCancel={runner.cancel} />
          </Container>
        )}
        {!runner.running && latest && (
          <div className="test-result">
            <ResultPanel key={latest.id} run={latest} name={name} qualifier={qualifier} announce />
          </div>
        )}
        <EventForm name={name} qualifier={qualifier} editor={editor} busy={runner.running !== undefined || deploy.deploying} asynchronous={asynchronous} onAsynchronous={setAsynchronous} testKey={shortcutLabel("test")} onTest={runTest} />
        {older.length > 0 && <RunHistory runs={older} name={name} qualifier={qualifier} onForget={runner.forget} />}
      </SpaceBetween>
      {dialog}
    </div>
  );
}
