import { useMemo } from "react";
import { useFunction } from "../../aws/lambda-queries.ts";
import { useScope } from "../scope.ts";
import { draftStore, useDraft } from "./draft-store.ts";
import { useCodePackage, type CodePackage } from "./code-package.ts";
import { applyChanges, describeChanges, renamed, withFile, without, type Changes, type FileChange, type Files } from "./working-copy.ts";

/** The editable code of `$LATEST`: the deployed package with the draft laid over it. */
export interface WorkingCopy {
  readonly deployed: CodePackage;
  readonly files: Files;
  readonly changes: readonly FileChange[];
  /** The draft started from a package that is not the deployed one any more: another tab or a terminal deployed since. */
  readonly stale: boolean;
  /** The browser's sentence where it refused to keep the draft. */
  readonly problem: string | undefined;
  readonly write: (path: string, bytes: Uint8Array) => void;
  readonly writeAll: (files: Files) => void;
  readonly remove: (path: string) => void;
  readonly rename: (from: string, to: string) => void;
  /** Back to the deployed code. */
  readonly discard: () => void;
  /** Keeps the edited files and takes everything else from the package deployed now. */
  readonly keepMine: () => void;
}

/** Undefined until both the package and the draft are read. */
export function useWorkingCopy(name: string, enabled = true): WorkingCopy | undefined {
  const scope = useScope();
  const func = useFunction(name);
  const { data: deployed } = useCodePackage(enabled ? func.data : undefined);
  const { loaded, draft, problem } = useDraft(scope, name);
  return useMemo(() => {
    if (!deployed || !loaded) return undefined;
    const store = draftStore(scope, name);
    const changesNow = (): Changes => store.get().draft?.changes ?? new Map();
    const set = (changes: Changes) => store.set({ baseSha256: store.get().draft?.baseSha256 ?? deployed.sha256, changes });
    const changes = draft?.changes ?? new Map<string, Uint8Array | null>();
    return {
      deployed,
      files: applyChanges(deployed.files, changes),
      changes: describeChanges(deployed.files, changes),
      stale: draft !== undefined && draft.baseSha256 !== deployed.sha256,
      problem,
      write: (path, bytes) => set(withFile(deployed.files, changesNow(), path, bytes)),
      writeAll: (files) => {
        let next = changesNow();
        for (const [path, bytes] of files) next = withFile(deployed.files, next, path, bytes);
        set(next);
      },
      remove: (path) => set(without(deployed.files, changesNow(), path)),
      rename: (from, to) => set(renamed(deployed.files, changesNow(), from, to)),
      discard: () => store.set(undefined),
      keepMine: () => store.set({ baseSha256: deployed.sha256, changes: changesNow() }),
    } satisfies WorkingCopy;
  }, [deployed, loaded, draft, problem, scope, name]);
}

/** Whether the editor holds changes of this function that are not deployed. */
export function useHasUndeployedChanges(name: string): boolean {
  return useDraft(useScope(), name).draft !== undefined;
}
