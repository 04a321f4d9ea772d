import { applyMode, Mode } from "@cloudscape-design/global-styles";
import type { ColorMode } from "./preferences.ts";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark when the learner chose `mode`. */
export function isDark(mode: ColorMode): boolean {
  return mode === "dark" || (mode === "system" && dark.matches);
}

/** Paints the page light or dark; under `system` it follows the system until the returned function is called. */
export function applyColorMode(mode: ColorMode): () => void {
  const apply = () => applyMode(isDark(mode) ? Mode.Dark : Mode.Light);
  apply();
  if (mode !== "system") return () => {};
  dark.addEventListener("change", apply);
  return () => dark.removeEventListener("change", apply);
}
