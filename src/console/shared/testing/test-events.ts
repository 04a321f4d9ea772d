import { useEffect, useState } from "react";
import { create } from "zustand";
import { deleteTestEvent, keepsLocally, onLocalChange, readTestEvents, writeTestEvent, type TestEventRecord } from "../local-store.ts";
import { useScope } from "../scope.ts";

/** Private test events a function may have. AWS's quota. */
export const MAX_TEST_EVENTS = 10;
export const MAX_EVENT_NAME_LENGTH = 25;

/** What the console calls an event that has no name yet. */
export const UNSAVED_EVENT_NAME = "(unsaved) test event";

/** The event of AWS's template hello-world. */
export const HELLO_WORLD_EVENT = `{
  "key1": "value1",
  "key2": "value2",
  "key3": "value3"
}`;

/** What an invocation is tested with. */
export interface TestEvent {
  /** Undefined as long as it was never saved. */
  readonly name: string | undefined;
  /** JSON text. */
  readonly body: string;
  /** Sent as an event that nobody waits for. */
  readonly asynchronous?: boolean;
}

/** Why an event cannot be saved under `name`, as a sentence; undefined when it can. Names are AWS's rule: 1–25 letters, digits, dots, hyphens, underscores. */
export function eventNameProblem(name: string, others: readonly string[]): string | undefined {
  if (name === "") return "Enter a name for the event.";
  if (name.length > MAX_EVENT_NAME_LENGTH) return `Event name: at most ${MAX_EVENT_NAME_LENGTH} characters, this one has ${name.length}. Shorten it.`;
  if (!/^[A-Za-z0-9._-]+$/.test(name)) return "Event name: only letters, digits, dots (.), hyphens (-) and underscores (_). Replace the others.";
  if (others.includes(name)) return `An event named ${name} exists already. Choose another name, or edit the saved event.`;
  if (others.length >= MAX_TEST_EVENTS) return `A function has at most ${MAX_TEST_EVENTS} test events. Delete one first.`;
  return undefined;
}

/** The event that the tabs of one function work with, whatever is saved: it lives as long as the page. */
const useSession = create<{ readonly byFunction: Readonly<Record<string, TestEvent>> }>(() => ({ byFunction: {} }));

export interface TestEvents {
  /** By name; undefined until the browser's store was read. */
  readonly saved: readonly TestEventRecord[] | undefined;
  /** False where the browser keeps nothing: saved events then end with this tab. */
  readonly kept: boolean;
  /** What *Test* sends: what was chosen or typed last, else the event saved last, else hello-world. */
  readonly current: TestEvent;
  /** Chooses a saved event or holds unsaved text, for this page's life. */
  readonly choose: (event: TestEvent) => void;
  readonly save: (name: string, body: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

/** The test events of a function; follows other tabs. */
export function useTestEvents(functionName: string): TestEvents {
  const scope = useScope();
  const key = `${scope}/${functionName}`;
  const [read, setRead] = useState<{ key: string; events: readonly TestEventRecord[] }>();
  const chosen = useSession(({ byFunction }) => byFunction[key]);
  useEffect(() => {
    let wanted = true;
    const load = () =>
      void readTestEvents(scope, functionName)
        .catch(() => [])
        .then((events) => wanted && setRead({ key, events }));
    load();
    const stop = onLocalChange((change) => {
      if (change.kind === "all" || (change.kind === "testEvents" && change.scope === scope && change.functionName === functionName)) load();
    });
    return () => {
      wanted = false;
      stop();
    };
  }, [scope, functionName, key]);

  const saved = read?.key === key ? read.events : undefined;
  const choose = (event: TestEvent) => useSession.setState(({ byFunction }) => ({ byFunction: { ...byFunction, [key]: event } }));
  const newest = saved?.toSorted((a, b) => b.savedAt - a.savedAt)[0];
  return {
    saved,
    kept: saved === undefined || keepsLocally(),
    current: chosen ?? newest ?? { name: undefined, body: HELLO_WORLD_EVENT },
    choose,
    save: async (name, body) => {
      await writeTestEvent({ scope, functionName, name, body, savedAt: Date.now() });
      choose({ name, body });
    },
    remove: async (name) => {
      await deleteTestEvent(scope, functionName, name);
      useSession.setState(({ byFunction: { [key]: _gone, ...rest } }) => ({ byFunction: rest }));
    },
  };
}
