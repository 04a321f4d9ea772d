import Flashbar, { type FlashbarProps } from "@cloudscape-design/components/flashbar";
import type { ReactNode } from "react";
import { create } from "zustand";
import { ApiErrorText, type ErrorLike } from "./api-error.tsx";
import { useEngineNotice } from "./engine-notice.ts";

interface FlashState {
  readonly items: readonly FlashbarProps.MessageDefinition[];
}

const useFlashState = create<FlashState>(() => ({ items: [] }));
let lastId = 0;

function show(definition: FlashbarProps.MessageDefinition): string {
  const id = definition.id ?? `flash-${++lastId}`;
  const item: FlashbarProps.MessageDefinition = {
    dismissible: true,
    dismissLabel: "Dismiss message",
    onDismiss: () => dismiss(id),
    ...definition,
    id,
  };
  // At most five: an old success is no news, and the page below should stay in sight.
  useFlashState.setState(({ items }) => {
    // A message that is replaced stays in its place.
    const replaced = items.some((other) => other.id === id);
    return { items: replaced ? items.map((other) => (other.id === id ? item : other)) : [item, ...items].slice(0, 5) };
  });
  return id;
}

/** An old success is no news: the next success takes its place. */
function showSuccess(content: string): string {
  useFlashState.setState(({ items }) => ({ items: items.filter(({ type }) => type !== "success") }));
  return show({ type: "success", content });
}

// Successes that one change of page has already passed over.
const seen = new Set<string>();
let shownAt: string | undefined;

/** Tells which page is shown. A success is still read on the page it led to, and gone on the next one. */
function moveOn(place: string): void {
  if (place === shownAt) return;
  shownAt = place;
  useFlashState.setState(({ items }) => ({ items: items.filter(({ type, id = "" }) => type !== "success" || !seen.has(id)) }));
  seen.clear();
  for (const { type, id } of useFlashState.getState().items) if (type === "success" && id !== undefined) seen.add(id);
}

function dismiss(id: string): void {
  useFlashState.setState(({ items }) => ({ items: items.filter((item) => item.id !== id) }));
}

/** Messages at the top of the page. Every mutation ends in one of these, and names what happened. */
export const flash = {
  /** `Successfully created the function orders.` */
  success: showSuccess,
  /** A given `id` replaces the message of that id. */
  info: (content: string, { id }: { id?: string } = {}) => show({ type: "info", content, ...(id === undefined ? {} : { id }) }),
  warning: (content: string, { id, action }: { id?: string; action?: { text: string; onClick: () => void } } = {}) =>
    show({ type: "warning", content, ...(id === undefined ? {} : { id }), ...(action && { buttonText: action.text, onButtonClick: action.onClick }) }),
  /** A running change; returns its id, to be dismissed or replaced by the end. A given `id` replaces the message of that id. */
  progress: (content: ReactNode, id?: string) => show({ type: "info", loading: true, content, dismissible: false, ...(id === undefined ? {} : { id }) }),
  /** AWS's code, message and the way out; `header` names what was tried: `Publishing a version of orders failed`. */
  failure: (header: string, error: ErrorLike) => show({ type: "error", header, content: <ApiErrorText error={error} /> }),
  dismiss,
  moveOn,
  /** Whether a message of this id is shown. */
  has: (id: string): boolean => useFlashState.getState().items.some((item) => item.id === id),
};

/** The messages, for the page frame. */
export function Flashes() {
  const messages = useFlashState((state) => state.items);
  const items = [...useEngineNotice(), ...messages];
  return <Flashbar items={items} stackItems={items.length > 3} i18nStrings={{
    ariaLabel: "Notifications",
    notificationBarText: "Notifications",
    notificationBarAriaLabel: "View all notifications",
    errorIconAriaLabel: "Error",
    successIconAriaLabel: "Success",
    warningIconAriaLabel: "Warning",
    infoIconAriaLabel: "Info",
    inProgressIconAriaLabel: "In progress",
  }} />;
}
