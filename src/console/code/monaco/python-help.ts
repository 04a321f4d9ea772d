import type { Monaco } from "./load-monaco.ts";
import { completionsAt, hoverOf, type PythonWord } from "./python-words.ts";

/** Completion and hover for Python handlers. Plain rules, no language server: `event`, `context` and a few snippets. */
export function registerPythonHelp(monaco: Monaco): void {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  const kinds = { property: CompletionItemKind.Property, method: CompletionItemKind.Method, snippet: CompletionItemKind.Snippet } satisfies Record<PythonWord["kind"], number>;
  monaco.languages.registerCompletionItemProvider("python", {
    triggerCharacters: ["."],
    provideCompletionItems: (model, position) => {
      const line = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
      const { startColumn, endColumn } = model.getWordUntilPosition(position);
      const range = { startLineNumber: position.lineNumber, endLineNumber: position.lineNumber, startColumn, endColumn };
      return {
        suggestions: completionsAt(line).map((word) => ({
          label: word.label,
          kind: kinds[word.kind],
          detail: word.detail,
          documentation: { value: word.documentation },
          insertText: word.insert ?? word.label,
          insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet,
          range,
        })),
      };
    },
  });
  monaco.languages.registerHoverProvider("python", {
    provideHover: (model, position) => {
      const word = model.getWordAtPosition(position);
      if (!word) return null;
      const text = hoverOf(word.word, model.getLineContent(position.lineNumber).slice(0, word.startColumn - 1));
      return text === undefined ? null : { contents: [{ value: text }] };
    },
  });
}
