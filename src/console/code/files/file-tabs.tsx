import Icon from "@cloudscape-design/components/icon";
import { useRef, type KeyboardEvent } from "react";
import { baseName } from "../../shared/working-copy/file-path.ts";

interface FileTabsProps {
  readonly open: readonly string[];
  readonly active: string | undefined;
  readonly changed: ReadonlySet<string>;
  readonly panelId: string;
  readonly onShow: (path: string) => void;
  readonly onClose: (path: string) => void;
}

/** The open files as tabs; a dot marks undeployed changes. Arrows move, Delete closes. */
export function FileTabs({ open, active, changed, panelId, onShow, onClose }: FileTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = open.indexOf(active ?? "");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const target = step === undefined ? { Home: 0, End: open.length - 1 }[event.key] : (at + step + open.length) % open.length;
    if (event.key === "Delete" && active !== undefined) onClose(active);
    else if (target === undefined) return;
    else {
      const path = open[target];
      if (path !== undefined) onShow(path);
      list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[target]?.focus();
    }
    event.preventDefault();
  };
  return (
    <div className="code-tabs">
      <div ref={list} role="tablist" aria-label="Open files" onKeyDown={onKeyDown}>
        {open.map((path) => (
          <span key={path} role="presentation" className="code-tab" data-active={path === active}>
            <button type="button" role="tab" aria-selected={path === active} aria-controls={panelId} tabIndex={path === active ? 0 : -1} title={path} onClick={() => onShow(path)}>
              {baseName(path)}
              {changed.has(path) && <span className="code-dot" role="img" aria-label="undeployed changes" />}
            </button>
            {/* Reached by pointer; the keyboard has Delete on the tab. */}
            <span className="code-tab-close" aria-hidden="true" title={`Close ${baseName(path)}`} onClick={() => onClose(path)}>
              <Icon name="close" size="small" />
            </span>
          </span>
        ))}
      </div>
    </div>
  );
}
