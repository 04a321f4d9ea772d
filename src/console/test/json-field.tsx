import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { prettyJson } from "../shared/testing/pretty-json.ts";
import { findJsonProblem } from "./json-problem.ts";

interface JsonFieldProps {
  readonly body: string;
  readonly onChange: (body: string) => void;
  /** Grows each time Save or Test met an error: the caret then goes there. */
  readonly insist: number;
}

/** The event's JSON in a plain text field: light, at home with every screen reader, and Tab leaves it. */
export function JsonField({ body, onChange, insist }: JsonFieldProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [formatted, setFormatted] = useState(false);
  const settled = useDeferredValue(body);
  const problem = useMemo(() => findJsonProblem(settled), [settled]);
  const goToProblem = () => {
    const field = frame.current?.querySelector("textarea");
    if (!field || !problem) return;
    field.focus();
    field.setSelectionRange(problem.offset, Math.min(problem.offset + 1, field.value.length));
    const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight) || 20;
    field.scrollTop = Math.max(0, (problem.line - 3) * lineHeight);
  };
  const latest = useRef(goToProblem);
  useEffect(() => void (latest.current = goToProblem));
  useEffect(() => {
    if (insist > 0) latest.current();
  }, [insist]);
  return (
    <div ref={frame}>
      <FormField
        stretch
        label="Event JSON"
        description="What the handler receives as its event."
        errorText={problem && `Line ${problem.line}, column ${problem.column}: ${problem.message}`}
        constraintText={formatted ? "Formatted." : undefined}
        secondaryControl={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              disabled={problem !== undefined}
              disabledReason="The text is not JSON yet."
              onClick={() => {
                onChange(prettyJson(body));
                setFormatted(true);
              }}
            >
              Format JSON
            </Button>
            {problem && <Button onClick={goToProblem}>Go to the error</Button>}
          </SpaceBetween>
        }
      >
        <div className="test-json">
          <Textarea
            value={body}
            rows={Math.min(24, Math.max(8, body.split("\n").length + 1))}
            spellcheck={false}
            disableBrowserAutocorrect
            onChange={({ detail }) => {
              setFormatted(false);
              onChange(detail.value);
            }}
          />
        </div>
      </FormField>
    </div>
  );
}
