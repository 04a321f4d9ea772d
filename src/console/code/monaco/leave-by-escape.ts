import type { editor } from "monaco-editor/editor";

/**
 * Escape, then Tab (or Shift+Tab) leaves the editor, which otherwise writes a tab: WCAG 2.1.2. Escape that closes a list
 * or the find box means only that. Any other key, or coming back, makes Tab write again.
 */
export function leaveByEscape(instance: editor.IStandaloneCodeEditor): void {
  const set = (tabFocusMode: boolean) => instance.updateOptions({ tabFocusMode });
  instance.addAction({
    id: "console.leaveByTab",
    label: "Let Tab leave the editor",
    keybindings: [9 /* KeyCode.Escape */],
    precondition: "editorTextFocus && !suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !inSnippetMode && !editorHasSelection && !editorHasMultipleSelections && !markersNavigationVisible",
    run: () => set(true),
  });
  instance.onKeyDown(({ browserEvent }) => {
    if (!["Escape", "Tab", "Shift"].includes(browserEvent.key)) set(false);
  });
  instance.onDidFocusEditorText(() => set(false));
}
