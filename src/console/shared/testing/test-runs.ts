import { create } from "zustand";
import { useCloud } from "../../aws/cloud-context.tsx";
import { apiQualifier, type PageQualifier } from "../routes.ts";
import { useScope } from "../scope.ts";
import { settle } from "../working-copy/settle.ts";
import { invokeForTest, type InvocationOutcome } from "./invocation.ts";
import { UNSAVED_EVENT_NAME, type TestEvent } from "./test-events.ts";

/** Results a page remembers. */
const MAX_RUNS = 10;

export interface TestRun {
  readonly id: number;
  readonly eventName: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** From the press of the button to the answer, in ms. */
  readonly elapsedMs: number;
  readonly outcome: InvocationOutcome;
}

export interface RunningTest {
  readonly eventName: string;
  readonly startedAt: number;
  /** `settling`: an update is still being applied, and Lambda would run the code of before. */
  readonly phase: "settling" | "running";
  readonly abort: AbortController;
}

interface PageRuns {
  readonly running: RunningTest | undefined;
  /** Newest first. */
  readonly runs: readonly TestRun[];
}

const NONE: PageRuns = { running: undefined, runs: [] };
const useRuns = create<{ readonly byPage: Readonly<Record<string, PageRuns>> }>(() => ({ byPage: {} }));
let lastId = 0;

function update(page: string, change: (before: PageRuns) => Partial<PageRuns>): void {
  useRuns.setState(({ byPage }) => {
    const before = byPage[page] ?? NONE;
    return { byPage: { ...byPage, [page]: { ...before, ...change(before) } } };
  });
}

export interface TestRunner extends PageRuns {
  /** Invokes what the page stands on, once, synchronously or as an event; resolves with the result. Does nothing while one is running. */
  readonly start: (event: TestEvent) => Promise<TestRun | undefined>;
  /** Stops waiting. The function itself goes on, as at AWS. */
  readonly cancel: () => void;
  readonly forget: () => void;
}

/** Tests of one page ($LATEST, a version or an alias), shared by its tabs and kept as long as the page lives. */
export function useTestRunner(name: string, qualifier: PageQualifier): TestRunner {
  const { lambda } = useCloud();
  const scope = useScope();
  const at = apiQualifier(qualifier);
  const page = JSON.stringify([scope, name, qualifier.kind, at ?? null]);
  const { running, runs } = useRuns(({ byPage }) => byPage[page] ?? NONE);

  const start = async (event: TestEvent): Promise<TestRun | undefined> => {
    if (useRuns.getState().byPage[page]?.running) return undefined;
    const abort = new AbortController();
    const eventName = event.name ?? UNSAVED_EVENT_NAME;
    let startedAt = Date.now();
    update(page, () => ({ running: { eventName, startedAt, phase: "settling", abort } }));
    // A function that cannot be read is the invocation's to report, with Lambda's own error.
    await settle(lambda, name, at, abort.signal).catch(() => undefined);
    startedAt = Date.now();
    update(page, () => ({ running: { eventName, startedAt, phase: "running", abort } }));
    const begun = performance.now();
    const outcome: InvocationOutcome = abort.signal.aborted ? { kind: "cancelled" } : await invokeForTest(lambda, { name, qualifier: at, body: event.body, asynchronous: event.asynchronous ?? false }, abort.signal);
    const run: TestRun = { id: ++lastId, eventName, startedAt, elapsedMs: performance.now() - begun, outcome };
    update(page, (before) => ({ running: undefined, runs: [run, ...before.runs].slice(0, MAX_RUNS) }));
    return run;
  };
  return { running, runs, start, cancel: () => running?.abort.abort(), forget: () => update(page, () => ({ runs: [] })) };
}
