import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import Select, { type SelectProps } from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { RUNTIMES } from "#services/lambda/configuration/runtimes.ts";

export const DEFAULT_RUNTIME = "python3.14";

const RUNNABLE: SelectProps.Option[] = RUNTIMES.filter(({ family }) => family !== null).map(({ id, label }) => ({ value: id, label, description: id }));
const ELSEWHERE: SelectProps.Option[] = RUNTIMES.filter(({ family }) => family === null).map(({ id, label }) => ({
  value: id,
  label,
  description: id,
  disabled: true,
  disabledReason: whyNot(id),
}));

/** Why a browser cannot run it, in a sentence. */
function whyNot(id: string): string {
  if (id.startsWith("python")) return "Runs at AWS only: the Python in this page is newer than this runtime's.";
  if (id.startsWith("java")) return "Runs at AWS only: a browser has no Java virtual machine.";
  if (id.startsWith("dotnet")) return "Runs at AWS only: a browser has no .NET runtime for Lambda's packages.";
  if (id.startsWith("ruby")) return "Runs at AWS only: this page ships no Ruby.";
  return "Runs at AWS only: it starts a Linux program, and a browser cannot.";
}

interface RuntimeSelectProps {
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** The choice of a runtime; those that a browser cannot run are grey and say why. What runs the others is said below. */
export function RuntimeSelect({ value, onChange }: RuntimeSelectProps) {
  const runtime = RUNTIMES.find(({ id }) => id === value);
  return (
    <SpaceBetween size="s">
      <FormField label="Runtime" description="The language that your function is written in. Grey ones exist at AWS, but a browser cannot run them.">
        <Select
          selectedOption={{ value, label: runtime?.label ?? value }}
          options={[{ label: "Run in this browser", options: RUNNABLE }, { label: "At AWS only", options: ELSEWHERE }]}
          onChange={({ detail }) => detail.selectedOption.value !== undefined && onChange(detail.selectedOption.value)}
        />
      </FormField>
      {runtime?.family === "python" && (
        <Alert type="info">
          Whichever Python you pick, Pyodide's Python 3.14 runs it (CPython compiled to WebAssembly). The choice is what AWS would run; code for
          3.12 or 3.13 mostly behaves alike.
        </Alert>
      )}
      {runtime?.family === "nodejs" && (
        <Alert type="info">
          The browser's own JavaScript engine runs it, with the common <code>node:</code> modules in the browser's form. It is not Node.js
          itself: native add-ons and child processes do not work.
        </Alert>
      )}
      {runtime?.family === null && <Alert type="warning">{whyNot(value)} Invoking the function answers with an error that says so.</Alert>}
    </SpaceBetween>
  );
}
