import { create } from "zustand";
import { persist } from "zustand/middleware";

export type ColorMode = "light" | "dark" | "system";

interface Preferences {
  readonly region: string;
  readonly colorMode: ColorMode;
  readonly helpOpen: boolean;
  readonly navigationOpen: boolean;
  readonly set: (change: Partial<Pick<Preferences, "region" | "colorMode" | "helpOpen" | "navigationOpen">>) => void;
}

/** What one browser remembers of its user; small and harmless to lose, hence localStorage and not the account. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      region: "us-east-1",
      colorMode: "system",
      helpOpen: false,
      navigationOpen: true,
      set: (change) => set(change),
    }),
    { name: "lambdarium.preferences", version: 1 },
  ),
);
