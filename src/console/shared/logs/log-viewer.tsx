import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TextFilter from "@cloudscape-design/components/text-filter";
import Toggle from "@cloudscape-design/components/toggle";
import Grid from "@cloudscape-design/components/grid";
import { useDeferredValue, useMemo, useState } from "react";
import { ApiErrorAlert } from "../api-error.tsx";
import { Loading } from "../loading.tsx";
import { href } from "../routes.ts";
import { absoluteTime } from "../times.ts";
import { DroppedLines } from "./dropped-lines.tsx";
import type { LogLine } from "./log-line.ts";
import { LogLinesView, linesAsText, type LineLinks } from "./log-lines-view.tsx";
import { LIMITS, quoted, useMatchingLines, type RecentStream } from "./use-recent-logs.ts";

const NO_LINES: readonly LogLine[] = [];

interface LogViewerProps {
  readonly group: string;
  /** On the group's own page: the filter is a pattern of CloudWatch Logs, and searches older streams too. */
  readonly whole?: boolean;
  /** Newest first; not empty. */
  readonly streams: readonly RecentStream[];
  /** The name of the stream to show; empty for all of them. */
  readonly stream: string;
  readonly onStream: (stream: string) => void;
  readonly live: boolean;
  /** Where a line leads. */
  readonly linksOf?: (line: LogLine) => LineLinks;
}

/** The lines of one log stream, or of the newest ones together; searched by CloudWatch Logs itself. */
export function LogViewer({ group, whole = false, streams, stream, onStream, live, linksOf }: LogViewerProps) {
  const [text, setText] = useState("");
  const [newestFirst, setNewestFirst] = useState(false);
  const wanted = useDeferredValue(text.trim());
  const chosen = streams.some(({ name }) => name === stream) ? streams.filter(({ name }) => name === stream) : streams;
  const all = chosen === streams;
  const matches = useMatchingLines(group, whole && all ? undefined : chosen.map(({ name }) => name), whole || wanted === "" ? wanted : quoted(wanted), live);
  const tail = useMemo(() => merged(chosen), [chosen]);
  const found: readonly LogLine[] = wanted === "" ? tail : (matches.data ?? NO_LINES);
  const lines = useMemo(() => (newestFirst ? found.toReversed() : found), [found, newestFirst]);
  const options = [
    { value: "", label: whole ? "All of the newest streams" : "All of these environments", description: `${streams.length} newest log streams` },
    ...streams.map(({ name, version, lastEventAt }) => ({ value: name, label: name, description: `${whole ? "Last" : `Version ${version}, last`} line ${absoluteTime(new Date(lastEventAt))}` })),
  ];

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={whole ? "The newest lines of the newest streams, or of one; a pattern searches all that the group keeps." : <>Log group <Link href={href({ page: "log-groups", name: group })}>{group}</Link></>}
          actions={
            <SpaceBetween direction="horizontal" size="s" alignItems="center">
              <Toggle checked={newestFirst} onChange={({ detail }) => setNewestFirst(detail.checked)}>Newest first</Toggle>
              <CopyToClipboard copyButtonText="Copy" copyButtonAriaLabel="Copy the log lines shown" copySuccessText="Copied the log lines" copyErrorText="The browser did not allow copying" textToCopy={linesAsText(lines)} />
            </SpaceBetween>
          }
        >
          Logs
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Grid gridDefinition={[{ colspan: { default: 12, m: 6 } }, { colspan: { default: 12, m: 6 } }]}>
          <FormField label="Log stream" stretch>
            <Select
              selectedOption={options.find(({ value }) => value === stream) ?? options[0]!}
              options={options}
              filteringType="auto"
              onChange={({ detail }) => onStream(detail.selectedOption.value ?? "")}
            />
          </FormField>
          <FormField label={whole ? "Filter pattern" : "Filter text"} stretch>
            <TextFilter
              filteringText={text}
              filteringPlaceholder={whole ? 'ERROR -retry ?one ?other "two words"; case counts' : "Lines that hold this text; case counts"}
              filteringAriaLabel="Filter log lines"
              filteringClearAriaLabel="Clear filter"
              countText={matches.isFetching ? "Searching" : lines.length === 1 ? "1 line" : `${lines.length} lines`}
              onChange={({ detail }) => setText(detail.filteringText)}
            />
          </FormField>
        </Grid>
        {matches.isError && wanted !== "" && <ApiErrorAlert header="The logs could not be searched" error={matches.error} onRetry={() => void matches.refetch()} />}
        {wanted !== "" && matches.isPending ? (
          <Loading what="matching lines" />
        ) : lines.length === 0 ? (
          <Box textAlign="center" color="text-body-secondary" padding="m">
            {wanted === "" ? "No lines." : `No line ${whole ? "matches this pattern" : "holds this text"}.`}
          </Box>
        ) : (
          <LogLinesView label="Log lines" lines={lines} follow={live && !newestFirst} {...(linksOf ? { linksOf } : {})} />
        )}
        <DroppedLines group={group} />
        {wanted === "" && tail.length >= LIMITS.matches && (
          <Box color="text-body-secondary" fontSize="body-s">The newest {LIMITS.matches.toLocaleString("en")} lines are shown. Filter to search all of them.</Box>
        )}
      </SpaceBetween>
    </Container>
  );
}

/** The newest lines of several streams in the order of time; lines of one instant keep the order of their stream. */
function merged(streams: readonly RecentStream[]): LogLine[] {
  return streams
    .flatMap(({ lines }) => lines)
    .toSorted((left, right) => left.timestamp - right.timestamp)
    .slice(-LIMITS.matches);
}
