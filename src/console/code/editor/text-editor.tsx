import { useEffect, useRef, useState } from "react";
import type { editor } from "monaco-editor/editor";
import { textOf, type Files } from "../../shared/working-copy/working-copy.ts";
import { leaveByEscape } from "../monaco/leave-by-escape.ts";
import { loadMonaco, monacoIsLoaded, type Monaco } from "../monaco/load-monaco.ts";
import { useDark } from "../monaco/use-dark.ts";
import { CodePreview } from "./code-preview.tsx";
import { EDITOR_OPTIONS } from "./editor-options.ts";
import { shelfFor } from "./model-shelf.ts";

interface TextEditorProps {
  /** Names the set of files: function, and what of it is shown. */
  readonly shelf: string;
  readonly name: string;
  readonly files: Files;
  /** The file that is shown; a text file of `files`. */
  readonly path: string;
  /** Why nothing can be changed here; undefined where it can. */
  readonly readOnlyReason: string | undefined;
  readonly onEdit: (path: string, bytes: Uint8Array) => void;
}

/** The text of a file: at once as plain text, and in Monaco as soon as the pointer or the focus comes near. */
export function TextEditor({ shelf: shelfKey, name, files, path, readOnlyReason, onEdit }: TextEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<{ monaco: Monaco; instance: editor.IStandaloneCodeEditor }>();
  const [wishes, setWishes] = useState(() => (monacoIsLoaded() ? 1 : 0));
  const [problem, setProblem] = useState<string>();
  const [shown, setShown] = useState<string>();
  const wantsFocus = useRef(false);
  const dark = useDark();

  // How often the editor was asked for: each new wish tries again where the last one failed.
  useEffect(() => {
    if (wishes === 0) return;
    let wanted = true;
    let instance: editor.IStandaloneCodeEditor | undefined;
    loadMonaco().then(
      (monaco) => {
        if (!wanted || !host.current) return;
        instance = monaco.editor.create(host.current, { ...EDITOR_OPTIONS, model: null });
        leaveByEscape(instance);
        setLoaded({ monaco, instance });
      },
      (error: Error) => wanted && setProblem(error.message),
    );
    return () => {
      wanted = false;
      instance?.dispose();
      setLoaded(undefined);
      setShown(undefined);
    };
  }, [wishes]);

  useEffect(() => loaded?.monaco.editor.setTheme(dark ? "console-dark" : "console-light"), [loaded, dark]);

  useEffect(() => {
    loaded?.instance.updateOptions({
      readOnly: readOnlyReason !== undefined,
      readOnlyMessage: { value: readOnlyReason ?? "" },
      ariaLabel: `${path}${readOnlyReason === undefined ? "" : ", read-only"}. Press Escape, then Tab, to leave the editor.`,
    });
  }, [loaded, path, readOnlyReason]);

  const latestFiles = useRef(files);
  useEffect(() => {
    latestFiles.current = files;
    if (loaded) shelfFor(loaded.monaco, shelfKey, name).fill(files);
  }, [loaded, shelfKey, name, files]);

  useEffect(() => {
    if (loaded) shelfFor(loaded.monaco, shelfKey, name).onEdit = onEdit;
  }, [loaded, shelfKey, name, onEdit]);

  useEffect(() => {
    if (!loaded) return;
    const { monaco, instance } = loaded;
    const shelf = shelfFor(monaco, shelfKey, name);
    let wanted = true;
    const bytes = latestFiles.current.get(path);
    if (bytes) {
      void shelf.model(path, bytes).then((model) => {
        if (!wanted || model.isDisposed()) return;
        instance.setModel(model);
        instance.restoreViewState(shelf.view(path) ?? null);
        setShown(path);
        if (wantsFocus.current) instance.focus();
        wantsFocus.current = false;
      }, (error: Error) => setProblem(error.message));
    }
    return () => {
      wanted = false;
      if (instance.getModel()?.uri.path === `/var/task/${path}`) shelf.saveView(path, instance.saveViewState());
    };
  }, [loaded, shelfKey, name, path]);

  const ask = () => {
    if (wishes > 0 && problem === undefined) return;
    setProblem(undefined);
    setWishes(wishes + 1);
  };
  const bytes = files.get(path);
  const behind = loaded === undefined || shown === undefined;
  return (
    <div className="code-text">
      {/* The text covers the editor until it has its own: a hidden editor could not take the focus. */}
      <div ref={host} className="code-monaco" />
      {behind && bytes && (
        <CodePreview
          text={textOf(bytes) ?? ""}
          path={path}
          problem={problem}
          onNear={ask}
          onFocus={() => {
            wantsFocus.current = true;
            ask();
          }}
        />
      )}
    </div>
  );
}
