import { useSyncExternalStore } from "react";
import { isDark } from "../../shared/color-mode.ts";
import { usePreferences } from "../../shared/preferences.ts";

const system = window.matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now; follows the learner's choice and the system. */
export function useDark(): boolean {
  const mode = usePreferences(({ colorMode }) => colorMode);
  return useSyncExternalStore(
    (listener) => {
      system.addEventListener("change", listener);
      return () => system.removeEventListener("change", listener);
    },
    () => isDark(mode),
  );
}
