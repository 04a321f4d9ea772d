import type { FlashbarProps } from "@cloudscape-design/components/flashbar";
import { usePreferences } from "./preferences.ts";

/**
 * Whether an error was made by JavaScriptCore, the engine of Safari, of every browser on an iPhone or iPad, and of WebKitGTK: only there an
 * error has a `sourceURL` of its own. The limits below are limits of that engine, whatever the browser calls itself.
 */
export function isJavaScriptCores(error: object): boolean {
  return Object.hasOwn(error, "sourceURL");
}

const limited = isJavaScriptCores(new Error("to look at"));

/** What does not hold in this browser: a message on every page until it is dismissed, then never again. */
export function useEngineNotice(): FlashbarProps.MessageDefinition[] {
  const { engineNoticeDismissed, set } = usePreferences();
  if (!limited || engineNoticeDismissed) return [];
  return [
    {
      id: "engine-notice",
      type: "warning",
      header: "Limits in Safari and other WebKit browsers",
      content:
        "WebKit can't stop a Python function that computes without end in one built-in operation, such as sum(iter(int, 1)) or a regular expression that backtracks forever. " +
        "The invocation times out, but a processor core stays busy until you close this tab. A function that uses all memory may close the page. " +
        "Stack traces of CommonJS modules have no line numbers. To avoid these limits, use Chrome, Edge or Firefox.",
      dismissible: true,
      dismissLabel: "Don't show these limits again",
      onDismiss: () => set({ engineNoticeDismissed: true }),
    },
  ];
}
