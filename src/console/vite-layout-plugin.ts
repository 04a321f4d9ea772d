import type { Plugin } from "vite";

const ONE_LAYOUT = `
import React from "react";
import RefreshedAppLayout from "./visual-refresh";
export const AppLayoutInternal = React.forwardRef((props, ref) => React.createElement(RefreshedAppLayout, { ref, ...props }));
`;

/**
 * Cloudscape's AppLayout carries three layouts and chooses by the look and by flags that only AWS's own console sets: outside it
 * the choice is always the same one. This keeps that one alone, and with the others goes what only they use (drawers for
 * announcements, a drag-and-drop list, a message formatter): about 40 kB gzip of the first page.
 */
export function keepOneLayout(): Plugin {
  let met = false;
  return {
    name: "lambdarium:layout",
    enforce: "pre",
    apply: "build",
    transform(code, id) {
      if (!id.split("?")[0]!.endsWith("@cloudscape-design/components/app-layout/internal.js")) return null;
      const expected = ["ClassicAppLayout", "RefreshedAppLayout", "ToolbarAppLayout", "useVisualRefresh", "useAppLayoutFlagEnabled"];
      if (!expected.every((name) => code.includes(name))) this.error("app-layout/internal.js chooses its layout in another way now: update vite-layout-plugin.ts");
      met = true;
      return { code: ONE_LAYOUT, map: null };
    },
    buildEnd(error) {
      if (!error && !met && [...this.getModuleIds()].some((id) => id.includes("/app-layout/"))) this.error("app-layout/internal.js was not met: update vite-layout-plugin.ts");
    },
  };
}
