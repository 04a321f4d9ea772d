import { useId, useMemo, useState, type ReactNode } from "react";
import type { FileChange, Files } from "../shared/working-copy/working-copy.ts";
import { FileView } from "./editor/file-view.tsx";
import { FileTabs } from "./files/file-tabs.tsx";
import { FileTree } from "./files/file-tree.tsx";
import type { useOpenFiles } from "./files/open-files.ts";
import { treeRows } from "./files/tree-rows.ts";
import { CODE_COLORS } from "./code-colors.ts";

export interface FileCommands {
  readonly rename: (path: string) => void;
  readonly remove: (path: string) => void;
}

interface CodeBodyProps {
  /** Names the set of files: function, and what of it is shown. */
  readonly shelf: string;
  readonly name: string;
  readonly files: Files;
  readonly changes: readonly FileChange[];
  readonly openFiles: ReturnType<typeof useOpenFiles>;
  readonly readOnlyReason?: string | undefined;
  readonly onEdit?: (path: string, bytes: Uint8Array) => void;
  readonly commands?: FileCommands | undefined;
  /** Buttons of the explorer; told which row is selected. */
  readonly explorerActions?: ((selected: string | undefined) => ReactNode) | undefined;
  /** Sections below the explorer. */
  readonly side?: ReactNode;
  readonly below?: ReactNode;
}

const NO_EDIT = () => {};

/** Explorer, tabs of open files, and the editor: the same for code that is edited and code that is read. */
export function CodeBody({ shelf, name, files, changes, openFiles, readOnlyReason, onEdit = NO_EDIT, commands, explorerActions, side, below }: CodeBodyProps) {
  const panelId = useId();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string>();
  const rows = useMemo(() => treeRows(files.keys(), collapsed), [files, collapsed]);
  const kinds = useMemo(() => new Map(changes.map(({ path, kind }) => [path, kind])), [changes]);
  const here = selected !== undefined && rows.some(({ path }) => path === selected) ? selected : openFiles.active;
  return (
    <div className="code-body" style={CODE_COLORS}>
      <div className="code-side">
        <div className="code-side-section code-explorer">
          <h3>
            EXPLORER
            {explorerActions?.(here)}
          </h3>
          <FileTree
            rows={rows}
            active={openFiles.active}
            selected={here}
            changes={kinds}
            onSelect={setSelected}
            onOpen={openFiles.show}
            onToggle={(path, expanded) => {
              const next = new Set(collapsed);
              if (expanded) next.delete(path);
              else next.add(path);
              setCollapsed(next);
            }}
            onRename={commands?.rename}
            onDelete={commands?.remove}
          />
        </div>
        {side}
      </div>
      <div className="code-main">
        <FileTabs open={openFiles.open} active={openFiles.active} changed={new Set(kinds.keys())} panelId={panelId} onShow={openFiles.show} onClose={openFiles.close} />
        <div id={panelId} role="tabpanel" aria-label={openFiles.active ?? "No file is open"}>
          <FileView shelf={shelf} name={name} files={files} path={openFiles.active} readOnlyReason={readOnlyReason} onEdit={onEdit} />
        </div>
        <div className="code-hint">
          <span>Esc, then Tab leaves the editor.</span>
          {commands && <span>In the explorer: F2 renames, Delete deletes.</span>}
          {commands && <span>AWS's editor of today has Deploy and Test in its side bar; older instructions show them as buttons above the code. Here both do the same.</span>}
        </div>
        {below}
      </div>
    </div>
  );
}
