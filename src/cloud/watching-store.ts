import type { Store, StoreError } from "#control-plane/ports.ts";

export interface StoreWatch {
  /** Another leader has begun: this one's commits are refused from now on. */
  readonly onLost: (problem: StoreError) => void;
  readonly onSettings: () => void;
}

/** The same store, telling of what the rest of this tab must know before the caller does. */
export function watchingStore(store: Store, { onLost, onSettings }: StoreWatch): Store {
  const watched = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if ((error as Partial<StoreError>).problem === "lost-leadership") onLost(error as StoreError);
      throw error;
    }
  };
  return {
    load: () => store.load(),
    reply: (requestId) => store.reply(requestId),
    code: (sha256) => store.code(sha256),
    commit: (commit) => watched(store.commit(commit)),
    commitSoon: (commit) => store.commitSoon(commit),
    saveSettings: async (settings) => {
      await watched(store.saveSettings(settings));
      onSettings();
    },
    reset: () => watched(store.reset()),
  };
}
