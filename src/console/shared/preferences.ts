import { create } from "zustand";
import { persist } from "zustand/middleware";

export type ColorMode = "light" | "dark" | "system";

interface Preferences {
  readonly region: string;
  readonly colorMode: ColorMode;
  readonly helpOpen: boolean;
  readonly navigationOpen: boolean;
  /** Whether calls go through a service worker, for the browser's Network panel. */
  readonly callsShown: boolean;
  /** Whether the limits of this browser's engine need not be told again. */
  readonly engineNoticeDismissed: boolean;
  readonly set: (change: Partial<Omit<Preferences, "set">>) => void;
}

/** What one browser remembers of its user; small and harmless to lose, hence localStorage and not the account. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      region: "us-east-1",
      colorMode: "system",
      helpOpen: false,
      navigationOpen: true,
      callsShown: false,
      engineNoticeDismissed: false,
      set: (change) => set(change),
    }),
    { name: "lambdarium.preferences", version: 1 },
  ),
);
