/** The editor with the features that this console uses, no more. Loaded by `load-monaco.ts` alone. */
import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/caretOperations/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/codicon/register";
import "monaco-editor/features/comment/register";
import "monaco-editor/features/contextmenu/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/diffEditor/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/folding/register";
import "monaco-editor/features/gotoError/register";
import "monaco-editor/features/gotoLine/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/parameterHints/register";
import "monaco-editor/features/quickCommand/register";
import "monaco-editor/features/readOnlyMessage/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/snippet/register";
import "monaco-editor/features/suggest/register";
import "monaco-editor/features/toggleTabFocusMode/register";
import "monaco-editor/features/tokenization/register";
import "monaco-editor/features/wordHighlighter/register";
import "monaco-editor/features/wordOperations/register";
// The feature above registers suggestions in the text only; the list of them is here.
import "monaco-editor/editor/contrib/suggest/browser/suggestController";
// The TypeScript service brings further features when it is loaded. The services that those ask for must be known before
// the first editor is made: a later one would fail with "depends on UNKNOWN service".
import "monaco-editor/editor/common/services/treeViewsDndService";
import "monaco-editor/editor/contrib/codelens/browser/codeLensCache";
import "monaco-editor/editor/contrib/documentSymbols/browser/outlineModel";
import "monaco-editor/languages/definitions/css/register";
import "monaco-editor/languages/definitions/html/register";
import "monaco-editor/languages/definitions/ini/register";
import "monaco-editor/languages/definitions/markdown/register";
import "monaco-editor/languages/definitions/python/register";
import "monaco-editor/languages/definitions/shell/register";
import "monaco-editor/languages/definitions/sql/register";
import "monaco-editor/languages/definitions/xml/register";
import "monaco-editor/languages/definitions/yaml/register";
import { registerJson } from "./json-language.ts";
import { registerPythonHelp } from "./python-help.ts";

globalThis.MonacoEnvironment = {
  getWorker: async (_id, label) => {
    const { default: EditorWorker } =
      label === "typescript" || label === "javascript"
        ? await import("monaco-editor/languages/features/typescript/ts.worker?worker")
        : await import("monaco-editor/editor/editor.worker?worker");
    return new EditorWorker();
  },
};

// Coloured code must stay readable on every ground (contrast of 4.5 to 1), so the colours of a comparison and of equal
// words are faint, and comments on dark are a little lighter than the editor's own.
const faint = (mark: string) => ({
  "diffEditor.insertedLineBackground": "#2ea04312",
  "diffEditor.insertedTextBackground": "#2ea04322",
  "diffEditor.removedLineBackground": "#ff000009",
  "diffEditor.removedTextBackground": "#ff000016",
  "editor.wordHighlightBackground": mark,
  "editor.wordHighlightStrongBackground": mark,
  "editor.wordHighlightTextBackground": mark,
});
monaco.editor.defineTheme("console-light", { base: "vs", inherit: true, rules: [], colors: faint("#00000010") });
// The console's own dark background, so that the editor is no hole in the page.
monaco.editor.defineTheme("console-dark", {
  base: "vs-dark",
  inherit: true,
  rules: [{ token: "comment", foreground: "7fb06b" }],
  colors: { ...faint("#ffffff12"), "editor.background": "#161d26", "editorGutter.background": "#161d26", "editorLineNumber.foreground": "#8c9aaf" },
});
// Several lines that come in one piece (dictation, an input method) bring their own indentation, as a paste does;
// only lines that are typed are indented for the learner.
monaco.editor.addCommand({
  id: "type",
  run: (_accessor, { text }: { text: string }) => {
    const focused = monaco.editor.getEditors().find((candidate) => candidate.hasTextFocus());
    if (text.length > 1 && text.includes("\n")) focused?.trigger("keyboard", "paste", { text, pasteOnNewLine: false, multicursorText: null });
    else focused?.trigger("keyboard", "type", { text });
  },
});
registerJson(monaco);
registerPythonHelp(monaco);

export { monaco };
