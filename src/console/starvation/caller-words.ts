import { colorChartsPaletteCategorical1, colorChartsPaletteCategorical2, colorChartsPaletteCategorical3 } from "@cloudscape-design/design-tokens";
import type { Way } from "#simulation/starvation-callers.ts";

/** How a caller is called, and how far its rate can be turned up. */
export const CALLER_WORDS: Readonly<Record<Way, { readonly who: string; readonly path: string; readonly highestRate: number; readonly step: number }>> = {
  alb: { who: "Many users", path: "Application Load Balancer", highestRate: 4000, step: 50 },
  "api-gateway": { who: "Few users", path: "API Gateway (REST)", highestRate: 200, step: 5 },
  sdk: { who: "A program", path: "SDK or CLI", highestRate: 50, step: 1 },
};

/** Colour of a caller's function, the same in every picture of the scene. */
export const CALLER_COLORS = [colorChartsPaletteCategorical1, colorChartsPaletteCategorical2, colorChartsPaletteCategorical3] as const;
