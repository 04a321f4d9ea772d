import { create } from "zustand";

interface OpenFiles {
  /** Paths in the order of their tabs. */
  readonly open: readonly string[];
  readonly active: string | undefined;
}

const NONE: OpenFiles = { open: [], active: undefined };

/** Which files are open, by shelf; as long as the page lives. */
const useAll = create<{ readonly byShelf: Readonly<Record<string, OpenFiles>> }>(() => ({ byShelf: {} }));

/** With `active` closed, the neighbour comes to the front. */
export function closeFile({ open, active }: OpenFiles, path: string): OpenFiles {
  const at = open.indexOf(path);
  const rest = open.filter((other) => other !== path);
  return { open: rest, active: active === path ? (rest[Math.min(at, rest.length - 1)] ?? undefined) : active };
}

/** The files open in an editor; those that no longer exist are left out. `first` opens where nothing was opened yet. */
export function useOpenFiles(shelf: string, exists: (path: string) => boolean, first: string | undefined) {
  const stored = useAll(({ byShelf }) => byShelf[shelf]);
  const initial: OpenFiles = first === undefined ? NONE : { open: [first], active: first };
  const { open: all, active: wanted } = stored ?? initial;
  const open = all.filter(exists);
  const active = wanted !== undefined && exists(wanted) ? wanted : open[0];
  const set = (next: OpenFiles) => useAll.setState(({ byShelf }) => ({ byShelf: { ...byShelf, [shelf]: next } }));
  return {
    open,
    active,
    show: (path: string) => set({ open: open.includes(path) ? open : [...open, path], active: path }),
    close: (path: string) => set(closeFile({ open, active }, path)),
    /** A renamed file keeps its tab. */
    follow: (from: string, to: string) => {
      const move = (path: string) => (path === from ? to : from.endsWith("/") && path.startsWith(from) ? to + path.slice(from.length) : path);
      set({ open: open.map(move), active: active === undefined ? undefined : move(active) });
    },
  };
}
