import { useEffect, useSyncExternalStore } from "react";
import { href, parseRoute, type Route } from "./routes.ts";

// The hash whose page is shown. It lags behind the address while a form with unsaved changes asks whether to leave.
let shown = window.location.hash;
let guard: ((target: string) => void) | null = null;
let moved = false;
const listeners = new Set<() => void>();

window.addEventListener("hashchange", () => {
  const target = window.location.hash;
  if (target === shown) return;
  if (guard) guard(target);
  else show(target);
});

function show(hash: string): void {
  shown = hash;
  moved = true;
  for (const listener of [...listeners]) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The page and tab that the address names; follows every change of it. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(listen, () => shown));
}

/** Goes to a route; `replace` leaves no entry in the history (redirects, tab defaults). */
export function navigate(route: Route, { replace = false } = {}): void {
  if (replace) window.location.replace(href(route));
  else window.location.hash = href(route);
}

/**
 * Asks `ask` before any other page is shown, whether by a link, the browser's Back or an edited address. Then either
 * {@link stayHere} or {@link leaveFor} must be called. `null` lets everything through again.
 */
export function guardNavigation(ask: ((target: string) => void) | null): void {
  guard = ask;
}

/** Puts the shown page's address back. A new entry, since nobody can tell whether Back or a link led away. */
export function stayHere(): void {
  window.history.pushState(null, "", shown === "" ? "#/functions" : shown);
}

/** Shows the page that the address already names. */
export function leaveFor(target: string): void {
  guard = null;
  show(target);
}

/**
 * Puts the focus on the page's content when another page is shown and nothing on it took the focus: who works with the
 * keyboard or hears the screen goes on from there, and not from the browser's own bars.
 */
export function useFocusOnArrival(): void {
  useEffect(() => {
    // The first page of a visit is the browser's to announce.
    if (moved && (document.activeElement === null || document.activeElement === document.body)) document.getElementById("main")?.focus({ preventScroll: true });
  }, []);
}

/** Names the page in the tab's title: `orders | Functions` → `orders | Functions - Lambdarium`. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} - Lambdarium`;
  }, [title]);
}
