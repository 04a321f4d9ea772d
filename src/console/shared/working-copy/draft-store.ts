import { useSyncExternalStore } from "react";
import { deleteDraft, onLocalChange, readDraft, writeDraft, type DraftRecord } from "../local-store.ts";
import type { Changes } from "./working-copy.ts";

/** Edits come with every key; the disk hears of them this often (ms) and when the page is left. */
const WRITE_EVERY_MS = 200;

export interface Draft {
  readonly baseSha256: string;
  readonly changes: Changes;
}

export interface DraftState {
  /** False until the browser's store was read once: nothing may be edited before. */
  readonly loaded: boolean;
  readonly draft: Draft | undefined;
  /** Set when the browser refused to keep the last edit: its own sentence. */
  readonly problem: string | undefined;
}

/** Holds the draft of one function for this tab: in memory at once, in the browser's store soon after, in step with other tabs. */
class DraftStore {
  #state: DraftState = { loaded: false, draft: undefined, problem: undefined };
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether there are edits that the browser's store has not heard of. */
  unwritten = false;
  readonly #listeners = new Set<() => void>();
  readonly scope: string;
  readonly functionName: string;

  constructor(scope: string, functionName: string) {
    this.scope = scope;
    this.functionName = functionName;
    void this.reload();
  }

  readonly get = (): DraftState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** A draft without changes is no draft. */
  readonly set = (draft: Draft | undefined): void => {
    this.#show({ loaded: true, draft: draft && draft.changes.size > 0 ? draft : undefined, problem: undefined });
    this.unwritten = true;
    showSaving(0);
    this.#timer ??= setTimeout(this.flush, WRITE_EVERY_MS);
  };

  readonly flush = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.unwritten) return;
    this.unwritten = false;
    const { scope, functionName } = this;
    const { draft } = this.#state;
    const kept = draft ? writeDraft({ scope, functionName, ...draft, editedAt: Date.now() }) : deleteDraft(scope, functionName);
    showSaving(1);
    void kept.catch((error: Error) => this.#show({ ...this.#state, problem: error.message })).finally(() => showSaving(-1));
  };

  /** Another tab, Reset account or the end of the function changed what is kept; edits of this tab not yet written win. */
  async reload(): Promise<void> {
    const record = await readDraft(this.scope, this.functionName).catch((): DraftRecord | undefined => undefined);
    if (this.unwritten) return;
    const { draft } = this.#state;
    if (this.#state.loaded && record === undefined && draft === undefined) return;
    this.#show({ loaded: true, draft: record && { baseSha256: record.baseSha256, changes: record.changes }, problem: undefined });
  }

  #show(state: DraftState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const stores = new Map<string, DraftStore>();

let writing = 0;

/** `data-drafts` on the page says `saving` until every edit is kept: a sign for browser tests, who must not guess. */
function showSaving(step: -1 | 0 | 1): void {
  writing += step;
  if (typeof document === "undefined") return;
  document.documentElement.dataset["drafts"] = writing > 0 || [...stores.values()].some((store) => store.unwritten) ? "saving" : "saved";
}

onLocalChange((change) => {
  for (const store of stores.values()) {
    if (change.kind === "all" || (change.kind === "draft" && change.scope === store.scope && change.functionName === store.functionName)) void store.reload();
  }
});

if (typeof window !== "undefined") {
  const flushAll = () => {
    for (const store of stores.values()) store.flush();
  };
  window.addEventListener("pagehide", flushAll);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flushAll());
}

/** The store of a function's draft; one and the same as long as the page lives. `scope` is `accountId/region`. */
export function draftStore(scope: string, functionName: string): DraftStore {
  const key = JSON.stringify([scope, functionName]);
  const store = stores.get(key) ?? new DraftStore(scope, functionName);
  stores.set(key, store);
  return store;
}

/** The draft of a function, as it changes. */
export function useDraft(scope: string, functionName: string): DraftState {
  const store = draftStore(scope, functionName);
  return useSyncExternalStore(store.subscribe, store.get);
}
