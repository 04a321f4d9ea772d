import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Slider from "@cloudscape-design/components/slider";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import type { CallerHistory } from "#simulation/starvation.ts";
import { THROTTLED } from "#simulation/starvation-callers.ts";
import { CALLER_WORDS } from "./caller-words.ts";
import { refusalWords, reservationProblem, seenBy, shareWords } from "./summary.ts";

interface CallerCardProps {
  readonly history: CallerHistory;
  readonly color: string;
  readonly limit: number;
  readonly reservedByOthers: number;
  readonly onRate: (ratePerSecond: number) => void;
  readonly onReserve: (reserved: number) => void;
}

/** One caller: how much it asks, what it sees, and what its function has reserved. */
export function CallerCard({ history, color, limit, reservedByOthers, onRate, onReserve }: CallerCardProps) {
  const { caller, ratePerSecond, durationMs, measured, running } = history;
  const words = CALLER_WORDS[caller.way];
  const seen = seenBy(history);
  const failing = seen.failedShare > 0;
  return (
    <div role="group" aria-label={`${words.who} through ${words.path}`} data-testid={`caller-${caller.way}`}>
      <Container
        fitHeight
        header={
          <Header variant="h2" description={`${words.path} → ${caller.functionName}`}>
            <span aria-hidden style={{ display: "inline-block", width: 14, height: 14, marginInlineEnd: 8, borderRadius: 3, background: color }} />
            {words.who}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <div>
            <Box variant="awsui-key-label">Clients see</Box>
            <StatusIndicator type={failing ? "error" : "success"}><span className="lambdarium-whole-words">{failing ? refusalWords(caller.way) : "Answers"}</span></StatusIndicator>
            <Box color="text-body-secondary" fontSize="body-s">{failing ? `for ${shareWords(seen.failedShare)} of their requests` : "to every request"}</Box>
          </div>
          <FormField label={`Requests per second: ${ratePerSecond.toLocaleString("en")}`} description={`Each runs about ${secondsOf(durationMs)} (${measured ? "measured" : "modelled"}): ${Math.round((ratePerSecond * durationMs) / 1000).toLocaleString("en")} at a time on average`}>
            <Slider ariaLabel={`Requests per second of ${words.who.toLowerCase()}`} value={ratePerSecond} min={0} max={words.highestRate} step={words.step} valueFormatter={(value) => value.toLocaleString("en")} onChange={({ detail }) => onRate(detail.value)} />
          </FormField>
          <ReservedField functionName={caller.functionName} reserved={history.reserved} limit={limit} reservedByOthers={reservedByOthers} onReserve={onReserve} />
          <KeyValuePairs
            columns={2}
            items={[
              { label: "Running now", value: running.toLocaleString("en") },
              { label: "Answered per second", value: perSecond(seen.servedPerSecond) },
              { label: "Throttles per second", value: perSecond(seen.throttlesPerSecond) },
              { label: "Failed per second", value: perSecond(seen.failedPerSecond) },
            ]}
          />
          {THROTTLED[caller.way].attempts > 1 && (
            <Box color="text-body-secondary" fontSize="body-s">An SDK tries a throttled request {THROTTLED[caller.way].attempts} times before it gives up: some throttles never reach the program.</Box>
          )}
        </SpaceBetween>
      </Container>
    </div>
  );
}

interface ReservedFieldProps {
  readonly functionName: string;
  readonly reserved: number;
  readonly limit: number;
  readonly reservedByOthers: number;
  readonly onReserve: (reserved: number) => void;
}

/** Reserved concurrency, in force as soon as what stands there is allowed. */
function ReservedField({ functionName, reserved, limit, reservedByOthers, onReserve }: ReservedFieldProps) {
  // What was typed counts while the reservation is what it led to; when it is set from elsewhere, the field follows.
  const [typed, setTyped] = useState({ text: "", leadsTo: -1 });
  const text = typed.leadsTo === reserved ? typed.text : reserved < 0 ? "" : String(reserved);
  const problem = reservationProblem(text, limit, reservedByOthers);
  return (
    <FormField label="Reserved concurrency" description="Empty: none, it lives from the common pool" errorText={problem ?? undefined}>
      <Input
        type="number"
        inputMode="numeric"
        ariaLabel={`Reserved concurrency of ${functionName}`}
        placeholder="Unreserved"
        value={text}
        onChange={({ detail }) => {
          const allowed = reservationProblem(detail.value, limit, reservedByOthers) === null;
          const leadsTo = !allowed ? reserved : detail.value.trim() === "" ? -1 : Number(detail.value);
          setTyped({ text: detail.value, leadsTo });
          if (allowed) onReserve(leadsTo);
        }}
      />
    </FormField>
  );
}

function secondsOf(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms)).toLocaleString("en")} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}

function perSecond(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}
