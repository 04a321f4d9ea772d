import Icon from "@cloudscape-design/components/icon";
import { useRef, type KeyboardEvent } from "react";
import type { FileChange } from "../../shared/working-copy/working-copy.ts";
import type { TreeRow } from "./tree-rows.ts";

interface FileTreeProps {
  readonly rows: readonly TreeRow[];
  readonly active: string | undefined;
  readonly selected: string | undefined;
  readonly changes: ReadonlyMap<string, FileChange["kind"]>;
  readonly onSelect: (path: string) => void;
  readonly onOpen: (path: string) => void;
  readonly onToggle: (path: string, expanded: boolean) => void;
  /** Undefined where the files cannot be changed. */
  readonly onRename?: ((path: string) => void) | undefined;
  readonly onDelete?: ((path: string) => void) | undefined;
}

/** The files of the package as a tree (the WAI-ARIA pattern): arrows move, Enter opens, F2 renames, Delete deletes. */
export function FileTree({ rows, active, selected, changes, onSelect, onOpen, onToggle, onRename, onDelete }: FileTreeProps) {
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(0, rows.findIndex(({ path }) => path === selected));
  const moveTo = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (!row) return;
    onSelect(row.path);
    list.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[rows.indexOf(row)]?.focus();
  };
  const activate = (row: TreeRow) => {
    onSelect(row.path);
    if (row.isFolder) onToggle(row.path, !row.expanded);
    else onOpen(row.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => moveTo(at + 1),
      ArrowUp: () => moveTo(at - 1),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      ArrowRight: () => (row.isFolder && !row.expanded ? onToggle(row.path, true) : row.isFolder && moveTo(at + 1)),
      ArrowLeft: () => (row.expanded ? onToggle(row.path, false) : moveTo(rows.findLastIndex((other, index) => index < at && other.level < row.level))),
      Enter: () => activate(row),
      " ": () => activate(row),
      F2: () => onRename?.(row.path),
      Delete: () => onDelete?.(row.path),
    };
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  return (
    <div ref={list} role="tree" aria-label="Files" className="code-tree" onKeyDown={onKeyDown}>
      {rows.map((row, index) => {
        const change = changes.get(row.path);
        return (
          <div
            key={row.path}
            role="treeitem"
            aria-level={row.level}
            aria-posinset={row.position}
            aria-setsize={row.siblings}
            aria-selected={row.path === active}
            {...(row.isFolder ? { "aria-expanded": row.expanded } : {})}
            tabIndex={index === at ? 0 : -1}
            className="code-tree-row"
            style={{ paddingInlineStart: 8 + (row.level - 1) * 14 }}
            title={row.path}
            onClick={() => activate(row)}
            onFocus={() => row.path !== selected && onSelect(row.path)}
          >
            <Icon size="small" name={row.isFolder ? (row.expanded ? "folder-open" : "folder") : "file"} />
            <span className="code-tree-name">{row.name}</span>
            {change && <span className="code-tree-change">{change === "added" ? "new" : "edited"}</span>}
          </div>
        );
      })}
    </div>
  );
}
