import { useEffect, useRef, useState } from "react";
import type { editor } from "monaco-editor/editor";
import Alert from "@cloudscape-design/components/alert";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { languageOf } from "../monaco/language-of.ts";
import { loadMonaco, prepareLanguage } from "../monaco/load-monaco.ts";
import { useDark } from "../monaco/use-dark.ts";
import { EDITOR_OPTIONS } from "./editor-options.ts";

interface DiffViewerProps {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** What the sides are, for screen readers: `Version 1`, `$LATEST`. */
  readonly beforeLabel: string;
  readonly afterLabel: string;
}

/** Two texts side by side, with what differs. Loads the editor. */
export function DiffViewer({ path, before, after, beforeLabel, afterLabel }: DiffViewerProps) {
  const host = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "shown" | { problem: string }>("loading");
  const dark = useDark();
  useEffect(() => {
    let instance: editor.IStandaloneDiffEditor | undefined;
    let models: editor.ITextModel[] = [];
    let wanted = true;
    const show = async () => {
      const monaco = await loadMonaco();
      await prepareLanguage(languageOf(path));
      if (!wanted || !host.current) return;
      monaco.editor.setTheme(dark ? "console-dark" : "console-light");
      models = [before, after].map((text) => monaco.editor.createModel(text, languageOf(path)));
      const [original, modified] = models;
      instance = monaco.editor.createDiffEditor(host.current, {
        ...EDITOR_OPTIONS,
        readOnly: true,
        originalEditable: false,
        useInlineViewWhenSpaceIsLimited: true,
        renderOverviewRuler: false,
      });
      if (original && modified) instance.setModel({ original, modified });
      instance.getOriginalEditor().updateOptions({ ariaLabel: `${path}, ${beforeLabel}, read-only` });
      instance.getModifiedEditor().updateOptions({ ariaLabel: `${path}, ${afterLabel}, read-only` });
      setState("shown");
    };
    show().catch((error: Error) => wanted && setState({ problem: error.message }));
    return () => {
      wanted = false;
      instance?.dispose();
      for (const model of models) model.dispose();
    };
  }, [path, before, after, beforeLabel, afterLabel, dark]);
  return (
    <>
      {state === "loading" && <StatusIndicator type="loading">Loading the comparison</StatusIndicator>}
      {typeof state === "object" && <Alert type="error">The comparison could not be loaded: {state.problem}</Alert>}
      <div ref={host} className="code-diff" />
    </>
  );
}
