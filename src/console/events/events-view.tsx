import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import type { AsyncEventsView, AsyncEventView } from "#services/lambda/async/async-views.ts";
import { useSimulatorQuery } from "../aws/simulator.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Loading } from "../shared/loading.tsx";
import { apiQualifier, functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { absoluteTime } from "../shared/times.ts";
import { DeadLetterNote } from "./dead-letter-note.tsx";
import { EventDetails } from "./event-details.tsx";
import { EventLane } from "./event-lane.tsx";
import { END_FILTERS, endText, matches, type EndFilter } from "./lane.ts";
import { PAGINATION_LABELS } from "../shared/labels.ts";

const PAGE_SIZE = 20;

interface EventsViewProps {
  readonly name: string;
  readonly qualifier: PageQualifier;
  /** The event that was asked for: it stands first, opened. */
  readonly request: string | undefined;
}

/** Monitor > Events: each asynchronous event of the function, waiting or ended, as a lane of attempts and waits. */
export function EventsView({ name, qualifier, request }: EventsViewProps) {
  const answer = useSimulatorQuery<AsyncEventsView>("async-events", { function: name });
  const [filter, setFilter] = useState<EndFilter>("all");
  const [page, setPage] = useState(1);
  if (answer.isPending) return <Loading what="events" />;
  if (answer.isError) return <ApiErrorAlert header={`The asynchronous events of ${name} could not be loaded`} error={answer.error} onRetry={() => void answer.refetch()} />;
  const own = answer.data.events.filter((event) => qualifier.kind === "latest" || event.qualifier === apiQualifier(qualifier));
  const asked = own.find(({ requestId }) => requestId === request);
  const rest = own.filter((event) => event !== asked && matches(event, filter));
  const pages = Math.max(1, Math.ceil(rest.length / PAGE_SIZE));
  const shown = rest.slice((Math.min(page, pages) - 1) * PAGE_SIZE, Math.min(page, pages) * PAGE_SIZE);

  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            counter={`(${own.length})`}
            description="Every event that was sent without waiting for its end: each number is an attempt, each line between two a wait (drawn by the logarithm of its length). Time in which no tab is open, or the machine sleeps, does not count: ages and waits stand still."
            actions={<Button iconName="refresh" ariaLabel="Refresh events" loading={answer.isFetching} onClick={() => void answer.refetch()} />}
          >
            Asynchronous events
          </Header>
        }
      >
        <SpaceBetween size="m">
          {request !== undefined && (asked ? <EventRow event={asked} now={answer.data.now} opened /> : <Alert type="info">Event {request} is not here. It may have been sent to another function, or be older than the 500 ended events that are kept.</Alert>)}
          {own.length > 0 && (
            <SpaceBetween direction="horizontal" size="l" alignItems="end">
              <FormField label="Show">
                <Select
                  selectedOption={END_FILTERS.find(({ value }) => value === filter) ?? END_FILTERS[0]}
                  options={END_FILTERS.map(({ value, label }) => ({ value, label: `${label} (${own.filter((event) => matches(event, value)).length})` }))}
                  onChange={({ detail }) => {
                    setFilter(detail.selectedOption.value as EndFilter);
                    setPage(1);
                  }}
                />
              </FormField>
              {pages > 1 && <Pagination currentPageIndex={Math.min(page, pages)} pagesCount={pages} onChange={({ detail }) => setPage(detail.currentPageIndex)} ariaLabels={PAGINATION_LABELS} />}
            </SpaceBetween>
          )}
          {own.length === 0 ? (
            <NothingYet name={name} qualifier={qualifier} />
          ) : (
            shown.map((event) => <EventRow key={event.requestId} event={event} now={answer.data.now} opened={false} />)
          )}
          {own.length > 0 && rest.length === 0 && !asked && <Box textAlign="center" color="text-body-secondary">No event ended like this.</Box>}
        </SpaceBetween>
      </Container>
      <DeadLetterNote name={name} qualifier={qualifier} />
    </SpaceBetween>
  );
}

function EventRow({ event, now, opened }: { event: AsyncEventView; now: number; opened: boolean }) {
  const [expanded, setExpanded] = useState(opened);
  return (
    <div>
      <ExpandableSection
        expanded={expanded}
        onChange={({ detail }) => setExpanded(detail.expanded)}
        headerText={<><StatusIndicator type={statusOf(event)}>{endText(event)}</StatusIndicator></>}
        headerDescription={`Accepted ${absoluteTime(new Date(event.acceptedAt))}; ${event.attempts.length === 1 ? "1 attempt" : `${event.attempts.length} attempts`}; request ${event.requestId}`}
      >
        <EventDetails event={event} now={now} />
      </ExpandableSection>
      {!expanded && <EventLane event={event} />}
    </div>
  );
}

function statusOf(event: AsyncEventView): StatusIndicatorProps.Type {
  if (event.end === null) return event.attempts.length === 0 ? "pending" : "in-progress";
  if (event.end === "done" || event.endCondition === "Success") return event.failedHandOvers === undefined ? "success" : "warning";
  return event.end === "dropped" ? "error" : "warning";
}

function NothingYet({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <b>No asynchronous events yet</b>
        <Box>Test with the invocation type Asynchronous, or give the function a trigger: each event's attempts and waits show up here.</Box>
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <Button href={href(functionRoute(name, { qualifier, tab: "testing" }))}>Test the function</Button>
          <Button href={href(functionRoute(name, { qualifier, tab: "configure", subtab: "triggers" }))}>Triggers</Button>
        </SpaceBetween>
      </SpaceBetween>
    </Box>
  );
}
