import { colorBackgroundContainerHeader, colorBorderDividerDefault, colorTextBodySecondary } from "@cloudscape-design/design-tokens";
import { useEffect, useRef, type ReactNode } from "react";
import type { LogLine } from "./log-line.ts";

interface LogLinesViewProps {
  readonly label: string;
  readonly lines: readonly LogLine[];
  /** Keeps the newest line in sight while the reader is at the end. */
  readonly follow?: boolean;
  /** Where a line leads; shown at the first of the lines that follow each other under one `key`. */
  readonly linksOf?: (line: LogLine) => LineLinks;
}

/** What stands beside a line. */
export interface LineLinks {
  readonly key: string;
  readonly links: ReactNode;
}

/** Log lines with their instants (UTC, as CloudWatch Logs shows them), in a region that scrolls by keyboard too. */
export function LogLinesView({ label, lines, follow = false, linksOf }: LogLinesViewProps) {
  const region = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  // After every render, for any may have brought lines.
  useEffect(() => {
    if (follow && atEnd.current && region.current) region.current.scrollTop = region.current.scrollHeight;
  });
  return (
    <div
      ref={region}
      role="region"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 24;
      }}
      style={{
        maxHeight: 420,
        overflow: "auto",
        padding: 8,
        border: `1px solid ${colorBorderDividerDefault}`,
        borderRadius: 8,
        background: colorBackgroundContainerHeader,
        fontFamily: "Monaco, Menlo, Consolas, 'Courier Prime', monospace",
        fontSize: 12,
        lineHeight: "18px",
      }}
    >
      {withLinks(lines, linksOf).map(({ line: { stream, timestamp, message }, links }, index) => (
        <div key={`${stream}|${timestamp}|${index}`} style={{ display: "flex", flexWrap: links ? "wrap" : "nowrap", columnGap: 12 }}>
          <span style={{ color: colorTextBodySecondary, whiteSpace: "nowrap" }}>{instant(timestamp)}</span>
          <span style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", minWidth: 0, flex: links ? "1 1 320px" : 1 }}>{message.trimEnd()}</span>
          {links}
        </div>
      ))}
    </div>
  );
}

function withLinks(lines: readonly LogLine[], linksOf: LogLinesViewProps["linksOf"]): { line: LogLine; links: ReactNode }[] {
  let before: string | undefined;
  return lines.map((line) => {
    const found = linksOf?.(line);
    const links = found === undefined || found.key === before ? null : found.links;
    before = found?.key;
    return { line, links };
  });
}

/** `2026-11-23T08:31:28.426Z`. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

/** The lines as text for the clipboard. */
export function linesAsText(lines: readonly LogLine[]): string {
  return lines.map(({ timestamp, message }) => `${instant(timestamp)} ${message.trimEnd()}`).join("\n");
}
