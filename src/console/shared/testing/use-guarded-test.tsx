import { useState, type ReactNode } from "react";
import type { PageQualifier } from "../routes.ts";
import { useDeploy, type Deploy } from "../working-copy/use-deploy.ts";
import { useWorkingCopy, type WorkingCopy } from "../working-copy/use-working-copy.ts";
import { OlderCodeDialog } from "./older-code-dialog.tsx";
import { useTestRunner, type TestRun, type TestRunner } from "./test-runs.ts";
import type { TestEvent } from "./test-events.ts";

export interface GuardedTest {
  readonly runner: TestRunner;
  readonly deploy: Deploy;
  /** The editor's code of `$LATEST`; undefined while it is read, and on the pages of versions and aliases. */
  readonly copy: WorkingCopy | undefined;
  /** Tests, after a question where the editor shows newer code than Lambda would run. */
  readonly test: (event: TestEvent) => void;
  /** To be rendered anywhere on the page. */
  readonly dialog: ReactNode;
}

/** A test of the page that never silently runs older code than the editor shows. `onResult` hears of each result. */
export function useGuardedTest(name: string, qualifier: PageQualifier, onResult?: (run: TestRun) => void): GuardedTest {
  const runner = useTestRunner(name, qualifier);
  const deploy = useDeploy(name);
  const copy = useWorkingCopy(name, qualifier.kind === "latest");
  const [asked, setAsked] = useState<TestEvent>();
  // The dialog closes with an animation: it stays mounted, and the event that was asked about is remembered until then.
  const [asking, setAsking] = useState(false);
  const run = (event: TestEvent) => void runner.start(event).then((result) => result && onResult?.(result));
  const dialog = (
    <OlderCodeDialog
      visible={asking}
      name={name}
      onDismiss={() => setAsking(false)}
      onTestDeployed={() => {
        setAsking(false);
        if (asked) run(asked);
      }}
      onDeployAndTest={() => {
        setAsking(false);
        if (asked && copy) void deploy.deployChanges(copy).then((done) => done && run(asked));
      }}
    />
  );
  const test = (event: TestEvent) => {
    if (runner.running || deploy.deploying || asking) return;
    if (copy && copy.changes.length > 0) {
      setAsked(event);
      setAsking(true);
    } else run(event);
  };
  return { runner, deploy, copy, test, dialog };
}
