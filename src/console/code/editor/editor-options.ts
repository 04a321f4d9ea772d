import type { editor } from "monaco-editor/editor";

export const CODE_FONT = 'Monaco, Menlo, Consolas, "Liberation Mono", "Courier New", monospace';

/** The same metrics for Monaco and for the text before it, so that nothing jumps when one takes the other's place. */
export const CODE_FONT_SIZE = 13;
export const CODE_LINE_HEIGHT = 20;

export const EDITOR_OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily: CODE_FONT,
  fontSize: CODE_FONT_SIZE,
  lineHeight: CODE_LINE_HEIGHT,
  minimap: { enabled: false },
  // A dimmed last line number would fail the contrast rules.
  renderFinalNewline: "on",
  scrollBeyondLastLine: false,
  padding: { top: 8, bottom: 8 },
  lineNumbersMinChars: 4,
  tabSize: 4,
  fixedOverflowWidgets: true,
  // Fading what is unused would make it hard to read: a handler may well ignore its event.
  showUnused: false,
  stickyScroll: { enabled: false },
  // The page scrolls on when the editor is at its end.
  scrollbar: { alwaysConsumeMouseWheel: false },
};
