import { type FunctionTab, parseRoute } from "./shared/routes.ts";

type Part = () => Promise<unknown>;

const TABS: Readonly<Record<FunctionTab, Part>> = {
  code: () => import("./code/code-tab.tsx"),
  testing: () => import("./test/test-tab.tsx"),
  monitoring: () => import("./monitor-views.tsx"),
  configure: () => import("./configuration/configuration-tab.tsx"),
  aliases: () => import("./aliases/aliases-tab.tsx"),
  versions: () => import("./versions/versions-tab.tsx"),
};

/**
 * Begins to load the page that the address names, and its tab, before the shell is drawn: otherwise the page waits for
 * the shell, and its tab for the page and the function. Other pages are loaded when they are opened.
 */
export function preloadPage(hash: string): void {
  const route = parseRoute(hash);
  if (route.page === "functions") begin(() => import("./functions/functions-page.tsx"));
  if (route.page !== "function") return;
  begin(() => import("./function-page.tsx"));
  begin(TABS[route.tab]);
}

/** Whoever shows the part asks for it again, and tells the learner if it does not come. */
function begin(part: Part): void {
  part().catch(() => undefined);
}
