import Button from "@cloudscape-design/components/button";
import { colorBackgroundContainerHeader, colorBorderDividerDefault, colorTextBodySecondary } from "@cloudscape-design/design-tokens";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
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

/** Of a longer message so much is shown until the rest is asked for: a page of many long lines must stay light. */
const SHOWN_CHARACTERS = 1000;
const LARGEST_HEIGHT = 420;
const LINE_HEIGHT = 18;

/** Log lines with their instants (UTC, as CloudWatch Logs shows them), in a region that scrolls by keyboard too. Only lines near what is in sight are in the page. */
export function LogLinesView({ label, lines, follow = false, linksOf }: LogLinesViewProps) {
  const region = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => withLinks(lines, linksOf), [lines, linksOf]);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by the virtualizer, and no compiler runs over this file
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => region.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (index) => rows[index]!.key,
    overscan: 20,
    initialRect: { width: 0, height: LARGEST_HEIGHT },
  });
  const shown = virtual.getVirtualItems();
  // After every render, for any may have brought lines, or measured those that are there.
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
        maxHeight: LARGEST_HEIGHT,
        overflow: "auto",
        // Rows that are measured late must not move the reader.
        overflowAnchor: "none",
        padding: 8,
        border: `1px solid ${colorBorderDividerDefault}`,
        borderRadius: 8,
        background: colorBackgroundContainerHeader,
        fontFamily: "Monaco, Menlo, Consolas, 'Courier Prime', monospace",
        fontSize: 12,
        lineHeight: `${LINE_HEIGHT}px`,
      }}
    >
      <div style={{ position: "relative", blockSize: virtual.getTotalSize() }}>
        <div style={{ position: "absolute", insetBlockStart: 0, insetInline: 0, transform: `translateY(${shown[0]?.start ?? 0}px)` }}>
          {shown.map(({ index }) => {
            const { key, line: { timestamp, message }, links } = rows[index]!;
            return (
              <div key={key} ref={virtual.measureElement} data-index={index} style={{ display: "flex", flexWrap: links ? "wrap" : "nowrap", columnGap: 12 }}>
                <span style={{ color: colorTextBodySecondary, whiteSpace: "nowrap" }}>{instant(timestamp)}</span>
                <span style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", minWidth: 0, flex: links ? "1 1 320px" : 1 }}>
                  <Message text={message.trimEnd()} isWhole={whole.has(key)} onWhole={() => setWhole(new Set(whole).add(key))} />
                </span>
                {links}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Message({ text, isWhole, onWhole }: { text: string; isWhole: boolean; onWhole: () => void }) {
  if (isWhole || text.length <= SHOWN_CHARACTERS) return text;
  return (
    <>
      {text.slice(0, SHOWN_CHARACTERS)}…{" "}
      <Button variant="inline-link" ariaLabel={`Show all ${text.length.toLocaleString("en")} characters of this line`} onClick={onWhole}>Show all {text.length.toLocaleString("en")} characters</Button>
    </>
  );
}

interface Row {
  readonly key: string;
  readonly line: LogLine;
  readonly links: ReactNode;
}

function withLinks(lines: readonly LogLine[], linksOf: LogLinesViewProps["linksOf"]): Row[] {
  let before: string | undefined;
  // Of one instant a stream may have several lines; a key that counts all of them would change when older lines go.
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const found = linksOf?.(line);
    const links = found === undefined || found.key === before ? null : found.links;
    before = found?.key;
    const place = `${line.stream}|${line.timestamp}`;
    const count = (seen.get(place) ?? 0) + 1;
    seen.set(place, count);
    return { key: `${place}|${count}`, line, links };
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
