import { useEffect, useSyncExternalStore } from "react";
import { href, parseRoute, type Route } from "./routes.ts";

/** The page and tab that the address names; follows every change of it. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(
    (listener) => {
      window.addEventListener("hashchange", listener);
      return () => window.removeEventListener("hashchange", listener);
    },
    () => window.location.hash,
  );
  return parseRoute(hash);
}

/** Goes to a route; `replace` leaves no entry in the history (redirects, tab defaults). */
export function navigate(route: Route, { replace = false } = {}): void {
  if (replace) window.location.replace(href(route));
  else window.location.hash = href(route);
}

/** Names the page in the tab's title: `orders | Functions` → `orders | Functions - Lambdarium`. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} - Lambdarium`;
  }, [title]);
}
