import { useState } from "react";
import { eventNameProblem, useTestEvents, type TestEvents } from "../shared/testing/test-events.ts";

/** What the form of test events works on. */
export interface EventEditor {
  readonly events: TestEvents;
  readonly mode: "create" | "edit";
  readonly setMode: (mode: "create" | "edit") => void;
  /** The name typed for a new event. */
  readonly newName: string;
  readonly setNewName: (name: string) => void;
  /** The saved event that is edited. */
  readonly savedName: string | undefined;
  readonly open: (name: string) => void;
  readonly body: string;
  readonly setBody: (body: string) => void;
  /** The text differs from every saved event that it could be sent as. */
  readonly unsaved: boolean;
  /** Why the new name cannot be used; undefined when it can, and as long as nothing was typed. */
  readonly nameProblem: string | undefined;
  /** From now on a missing name and a JSON error are shown, although nobody left the field. */
  readonly showProblem: () => void;
  /** How often that was asked for since the form was last changed in kind. */
  readonly problemsShown: number;
}

/** State of the form; the text itself lives as long as the page, so that a change of tab loses nothing. */
export function useEventEditor(functionName: string): EventEditor {
  const events = useTestEvents(functionName);
  const { current, saved = [] } = events;
  const [wantedMode, setWantedMode] = useState<"create" | "edit">();
  const [newName, setNewName] = useState("");
  const [problemsShown, setProblemsShown] = useState(0);
  const savedRecord = saved.find(({ name }) => name === current.name);
  const mode = saved.length === 0 ? "create" : (wantedMode ?? (savedRecord ? "edit" : "create"));
  return {
    events,
    mode,
    setMode: (next) => {
      setWantedMode(next);
      setProblemsShown(0);
      const first = savedRecord ?? saved[0];
      if (next === "edit" && first) events.choose({ name: first.name, body: first.body });
      if (next === "create") events.choose({ name: undefined, body: current.body });
    },
    newName,
    setNewName,
    savedName: mode === "edit" ? savedRecord?.name : undefined,
    open: (name) => {
      const record = saved.find((event) => event.name === name);
      if (record) events.choose({ name, body: record.body });
    },
    body: current.body,
    setBody: (body) => events.choose({ name: current.name, body }),
    unsaved: mode === "create" || savedRecord === undefined || savedRecord.body !== current.body,
    nameProblem: newName === "" && problemsShown === 0 ? undefined : eventNameProblem(newName, saved.map(({ name }) => name)),
    showProblem: () => setProblemsShown((count) => count + 1),
    problemsShown,
  };
}

