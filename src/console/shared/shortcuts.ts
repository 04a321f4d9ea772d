import { useEffect, useRef, type RefObject } from "react";

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** AWS's keys: Deploy and Test of the function page. */
export const SHORTCUTS = { deploy: "KeyU", test: "KeyI" } as const;

/** `Ctrl+Shift+U`, on a Mac `Cmd+Shift+U`. */
export function shortcutLabel(shortcut: keyof typeof SHORTCUTS): string {
  return `${isMac ? "Cmd" : "Ctrl"}+Shift+${SHORTCUTS[shortcut].slice(3)}`;
}

/**
 * Runs an action on its key, wherever the focus is, while `within` is on screen: a tab that is kept but hidden stays
 * silent. The browser's own meaning of the key gives way.
 */
export function useShortcut(shortcut: keyof typeof SHORTCUTS, within: RefObject<HTMLElement | null>, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => void (latest.current = run));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== SHORTCUTS[shortcut] || !event.shiftKey || event.altKey || !(isMac ? event.metaKey : event.ctrlKey)) return;
      if (within.current === null || within.current.offsetParent === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) latest.current();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [shortcut, within]);
}
