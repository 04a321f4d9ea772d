import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { colorBackgroundInputDisabled, colorTextBodyDefault } from "@cloudscape-design/design-tokens";
import { useState } from "react";
import { Copyable } from "../shared/copy.tsx";
import { absoluteTime } from "../shared/times.ts";
import type { AnsweredInvocation } from "../shared/testing/invocation.ts";
import type { TestRun } from "../shared/testing/test-runs.ts";

/** More text than this makes the page slow; the rest is shown when asked for. */
const SHOWN_CHARACTERS = 64 * 1024;

/** Response, summary and log tail of an invocation that Lambda answered. */
export function ResultDetails({ outcome, run }: { outcome: AnsweredInvocation; run: TestRun }) {
  const { report } = outcome;
  return (
    <SpaceBetween size="m">
      <div>
        <Box variant="p" color="inherit">The area below shows what the function returned, as JSON. Test event: {run.eventName}.</Box>
        <CodeText text={outcome.response} label="Response" />
      </div>
      <div>
        <Box variant="h4" tagOverride="h2" color="inherit" padding={{ bottom: "xs" }}>Summary</Box>
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Code SHA-256", value: outcome.codeSha256 === undefined ? "-" : <Copyable text={outcome.codeSha256} what="code SHA-256" /> },
            { label: "Execution time", value: absoluteTime(new Date(run.startedAt)) },
            { label: "Function version", value: outcome.executedVersion },
            { label: "Request ID", value: <Copyable text={outcome.requestId} what="request ID" /> },
            { label: "Duration", value: milliseconds(report?.durationMs) },
            { label: "Billed duration", value: report ? `${report.billedMs} ms` : "-" },
            { label: "Init duration", value: report?.initMs === undefined ? "None: warm start" : milliseconds(report.initMs) },
            { label: "Resources configured", value: report ? `${report.memoryMb} MB` : "-" },
            { label: "Max memory used", value: report?.maxMemoryUsedMb === undefined ? "-" : `${report.maxMemoryUsedMb} MB` },
          ]}
        />
        {report && <Box variant="p" color="inherit" padding={{ top: "xs" }}>{startSentence(report.initMs)}</Box>}
      </div>
      <div>
        <Box variant="h4" tagOverride="h2" color="inherit">Log output</Box>
        <Box variant="p" color="inherit">The last 4 KB of what this invocation logged.</Box>
        <CodeText text={outcome.logTail.trimEnd()} label="Log output" />
      </div>
    </SpaceBetween>
  );
}

function CodeText({ text, label }: { text: string; label: string }) {
  const [whole, setWhole] = useState(false);
  const cut = !whole && text.length > SHOWN_CHARACTERS;
  return (
    <>
      {/* Scrolls, so it takes the focus: else the keyboard could not read its end. */}
      <pre
        tabIndex={0}
        role="region"
        aria-label={label}
        style={{
          margin: 0,
          padding: "8px 12px",
          maxHeight: 320,
          overflow: "auto",
          whiteSpace: "pre-wrap",
          overflowWrap: "anywhere",
          borderRadius: 8,
          fontFamily: "Monaco, Menlo, Consolas, monospace",
          fontSize: 13,
          lineHeight: "18px",
          background: colorBackgroundInputDisabled,
          color: colorTextBodyDefault,
        }}
      >
        {cut ? text.slice(0, SHOWN_CHARACTERS) : text}
      </pre>
      {cut && <Button variant="inline-link" onClick={() => setWhole(true)}>Show all {text.length.toLocaleString("en")} characters</Button>}
    </>
  );
}

function startSentence(initMs: number | undefined): string {
  return initMs === undefined
    ? "Warm start: an execution environment that was there already ran this, with what earlier invocations left in its memory."
    : "Cold start: a new execution environment was made for this invocation, and its code outside the handler ran first. AWS bills that time too.";
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? "-" : `${value.toFixed(2)} ms`;
}
